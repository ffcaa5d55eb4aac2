package io.modelkeep.http;

import io.modelkeep.config.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Waits for nothing and remembers what it was asked for. */
public final class RecordingSleeper implements TimeSource {

    public final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
    }
}
