package io.modelkeep.integration.bounded;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.LeftThreads;
import io.modelkeep.integration.process.Parent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many threads on the same stores; arguments: which things, the parents (a comma between two), how many threads, how often
 * each lists its parent's things before it deletes the first of them, and {@code delete} or {@code list}.
 */
final class CrowdClient {

    private final AtomicInteger listed = new AtomicInteger();
    private final AtomicInteger deleted = new AtomicInteger();
    private final AtomicInteger limited = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger repetitions = new AtomicInteger();

    public static void main(String[] arguments) throws InterruptedException {
        new CrowdClient().run(arguments);
    }

    private void run(String[] arguments) throws InterruptedException {
        Parent parent = new Parent();
        DeletableItems things = DeletableItems.valueOf(arguments[0]);
        List<String> parents = Arrays.asList(arguments[1].split(",", -1));
        int rounds = Integer.parseInt(arguments[3]);
        boolean deletes = arguments[4].equals("delete");
        List<Thread> threads = new ArrayList<>();
        boolean allEnded = true;
        try (ModelkeepClient stores =
                ModelkeepClient.open(parent.settings().listener(listener()).build())) {
            CountDownLatch start = new CountDownLatch(1);
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                String own = parents.get(i % parents.size());
                threads.add(new Thread(() -> work(start, things, stores, own, rounds, deletes)));
            }
            threads.forEach(Thread::start);
            start.countDown();
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(100).toMillis());
                allEnded &= !thread.isAlive();
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ended", allEnded);
        result.put("listed", listed);
        result.put("deleted", deleted);
        result.put("limited", limited);
        result.put("other", other);
        result.put("attempts", attempts);
        result.put("repetitions", repetitions);
        result.put("threads", LeftThreads.afterClose());
        result.put("heap", Parent.usedHeap());
        parent.tell(result);
    }

    private StoreListener listener() {
        return new StoreListener() {
            @Override
            public void attempted(Attempted event) {
                attempts.incrementAndGet();
            }

            @Override
            public void retrying(Retrying event) {
                repetitions.incrementAndGet();
            }
        };
    }

    private void work(
            CountDownLatch start,
            DeletableItems things,
            ModelkeepClient stores,
            String parent,
            int rounds,
            boolean deletes) {
        try {
            start.await();
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
        String first = "";
        for (int i = 0; i < rounds; i++) {
            try {
                first = things.list(stores, parent).toList().get(0);
                listed.incrementAndGet();
            } catch (RuntimeException thrown) {
                count(thrown);
            }
        }
        if (deletes && things.delete(stores, parent, List.of(first)).complete()) {
            deleted.incrementAndGet();
        }
    }

    private void count(RuntimeException thrown) {
        if (thrown instanceof RateLimitedException) {
            limited.incrementAndGet();
        } else {
            other.incrementAndGet();
        }
    }
}
