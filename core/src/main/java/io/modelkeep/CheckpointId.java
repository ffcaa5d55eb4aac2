package io.modelkeep;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.IdRules;

/**
 * The id of a checkpoint within its training run. On W&amp;B Training it is the step, such as {@code 120}. On Baseten
 * Loops it is the {@code id}, never the name.
 *
 * @param value the string that the provider's delete request takes
 */
public record CheckpointId(String value) implements Id {

    /**
     * Creates an id and checks the rules for every provider. See {@link Id}.
     *
     * @throws InvalidRequestException the value is not a valid id; nothing was sent, correct the value
     */
    public CheckpointId {
        IdRules.check("checkpoint id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
