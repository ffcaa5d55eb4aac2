package io.modelkeep;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.IdRules;

/**
 * The id of what checkpoints hang on: a W&amp;B Training model uuid, a Baseten {@code loops:<run_id>} or {@code job:<project_id>:<job_id>}.
 *
 * @param value the string that the provider's delete takes
 */
public record RunId(String value) implements Id {

    /**
     * Checks the rules that hold for every provider; see {@link Id}.
     *
     * @throws InvalidRequestException the value is no id; nothing was sent, correct the value
     */
    public RunId {
        IdRules.check("training id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
