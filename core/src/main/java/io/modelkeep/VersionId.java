package io.modelkeep;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.IdRules;

/**
 * The id of one immutable version of a model, such as a Weave digest or a Baseten deployment id. An alias such as
 * {@code latest} is not an id.
 *
 * @param value the string that the provider's delete request takes
 */
public record VersionId(String value) implements Id {

    /**
     * Creates an id and checks the rules for every provider. See {@link Id}.
     *
     * @throws InvalidRequestException the value is not a valid id; nothing was sent, correct the value
     */
    public VersionId {
        IdRules.check("version id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
