package io.modelkeep.integration.bounded;

import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.LeftThreads;
import io.modelkeep.integration.process.Parent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that delete the same thing, ended together by {@code close} or {@code interrupt} once the test says so, or once
 * one of them backs off; arguments: which things, of whom, one id, how many threads, how they end, {@code told} or
 * {@code backingOff}.
 */
final class EndingClient {

    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger flags = new AtomicInteger();
    private final CountDownLatch backingOff = new CountDownLatch(1);
    private final CountDownLatch started;

    private EndingClient(int threads) {
        this.started = new CountDownLatch(threads);
    }

    public static void main(String[] arguments) throws InterruptedException {
        new EndingClient(Integer.parseInt(arguments[3])).run(arguments);
    }

    private void run(String[] arguments) throws InterruptedException {
        Parent parent = new Parent();
        DeletableItems things = DeletableItems.valueOf(arguments[0]);
        List<Thread> threads = new ArrayList<>();
        ModelkeepClient stores =
                ModelkeepClient.open(parent.settings().listener(listener()).build());
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            threads.add(new Thread(() -> work(things, stores, arguments[1], arguments[2])));
        }
        threads.forEach(Thread::start);
        started.await();
        if (arguments[5].equals("told")) {
            parent.line();
        } else {
            backingOff.await();
        }
        long begun = System.nanoTime();
        if (arguments[4].equals("close")) {
            stores.close();
        } else {
            threads.forEach(Thread::interrupt);
        }
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(30).toMillis());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        stores.close();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("alive", threads.stream().filter(Thread::isAlive).count());
        result.put("cancelled", cancelled);
        result.put("flags", flags);
        result.put("millis", took.toMillis());
        result.put("threads", LeftThreads.afterClose());
        parent.tell(result);
    }

    private StoreListener listener() {
        return new StoreListener() {
            @Override
            public OperationScope started(Started event) {
                started.countDown();
                return OperationScope.NONE;
            }

            @Override
            public void retrying(Retrying event) {
                backingOff.countDown();
            }
        };
    }

    private void work(DeletableItems things, ModelkeepClient stores, String parent, String id) {
        DeleteReport<?> report = things.delete(stores, parent, List.of(id));
        if (report.abortCause().filter(CancelledException.class::isInstance).isPresent()) {
            cancelled.incrementAndGet();
        }
        if (Thread.currentThread().isInterrupted()) {
            flags.incrementAndGet();
        }
    }
}
