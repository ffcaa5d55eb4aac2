package io.modelkeep;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.IdRules;

/**
 * A model's id, such as a W&amp;B Training uuid, a Weave {@code object_id} or a Baseten model id.
 *
 * @param value the string that the provider's delete takes
 */
public record ModelId(String value) implements Id {

    /**
     * Checks the rules that hold for every provider; see {@link Id}.
     *
     * @throws InvalidRequestException the value is no id; nothing was sent, correct the value
     */
    public ModelId {
        IdRules.check("model id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
