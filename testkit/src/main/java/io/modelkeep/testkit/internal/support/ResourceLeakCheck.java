package io.modelkeep.testkit.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.testkit.fixture.FaultFixture;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The threads and connections of a client. Threads are recognized by the provider's name in theirs. */
public final class ResourceLeakCheck {

    /** The longest time until a cancellation must have taken effect. */
    public static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final String provider;
    private final FaultFixture wire;
    private final Set<Thread> before;

    private ResourceLeakCheck(String provider, FaultFixture wire) {
        this.provider = provider;
        this.wire = wire;
        this.before = threads();
    }

    /** Records the existing threads before a client is opened, to ignore them later. */
    public static ResourceLeakCheck from(String provider, FaultFixture wire) {
        return new ResourceLeakCheck(provider, wire);
    }

    /** Fails unless every connection is closed in time. */
    public void checkConnections() {
        within(AT_ONCE, () -> wire.connections().orElse(0) == 0);
        assertThat(wire.connections().orElse(0)).as("open connections").isZero();
    }

    /** Fails unless every thread has ended in time. */
    public void checkThreads() {
        within(AT_ONCE, () -> added().isEmpty());
        assertThat(added())
                .allSatisfy(thread -> assertThat(thread.getStackTrace())
                        .as("the stack of %s, which should have ended", thread.getName())
                        .isEmpty());
    }

    private Set<Thread> added() {
        Set<Thread> now = threads();
        now.removeAll(before);
        return now;
    }

    private Set<Thread> threads() {
        Set<Thread> all = new HashSet<>(Thread.getAllStackTraces().keySet());
        all.removeIf(thread -> !thread.getName().contains(provider));
        return all;
    }

    /** Waits until a condition is true, or until the time is over. */
    public static void within(Duration longest, BooleanSupplier so) {
        long giveUp = System.nanoTime() + longest.toNanos();
        while (!so.getAsBoolean() && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
