package io.modelkeep;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.IdRules;

/**
 * The id of a model, such as a W&amp;B Training uuid, a Weave {@code object_id} or a Baseten model id.
 *
 * @param value the string that the provider's delete request takes
 */
public record ModelId(String value) implements Id {

    /**
     * Creates an id and checks the rules for every provider. See {@link Id}.
     *
     * @throws InvalidRequestException the value is not a valid id; nothing was sent, correct the value
     */
    public ModelId {
        IdRules.check("model id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
