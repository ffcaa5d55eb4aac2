package io.modelkeep;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.IdRules;

/**
 * The id of a training run: a W&amp;B Training model uuid, or a Baseten {@code loops:<run_id>} or {@code
 * job:<project_id>:<job_id>}.
 *
 * @param value the string that the provider's delete request takes
 */
public record RunId(String value) implements Id {

    /**
     * Creates an id and checks the rules for every provider. See {@link Id}.
     *
     * @throws InvalidRequestException the value is not a valid id; nothing was sent, correct the value
     */
    public RunId {
        IdRules.check("run id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
