package io.modelkeep.http.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.http.BackgroundCall;
import io.modelkeep.http.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The places of a route lie apart so far that no second holds too many, however the asking goes. */
class RateLimiterTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final VirtualTime time = new VirtualTime();

    private RateLimiter pace(int requestsPerSecond) {
        return new RateLimiter(OptionalInt.of(requestsPerSecond), time);
    }

    private static Duration take(RateLimiter pace, String route) {
        return pace.untilTurn(route, DAY).orElseThrow();
    }

    /** When the place that is taken now comes, since the beginning. */
    private long place(RateLimiter pace, String route) {
        return time.passed().plus(take(pace, route)).toNanos();
    }

    private static void assertNoSecondHoldsMoreThan(int allowed, List<Long> places) {
        List<Long> sorted = places.stream().sorted().toList();
        for (int i = allowed; i < sorted.size(); i++) {
            assertThat(sorted.get(i) - sorted.get(i - allowed))
                    .as("the span of %d requests", allowed + 1)
                    .isGreaterThanOrEqualTo(SECOND.toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 300, 1024})
    void manyAtOnceAreSpreadEvenly(int rate) {
        RateLimiter pace = pace(rate);
        List<Long> places =
                IntStream.range(0, 5 * rate + 1).mapToObj(i -> place(pace, "r")).toList();
        assertThat(places.get(0)).as("the first begins at once").isZero();
        assertThat(places.get(5 * rate)).isBetween(SECOND.toNanos() * 5, SECOND.toNanos() * 5 + 5L * rate);
        List<Long> gaps = IntStream.range(1, places.size())
                .mapToObj(i -> places.get(i) - places.get(i - 1))
                .distinct()
                .toList();
        assertThat(gaps).as("all the same").hasSize(1);
        assertNoSecondHoldsMoreThan(rate, places);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void idlingSavesNothingUp(int rate) {
        RateLimiter pace = pace(rate);
        List<Long> places = new ArrayList<>();
        places.add(place(pace, "r"));
        time.pass(Duration.ofMinutes(10));
        IntStream.range(0, 3 * rate).forEach(i -> places.add(place(pace, "r")));
        assertThat(places.get(1))
                .as("no wait after idling")
                .isEqualTo(Duration.ofMinutes(10).toNanos());
        assertNoSecondHoldsMoreThan(rate, places);
    }

    @Test
    void noSecondHoldsMoreHoweverTheAskingGoes() {
        Random random = new Random(5);
        for (int rate : new int[] {1, 3, 9}) {
            RateLimiter pace = pace(rate);
            List<Long> places = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                places.add(place(pace, "r"));
                if (random.nextInt(3) == 0) {
                    time.pass(Duration.ofMillis(random.nextInt(700)));
                }
            }
            assertNoSecondHoldsMoreThan(rate, places);
        }
    }

    @Test
    void routesAreIndependent() {
        RateLimiter pace = pace(1);
        assertThat(take(pace, "a")).isZero();
        assertThat(take(pace, "a")).isEqualTo(SECOND);
        assertThat(take(pace, "b")).isZero();
        assertThat(take(pace, "a")).isEqualTo(SECOND.multipliedBy(2));
        assertThat(take(pace, "b")).isEqualTo(SECOND);
    }

    @Test
    void withoutALimit_noCallWaits() {
        RateLimiter pace = new RateLimiter(OptionalInt.empty(), time);
        for (int i = 0; i < 1000; i++) {
            assertThat(take(pace, "r")).isZero();
        }
    }

    @Test
    void aPlaceThatIsTooLateIsLeftToOthers() {
        RateLimiter pace = pace(1);
        take(pace, "r");
        for (int i = 0; i < 1000; i++) {
            assertThat(pace.untilTurn("r", SECOND)).as("the end is not before").isEmpty();
        }
        assertThat(pace.untilTurn("r", SECOND.plusNanos(1))).contains(SECOND);
        assertThat(pace.untilTurn("r", SECOND.plusNanos(1))).isEmpty();
        time.pass(SECOND.multipliedBy(2));
        assertThat(pace.untilTurn("r", Duration.ofNanos(1))).contains(Duration.ZERO);
    }

    @Test
    void aClockThatPassesItsLargestNumberChangesNothing() {
        VirtualTime late = new VirtualTime(Long.MAX_VALUE - SECOND.toNanos() / 2);
        RateLimiter pace = new RateLimiter(OptionalInt.of(1), late);
        assertThat(take(pace, "r")).isZero();
        assertThat(take(pace, "r")).isEqualTo(SECOND);
        late.pass(SECOND.multipliedBy(3));
        assertThat(take(pace, "r")).isZero();
        assertThat(take(pace, "r")).isEqualTo(SECOND);
    }

    @Test
    void noTwoThreadsGetTheSamePlace() {
        int threads = 4;
        int each = 20_000;
        RateLimiter pace = pace(1000);
        CountDownLatch ready = new CountDownLatch(threads);
        List<BackgroundCall<List<Long>>> calls = IntStream.range(0, threads)
                .mapToObj(thread -> BackgroundCall.start(() -> {
                    // All begin together, or each would be done before the next one is there.
                    ready.countDown();
                    while (ready.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return LongStream.range(0, each)
                            .mapToObj(i -> take(pace, "r").toNanos())
                            .toList();
                }))
                .toList();
        List<Long> places = calls.stream()
                .flatMap(call -> call.promptly().stream())
                .sorted()
                .toList();
        assertThat(places)
                .isEqualTo(LongStream.range(0, (long) threads * each)
                        .mapToObj(i -> i * 1_000_000)
                        .toList());
    }
}
