package io.modelkeep.integration.live;

import java.util.Map;
import java.util.Optional;

/**
 * The variables that the live tests read. Never printed.
 *
 * @param variables those of the process, or of a test
 */
record LiveEnvironment(Map<String, String> variables) {

    static final String WANDB_KEY = "WANDB_API_KEY";
    static final String WANDB_ENTITY = "MODELKEEP_LIVE_WANDB_ENTITY";
    static final String WANDB_PROJECT = "MODELKEEP_LIVE_WANDB_PROJECT";
    static final String BASE_MODEL = "MODELKEEP_LIVE_BASE_MODEL";
    static final String WEAVE_URL = "MODELKEEP_LIVE_WEAVE_URL";
    static final String TRAINING_URL = "MODELKEEP_LIVE_TRAINING_URL";
    static final String BASETEN_KEY = "BASETEN_API_KEY";
    static final String BASETEN_URL = "MODELKEEP_LIVE_BASETEN_URL";

    Optional<String> get(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }

    String require(String variable) {
        return get(variable).orElseThrow(() -> new IllegalStateException(variable + " is not set"));
    }

    @Override
    public String toString() {
        return "LiveEnvironment";
    }
}
