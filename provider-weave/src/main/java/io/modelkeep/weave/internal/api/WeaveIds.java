package io.modelkeep.weave.internal.api;

import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.SafeText;
import io.modelkeep.weave.WeaveProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What this service takes as ids: an object's id, and a version's digest. Aliases are no ids, although the service takes
 * them: {@code latest} and {@code v3} name another version after every deletion.
 */
public final class WeaveIds {

    /** As the service checks it: letters and numbers of any language, underscore, dot and hyphen; dots alone are a folder. */
    private static final Pattern MODEL = Pattern.compile("(?![.]+$)[\\p{L}\\p{N}_.-]{1,128}");

    /** An id to the service, and to nobody who has to put it into a path. */
    private static final Pattern DOTS = Pattern.compile("[.]+");

    /** The service reads what follows a v as a number, with any zeros and underscores in it: as long as a digest, too. */
    private static final Pattern DIGEST = Pattern.compile("(?!v[0-9_-]+$)[A-Za-z0-9_-]{43}|[0-9a-f]{64}");

    private WeaveIds() {}

    public static String model(@Nullable Id id, Operation operation) {
        if (id == null || !isModel(id.value())) {
            throw refused(
                    operation,
                    shown(id) + " is not a Weave object id; give the id that creating or listing the model returned");
        }
        return id.value();
    }

    public static boolean isModel(String text) {
        return MODEL.matcher(text).matches();
    }

    /** Whether this is no id only for being a folder, so that the service may well have it. */
    static boolean isDots(String model) {
        return DOTS.matcher(model).matches();
    }

    /** Refuses the name of a new model that the service makes no usable id from. */
    public static void checkName(String name) {
        String id = name.replace(' ', '_')
                .replace('/', '_')
                .replace("<", "")
                .replace(">", "")
                .toLowerCase(Locale.ROOT);
        if (!isModel(id)) {
            throw refused(
                    Operation.CREATE_MODEL,
                    "the name " + shown(name) + " makes " + (id.isEmpty() ? "no id" : "the id " + shown(id))
                            + "; it has to make one of up to 128 letters, numbers, _ . and -, and not of dots alone");
        }
    }

    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The distinct digests in the order asked, each with its id. */
    public static Map<String, VersionId> digests(@Nullable Collection<VersionId> ids) {
        if (ids == null) {
            throw refused(Operation.DELETE_VERSIONS, "the collection of version ids is null; an empty one is fine");
        }
        Map<String, VersionId> digests = new LinkedHashMap<>();
        for (VersionId id : ids) {
            if (id == null || !isDigest(id.value())) {
                throw refused(
                        Operation.DELETE_VERSIONS,
                        shown(id) + " is not a digest; give one as the list of versions has it, 43 characters of"
                                + " A-Z a-z 0-9 _ - or 64 hexadecimal digits, and no alias such as latest or v3");
            }
            digests.putIfAbsent(id.value(), id);
        }
        return digests;
    }

    public static String shown(@Nullable Id id) {
        return id == null ? "null" : shown(id.value());
    }

    /** What may be no id at all, so that a message can name it. */
    public static String shown(String text) {
        return '"' + SafeText.of(text, 64) + '"';
    }

    public static InvalidRequestException refused(Operation operation, String problem) {
        return new InvalidRequestException(
                ErrorDetails.of(problem).provider(WeaveProvider.NAME).operation(operation));
    }
}
