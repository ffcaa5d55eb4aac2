package io.modelkeep;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.IdRules;

/**
 * The id of one immutable version of a model: a Weave digest, a Baseten deployment id. Never an alias such as {@code latest}.
 *
 * @param value the string that the provider's delete takes
 */
public record VersionId(String value) implements Id {

    /**
     * Checks the rules that hold for every provider; see {@link Id}.
     *
     * @throws InvalidRequestException the value is no id; nothing was sent, correct the value
     */
    public VersionId {
        IdRules.check("version id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
