package io.modelkeep.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimit limit = new RateLimit(2, Duration.ofSeconds(10), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aWindowAdmitsItsNumberAndTheNextOneTooAcrossAnOverflowOfTheClock() {
        limit.admit();
        pass(Duration.ofSeconds(9));
        limit.admit();
        assertThatThrownBy(limit::admit).isInstanceOf(Refusal.class);

        pass(Duration.ofSeconds(1));

        assertThatCode(limit::admit).doesNotThrowAnyException();
        assertThatCode(limit::admit).doesNotThrowAnyException();
        assertThatThrownBy(limit::admit).isInstanceOf(Refusal.class);
    }

    @Test
    void theWaitIsRoundedUpToSeconds() {
        limit.admit();
        limit.admit();
        pass(Duration.ofMillis(7_001));

        Refusal refusal = catchThrowableOfType(Refusal.class, limit::admit);

        assertThat(refusal.answer().status()).isEqualTo(429);
        assertThat(refusal.answer().headers()).containsExactly(Map.entry("Retry-After", "3"));
    }
}
