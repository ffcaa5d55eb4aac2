package io.modelkeep.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrefetchThreadsTest {

    /** More than other tests can have left idle, so that most are made here. */
    private static final int MANY = 64;

    private static final InheritableThreadLocal<@Nullable String> OF_THE_CALLER = new InheritableThreadLocal<>();

    private record Seen(
            boolean daemon,
            @Nullable ClassLoader loader,
            @Nullable String inherited) {}

    @Test
    void allRunAtOnceOnDaemonThreadsThatKeepNothingOfTheCallers() throws Exception {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        List<FutureTask<Seen>> all = new ArrayList<>();
        CountDownLatch running = new CountDownLatch(MANY);
        try (URLClassLoader own = new URLClassLoader(new URL[0])) {
            caller.setContextClassLoader(own);
            OF_THE_CALLER.set("something");
            for (int i = 0; i < MANY; i++) {
                FutureTask<Seen> task = new FutureTask<>(() -> {
                    running.countDown();
                    running.await();
                    Thread thread = Thread.currentThread();
                    return new Seen(thread.isDaemon(), thread.getContextClassLoader(), OF_THE_CALLER.get());
                });
                PrefetchThreads.executor().execute(task);
                all.add(task);
            }
        } finally {
            caller.setContextClassLoader(before);
            OF_THE_CALLER.remove();
        }
        for (FutureTask<Seen> one : all) {
            assertThat(one.get(30, TimeUnit.SECONDS))
                    .isEqualTo(new Seen(true, ClassLoader.getSystemClassLoader(), null));
        }
    }
}
