package io.modelkeep.integration.live;

import java.util.List;
import java.util.Optional;

/** The services that the live tests know, and what each needs to be reached. */
enum LiveService {
    WEAVE,
    WANDB_TRAINING,
    BASETEN;

    private List<String> variables() {
        return switch (this) {
            case WEAVE, WANDB_TRAINING ->
                List.of(LiveEnvironment.WANDB_KEY, LiveEnvironment.WANDB_ENTITY, LiveEnvironment.WANDB_PROJECT);
            case BASETEN -> List.of(LiveEnvironment.BASETEN_KEY);
        };
    }

    /** Why the service cannot be reached; empty where all that is needed is there. */
    Optional<String> missing(LiveEnvironment environment) {
        List<String> missing = variables().stream()
                .filter(variable -> environment.get(variable).isEmpty())
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("not set: " + String.join(", ", missing));
    }

    /** The service as the environment of this process says. */
    LiveFixture fixture() {
        return fixture(new LiveEnvironment(System.getenv()));
    }

    /** The service as these variables say. */
    LiveFixture fixture(LiveEnvironment environment) {
        return switch (this) {
            case WEAVE -> new LiveWeave(environment);
            case WANDB_TRAINING -> new LiveWandbTraining(environment);
            case BASETEN -> new LiveBaseten(environment);
        };
    }
}
