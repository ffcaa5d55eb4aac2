package io.modelkeep.testkit;

import io.modelkeep.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A simulated time that advances only when a thread sleeps, without a real wait. Thread-safe.
 *
 * <p>Pass it to {@code StoreConfig.builder()} as the sleeper and, through {@link #clock()}, as the clock.
 */
public final class ManualTime implements Sleeper {

    private final Instant start;
    private final List<Duration> sleeps = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    /** Creates a time that starts at a fixed moment. */
    public ManualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Creates a time that starts at the given moment. */
    public ManualTime(Instant start) {
        this.start = start;
    }

    /**
     * Records the wait and advances the time. A negative wait is recorded and does not advance the time.
     *
     * @throws InterruptedException if the thread was interrupted before, as with {@link Thread#sleep(long)}
     */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        synchronized (this) {
            sleeps.add(duration);
        }
        if (!duration.isNegative()) {
            advance(duration);
        }
    }

    @Override
    public synchronized long nanoTime() {
        return passed.toNanos();
    }

    /** Advances the time without a recorded wait. */
    public synchronized void advance(Duration duration) {
        passed = passed.plus(duration);
    }

    /** Returns the current moment. */
    public synchronized Instant now() {
        return start.plus(passed);
    }

    /** Returns the recorded waits, in order. */
    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    /** Returns a clock that shows this time. */
    public Clock clock() {
        return new Shown(ZoneOffset.UTC);
    }

    private final class Shown extends Clock {

        private final ZoneId zone;

        Shown(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Shown(other);
        }

        @Override
        public Instant instant() {
            return now();
        }
    }
}
