package io.modelkeep.http.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The wait before a repetition stays within its bounds, whatever is asked, for thousands of cases. */
class BackoffTest {

    @Test
    void delay_isWithinAllBounds_orEmpty() {
        Random random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            Duration longest = Duration.ofMillis(random.nextInt(120_000) + 1L);
            Duration remaining = Duration.ofMillis(random.nextInt(200_000));
            Optional<Duration> asked =
                    random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMillis(random.nextInt(200_000)));
            int attempt = 1 + random.nextInt(random.nextBoolean() ? 4 : 1_000_000);

            Optional<Duration> wait = new Backoff(longest).after(attempt, asked, remaining);

            wait.ifPresent(given -> {
                assertThat(given).isBetween(Duration.ZERO, longest).isLessThan(remaining);
                assertThat(given).isGreaterThanOrEqualTo(asked.orElse(Duration.ZERO));
                long doubling = 500L << Math.min(attempt - 1, 16);
                assertThat(given).isLessThanOrEqualTo(max(asked.orElse(Duration.ZERO), Duration.ofMillis(doubling)));
            });
            if (asked.isPresent()
                    && (asked.get().compareTo(longest) > 0 || asked.get().compareTo(remaining) >= 0)) {
                assertThat(wait).isEmpty();
            }
            if (asked.isEmpty() && remaining.compareTo(longest) > 0) {
                assertThat(wait).as("the jitter alone always fits").isPresent();
            }
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Test
    void exactlyTheLongestWaitMayBeAskedFor() {
        Backoff backoff = new Backoff(Duration.ofSeconds(60));
        Duration hour = Duration.ofHours(1);
        assertThat(backoff.after(1, Optional.of(Duration.ofSeconds(60)), hour)).contains(Duration.ofSeconds(60));
        assertThat(backoff.after(1, Optional.of(Duration.ofMillis(60_001)), hour))
                .isEmpty();
        assertThat(backoff.after(1, Optional.of(RetryAfter.LONGEST), hour)).isEmpty();
    }

    @Test
    void withoutTimeLeftThereIsNoWait() {
        assertThat(new Backoff(Duration.ofSeconds(60)).after(1, Optional.empty(), Duration.ZERO))
                .isEmpty();
    }

    @Test
    void waitsDiffer() {
        Backoff backoff = new Backoff(Duration.ofSeconds(60));
        assertThat(IntStream.range(0, 40)
                        .mapToObj(i -> backoff.after(5, Optional.empty(), Duration.ofHours(1)))
                        .distinct()
                        .count())
                .isGreaterThan(20);
    }
}
