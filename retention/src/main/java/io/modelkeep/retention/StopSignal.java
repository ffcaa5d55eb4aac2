package io.modelkeep.retention;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Why all parts stop, once something says so; the first reason counts. Thread-safe. */
final class StopSignal {

    private final AtomicReference<@Nullable RuntimeException> cause = new AtomicReference<>();

    void stop(RuntimeException why) {
        cause.compareAndSet(null, why);
    }

    boolean stopped() {
        return cause.get() != null;
    }

    Optional<RuntimeException> cause() {
        return Optional.ofNullable(cause.get());
    }
}
