package io.modelkeep.http;

import io.modelkeep.config.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only by waiting. */
public final class VirtualTime implements TimeSource {

    final List<Duration> sleeps = new CopyOnWriteArrayList<>();
    private final long begin;
    private final AtomicLong now;

    public VirtualTime() {
        this(0);
    }

    /** Beginning at a reading of the clock, for its numbers may pass the largest one. */
    public VirtualTime(long begin) {
        this.begin = begin;
        this.now = new AtomicLong(begin);
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        pass(duration);
    }

    public void pass(Duration duration) {
        now.addAndGet(duration.toNanos());
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    public Duration passed() {
        return Duration.ofNanos(now.get() - begin);
    }
}
