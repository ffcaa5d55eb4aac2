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
 * Time that passes only when somebody sleeps, and then at once: for tests that wait for nothing. Thread-safe.
 *
 * <p>Give it to {@code StoreConfig.builder()} twice, as the sleeper and, through {@link #clock()}, as the clock.
 */
public final class ManualTime implements Sleeper {

    private final Instant start;
    private final List<Duration> sleeps = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    /** Time that starts at some fixed moment. */
    public ManualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Time that starts at this moment. */
    public ManualTime(Instant start) {
        this.start = start;
    }

    /**
     * Notes the wait and lets that time pass; a negative one, which no real sleeper could keep, is noted and passes nothing.
     *
     * @throws InterruptedException the thread was interrupted before, as with {@link Thread#sleep(long)}
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

    /** Lets time pass that nobody slept. */
    public synchronized void advance(Duration duration) {
        passed = passed.plus(duration);
    }

    /** The moment it is now. */
    public synchronized Instant now() {
        return start.plus(passed);
    }

    /** What was slept, in order. */
    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    /** A clock that shows this time. */
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
