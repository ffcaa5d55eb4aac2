package io.modelkeep;

import static io.modelkeep.PagedCheckpoints.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.PagedCheckpoints.ListRequest;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.UnavailableException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a scan does while requests are under way, and while the list changes. */
class ScanInFlightTest {

    private static final Set<Capability> ORDERED = EnumSet.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_ORDER);

    private final CountDownLatch asked = new CountDownLatch(2);
    private final CountDownLatch ended = new CountDownLatch(2);

    @Test
    void bothEndsAreReadAtOnce() {
        CyclicBarrier both = new CyclicBarrier(2);
        PagedCheckpoints store = afterTheFirst(request -> {
            try {
                both.await(30, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new AssertionError("one request waits for the other to end", alone);
            }
            return request.order().orElseThrow() == Order.ASCENDING
                    ? Page.last(PagedCheckpoints.steps(2, 2))
                    : Page.of(List.of(PagedCheckpoints.steps(3, 1).get(0)), "1");
        });
        assertThat(store.streamUnordered(TRAINING)).hasSize(4);
    }

    @Test
    void anInterruptEndsBothRequestsAndKeepsTheFlag() throws InterruptedException {
        Thread caller = Thread.currentThread();
        Thread interrupting = new Thread(() -> {
            await(asked);
            caller.interrupt();
        });
        interrupting.start();
        Stream<Checkpoint> scan = stuck().streamUnordered(TRAINING);
        assertThatThrownBy(scan::toList).isInstanceOfSatisfying(CancelledException.class, cancelled -> {
            assertThat(cancelled.provider()).contains("fake");
            assertThat(cancelled.operation()).contains(Operation.LIST_CHECKPOINTS);
        });
        assertThat(Thread.interrupted()).as("the flag").isTrue();
        await(ended);
        interrupting.join();
    }

    @Test
    void closingTheStreamEndsBothRequests() {
        try (Stream<Checkpoint> scan = stuck().streamUnordered(TRAINING)) {
            assertThat(scan.iterator().next().id()).isEqualTo(new CheckpointId("0"));
            await(asked);
        }
        await(ended);
    }

    @Test
    void aFailureOfOneEndsTheOther() {
        PagedCheckpoints store = afterTheFirst(request -> {
            if (request.order().orElseThrow() == Order.ASCENDING) {
                asked.countDown();
                await(asked);
                ended.countDown();
                throw new UnavailableException(ErrorDetails.of("down"));
            }
            asked.countDown();
            return untilInterrupted();
        });
        assertThatThrownBy(() -> store.streamUnordered(TRAINING).toList()).isInstanceOf(UnavailableException.class);
        await(ended);
    }

    @Test
    void earlierInterrupt_reachesTheStore() {
        PagedCheckpoints store = afterTheFirst(request -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException(ErrorDetails.of("heard"));
            }
            return Page.last(List.of());
        });
        Iterator<Checkpoint> scan = store.streamUnordered(TRAINING).iterator();
        scan.next();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> scan.forEachRemaining(checkpoint -> {}))
                .isInstanceOf(CancelledException.class)
                .hasMessage("heard");
        assertThat(Thread.interrupted()).as("the flag").isTrue();
    }

    @Test
    void itemPresentThroughout_isReturnedOnce_whileTheListChanges() {
        for (int seed = 0; seed < 300; seed++) {
            Changing list = new Changing(new Random(seed));
            List<Integer> given = new PagedCheckpoints(ORDERED, list::page)
                    .streamUnordered(TRAINING)
                    .map(checkpoint -> (int) checkpoint.step().orElseThrow())
                    .toList();
            assertThat(given).as("seed %s", seed).doesNotHaveDuplicates().containsAll(list.untouched);
        }
    }

    /** A first page of two, then what a test says. */
    private static PagedCheckpoints afterTheFirst(Function<ListRequest, Page<Checkpoint>> then) {
        return new PagedCheckpoints(
                ORDERED,
                request -> request.order().orElseThrow() == Order.ASCENDING
                                && request.token().isEmpty()
                        ? Page.of(PagedCheckpoints.steps(0, 2), "1")
                        : then.apply(request));
    }

    private PagedCheckpoints stuck() {
        return afterTheFirst(request -> {
            asked.countDown();
            return untilInterrupted();
        });
    }

    private Page<Checkpoint> untilInterrupted() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            ended.countDown();
            throw new CancelledException(
                    ErrorDetails.of("interrupted").provider("fake").operation(Operation.LIST_CHECKPOINTS));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** A list in a fixed order, where something comes or goes before each page. */
    private static final class Changing {

        private final Random random;
        private final TreeMap<Integer, Checkpoint> rows = new TreeMap<>();
        final Set<Integer> untouched = new TreeSet<>();

        Changing(Random random) {
            this.random = random;
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                put(random.nextInt(100));
            }
            untouched.addAll(rows.keySet());
        }

        private void put(int step) {
            rows.put(
                    step,
                    Checkpoint.builder(new CheckpointId(Integer.toString(step)))
                            .step(step)
                            .build());
        }

        synchronized Page<Checkpoint> page(ListRequest request) {
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                int step = random.nextInt(100);
                untouched.remove(step);
                if (rows.remove(step) == null) {
                    put(step);
                }
            }
            Map<Integer, Checkpoint> left = request.order().orElseThrow() == Order.ASCENDING
                    ? rows.tailMap(request.token().map(Integer::parseInt).orElse(-1), false)
                    : rows.headMap(request.token().map(Integer::parseInt).orElse(100), false)
                            .descendingMap();
            List<Checkpoint> items = left.values().stream().limit(5).toList();
            return items.size() == left.size()
                    ? Page.last(items)
                    : Page.of(items, items.get(items.size() - 1).id().value());
        }
    }
}
