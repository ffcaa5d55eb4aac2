package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.fuzz.Seeded;
import io.modelkeep.http.internal.retry.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Any header is a wait within bounds, or none. */
class RetryAfterFuzzTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Seeded
    @FuzzTest
    void aWaitIsNeitherNegativeNorEndless(byte[] header) {
        String text = new String(header, StandardCharsets.UTF_8);
        List<String> values = List.of(text.split("\n", -1));
        Optional<Duration> wait = RetryAfter.of(values, CLOCK);
        wait.ifPresent(asked -> assertThat(asked).isBetween(Duration.ZERO, RetryAfter.LONGEST));
        values.stream()
                .filter(value -> value.matches("[0-9]{1,7}"))
                .forEach(seconds -> assertThat(wait.orElseThrow())
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(Long.parseLong(seconds))));
    }
}
