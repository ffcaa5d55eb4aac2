package io.modelkeep.retention.internal.file;

import io.modelkeep.errors.ScopeExceededException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The signal that stops all parts. Its first reason is kept, but an alarm replaces any other reason. Thread-safe. */
public final class StopSignal {

    private final AtomicReference<@Nullable RuntimeException> cause = new AtomicReference<>();

    public void stop(RuntimeException why) {
        cause.accumulateAndGet(
                why,
                (before, now) -> before == null
                                || (now instanceof ScopeExceededException
                                        && !(before instanceof ScopeExceededException))
                        ? now
                        : before);
    }

    public boolean stopped() {
        return cause.get() != null;
    }

    public Optional<RuntimeException> cause() {
        return Optional.ofNullable(cause.get());
    }
}
