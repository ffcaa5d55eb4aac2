package example.shelf;

import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;

import java.util.regex.Pattern;

/** The forms of ids that a Shelf server gives. Each id has one spelling. */
final class ShelfIds {

    static final Pattern MODEL = Pattern.compile("m[1-9][0-9]{0,17}");
    static final Pattern RUN = Pattern.compile("run-[1-9][0-9]{0,17}");
    static final Pattern CHECKPOINT = Pattern.compile("c[1-9][0-9]{0,17}");

    private ShelfIds() {}

    /** Refuses an id of a caller, before any request. */
    static String checked(Pattern form, Id id, Operation operation) {
        if (id == null || !form.matcher(id.value()).matches()) {
            throw refused(operation, id + " is not of the form " + form);
        }
        return id.value();
    }

    /** Refuses an id in an answer. The toolkit reports the answer as malformed. */
    static void check(Pattern form, String id) {
        if (!form.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id of this service");
        }
    }

    static InvalidRequestException refused(Operation operation, String problem) {
        return new InvalidRequestException(
                ErrorDetails.of(problem).provider(ShelfProvider.NAME).operation(operation));
    }
}
