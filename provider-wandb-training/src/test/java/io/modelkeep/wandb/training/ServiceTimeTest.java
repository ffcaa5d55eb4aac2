package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The service's time is that of its answers. */
class ServiceTimeTest {

    @Test
    void isTheDateOfTheLastAnswerAndGoesOn() {
        try (ServerRun run = ServerRun.start()) {
            Instant then = Instant.parse("2031-02-03T04:05:06Z");
            RunId training = run.given(1);
            assertThat(run.stores.serviceTime()).isEmpty();

            run.simulator.useClock(Clock.fixed(then, ZoneOffset.UTC));
            run.stores.checkpoints().latest(training);
            run.time.advance(Duration.ofMinutes(2));

            assertThat(run.stores.serviceTime()).contains(then.plus(Duration.ofMinutes(2)));
        }
    }

    @Test
    void isUnknownWhereAnswersHaveNoDate() {
        try (ServerRun run = ServerRun.start()) {
            run.simulator.omitDate();
            run.stores.checkpoints().latest(run.given(1));
            assertThat(run.stores.serviceTime()).isEmpty();
        }
    }
}
