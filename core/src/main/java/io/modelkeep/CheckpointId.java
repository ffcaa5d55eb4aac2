package io.modelkeep;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.IdRules;

/**
 * A checkpoint's id within its training: the step (such as {@code 120}) on W&amp;B Training, the {@code id} on Baseten Loops, never its name.
 *
 * @param value the string that the provider's delete takes
 */
public record CheckpointId(String value) implements Id {

    /**
     * Checks the rules that hold for every provider; see {@link Id}.
     *
     * @throws InvalidRequestException the value is no id; nothing was sent, correct the value
     */
    public CheckpointId {
        IdRules.check("checkpoint id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
