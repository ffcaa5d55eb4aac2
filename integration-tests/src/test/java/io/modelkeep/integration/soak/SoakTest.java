package io.modelkeep.integration.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.integration.process.Bounded;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten seconds of random operations under random faults, or {@code -Dsoak.minutes} of them; {@code -Dsoak.seed} chooses which,
 * and {@code -Dsoak.step} repeats one of them.
 */
@Bounded
class SoakTest {

    private static final long SEED = 20_261_121;
    private static final Duration SHORT = Duration.ofSeconds(10);

    @Test
    @Timeout(value = 70, unit = TimeUnit.MINUTES)
    void reportedOutcomes_matchTheServer() {
        Soak soak = new Soak(Long.getLong("soak.seed", SEED));
        Long step = Long.getLong("soak.step");
        if (step != null) {
            soak.replay(step);
            return;
        }
        Long minutes = Long.getLong("soak.minutes");
        soak.run(minutes == null ? SHORT : Duration.ofMinutes(minutes));
        System.out.println("soak, " + soak);
        assertThat(soak.steps()).isGreaterThanOrEqualTo(Soak.STEPS_OF_A_LIFE);
    }
}
