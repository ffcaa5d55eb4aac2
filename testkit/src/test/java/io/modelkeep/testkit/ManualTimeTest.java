package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualTimeTest {

    private final ManualTime time = new ManualTime(Instant.EPOCH);

    @Test
    void passesWhenSomebodySleeps() throws Exception {
        time.sleep(Duration.ofSeconds(90));
        time.advance(Duration.ofSeconds(10));
        assertThat(time.clock().instant()).isEqualTo(Instant.EPOCH.plusSeconds(100));
        assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(100).toNanos());
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void neverRunsBackwards() throws Exception {
        time.sleep(Duration.ofSeconds(-5));
        assertThat(time.nanoTime()).isZero();
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(-5));
    }

    @Test
    void wakesAThreadThatWasInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> time.sleep(Duration.ofSeconds(1))).isInstanceOf(InterruptedException.class);
        assertThat(time.sleeps()).isEmpty();
    }
}
