package io.modelkeep.retention;

import io.modelkeep.ScopeExceededException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Why all parts stop, once something says so; the first reason counts, but an alarm replaces any other. Thread-safe. */
final class StopSignal {

    private final AtomicReference<@Nullable RuntimeException> cause = new AtomicReference<>();

    void stop(RuntimeException why) {
        cause.accumulateAndGet(
                why,
                (before, now) -> before == null
                                || (now instanceof ScopeExceededException
                                        && !(before instanceof ScopeExceededException))
                        ? now
                        : before);
    }

    boolean stopped() {
        return cause.get() != null;
    }

    Optional<RuntimeException> cause() {
        return Optional.ofNullable(cause.get());
    }
}
