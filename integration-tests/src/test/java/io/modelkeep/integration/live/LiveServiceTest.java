package io.modelkeep.integration.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the environment does not lead to a service, that is said, with what is missing. */
class LiveServiceTest {

    @ParameterizedTest
    @EnumSource
    void withoutAKeyNothingRuns(LiveService service) {
        assertThat(service.missing(new LiveEnvironment(Map.of())).orElseThrow())
                .contains(service == LiveService.BASETEN ? "BASETEN_API_KEY" : "WANDB_API_KEY");
    }

    @Test
    void aKeyAloneIsNoLeaveToCreateAnything() {
        LiveEnvironment keyAlone = new LiveEnvironment(Map.of(
                LiveEnvironment.WANDB_KEY,
                "k",
                LiveEnvironment.WANDB_ENTITY,
                "team",
                LiveEnvironment.WANDB_PROJECT,
                " "));
        assertThat(LiveService.WEAVE.missing(keyAlone).orElseThrow())
                .contains(LiveEnvironment.WANDB_PROJECT)
                .doesNotContain(LiveEnvironment.WANDB_ENTITY, LiveEnvironment.WANDB_KEY);
    }

    @Test
    void theKeyIsNotShown() {
        Map<String, String> variables = Map.of(LiveEnvironment.BASETEN_KEY, "canary");
        assertThat(new LiveEnvironment(variables).toString()).doesNotContain("canary");
    }
}
