package io.modelkeep;

import static io.modelkeep.PagedCheckpoints.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.PagedCheckpoints.ListRequest;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.spi.ForwardingCheckpointStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a scan gives of lists that are written down page by page, in either order. */
class ScanTest {

    private static final Set<Capability> ORDERED = EnumSet.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_ORDER);

    @Test
    void aListOfAnyLengthIsGivenOnceEachWhateverThePagesAre() {
        for (int length = 0; length <= 25; length++) {
            for (int size = 1; size <= 7; size++) {
                List<String> ids = ids(0, length);
                PagedCheckpoints store = ordered(cut(ids, size), cut(reversed(ids), size));
                assertThat(streamUnordered(store))
                        .as("%s in pages of %s", length, size)
                        .containsExactlyInAnyOrderElementsOf(ids);
            }
        }
    }

    @Test
    void halfOfThePagesIsReadFromEitherEnd() {
        List<String> ids = ids(0, 1_000);
        PagedCheckpoints store = ordered(cut(ids, 10), cut(reversed(ids), 10));
        assertThat(streamUnordered(store)).hasSize(1_000);
        assertThat(asked(store, Order.ASCENDING)).isBetween(50, 52);
        assertThat(asked(store, Order.DESCENDING)).isBetween(49, 51);
    }

    @Test
    void aListOfOnePageIsOneRequest() {
        PagedCheckpoints store = ordered(cut(ids(0, 5), 5), cut(reversed(ids(0, 5)), 5));
        assertThat(streamUnordered(store)).hasSize(5);
        assertThat(store.requests())
                .containsExactly(new ListRequest(Optional.of(Order.ASCENDING), PageRequest.first()));
    }

    @Test
    void nothingIsAskedBeforeItIsConsumed() {
        PagedCheckpoints store = ordered(cut(ids(0, 9), 3), cut(reversed(ids(0, 9)), 3));
        Stream<Checkpoint> scan = store.streamUnordered(TRAINING).filter(checkpoint -> true);
        assertThat(store.requests()).isEmpty();
        assertThat(scan).hasSize(9);
    }

    @Test
    void aStoreWithoutOrderIsReadAsItComes() {
        PagedCheckpoints store = PagedCheckpoints.counting(3, 2);
        assertThat(store.streamUnordered(TRAINING)).hasSize(6);
        assertThat(store.requests())
                .hasSize(3)
                .noneMatch(request -> request.order().isPresent());
    }

    @Test
    void streamUnordered_withoutPrefetch_readsFromOneEndOnTheCallersThread() {
        List<String> ids = ids(0, 9);
        PagedCheckpoints inner = ordered(cut(ids, 3), cut(reversed(ids), 3));
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CheckpointStore store = new ForwardingCheckpointStore(inner) {
            @Override
            public Page<Checkpoint> list(RunId run, PageRequest page) {
                threads.add(Thread.currentThread());
                return inner.list(run, Order.ASCENDING, page);
            }

            @Override
            public Optional<Executor> prefetchExecutor() {
                return Optional.empty();
            }
        };
        assertThat(store.streamUnordered(TRAINING)).hasSize(9);
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(asked(inner, Order.DESCENDING)).isZero();
    }

    @Test
    void stream_executorRejectsTasks_fetchesPagesOnDemand() {
        PagedCheckpoints inner = PagedCheckpoints.counting(3, 2);
        CheckpointStore store = new ForwardingCheckpointStore(inner) {
            @Override
            public Optional<Executor> prefetchExecutor() {
                return Optional.of(task -> {
                    throw new RejectedExecutionException("full");
                });
            }
        };
        assertThat(store.stream(TRAINING)).hasSize(6);
        assertThat(inner.requests()).hasSize(3);
    }

    @Test
    void serviceThatIgnoresTheOrder_isReadToItsEnd() {
        List<List<String>> pages = cut(ids(0, 11), 2);
        PagedCheckpoints store = ordered(pages, pages);
        assertThat(streamUnordered(store)).containsExactlyInAnyOrderElementsOf(ids(0, 11));
        assertThat(asked(store, Order.DESCENDING)).isLessThanOrEqualTo(2);
    }

    @Test
    void pagesThatAreOnlyTurnedThemselvesProveNothing() {
        provesNothing(cut(ids(0, 21), 3).stream().map(ScanTest::reversed).toList());
    }

    @Test
    void aWalkThatTurnsBackProvesNothing() {
        provesNothing(List.of(List.of("20", "19", "18"), List.of("19", "20"), List.of("18")));
        provesNothing(List.of(List.of("20", "19"), List.of("20", "8", "7", "6"), List.of("5")));
        provesNothing(List.of(List.of("20", "19"), List.of("20", "18"), List.of("11", "10", "9"), List.of("8")));
        provesNothing(List.of(List.of("20", "19"), List.of("20", "11", "10", "9"), List.of("8")));
    }

    @Test
    void aDescendingListThatEndsEarlyProvesNothing() {
        provesNothing(List.of(List.of("20", "19")));
    }

    @Test
    void earlierItemsOfAPassedPage_areNoMeeting() {
        // From above, 4 stands right beside 18: what is between them, only the ascending walk knows.
        provesNothing(List.of(List.of("20", "19", "18"), List.of("4", "3", "2", "1", "0")));
        provesNothing(List.of(List.of("20", "19", "18"), List.of("8", "6", "7"), List.of("5")));
    }

    @Test
    void aWalkThatBeginsWhereTheOtherOneIsProvesNothing() {
        provesNothing(List.of(List.of("5", "4", "3"), List.of("2", "1", "0")));
        provesNothing(List.of(List.of("8", "7", "6"), List.of("5", "4", "3"), List.of("2", "1", "0")));
    }

    /** Whatever the other walk shows, the ascending one goes to its end: 21 checkpoints in seven pages. */
    private static void provesNothing(List<List<String>> above) {
        PagedCheckpoints store = ordered(cut(ids(0, 21), 3), above);
        assertThat(streamUnordered(store)).containsExactlyInAnyOrderElementsOf(ids(0, 21));
        assertThat(asked(store, Order.ASCENDING)).isEqualTo(7);
    }

    @Test
    void anotherCheckpointUnderTheSameIdIsNoPlaceToMeetAndBothAreGiven() {
        List<List<String>> above = List.of(List.of("20", "19", "18"), List.of("8 anew", "7", "6"), List.of("5"));
        PagedCheckpoints store = ordered(cut(ids(0, 21), 3), above);
        List<String> both = new ArrayList<>(ids(0, 21));
        both.add("8 anew");
        assertThat(streamUnordered(store)).containsExactlyInAnyOrderElementsOf(both);
    }

    @Test
    void aFailingPageOfEitherWalkThrows() {
        for (Order failing : Order.values()) {
            PagedCheckpoints inner = ordered(cut(ids(0, 30), 2), cut(reversed(ids(0, 30)), 2));
            PagedCheckpoints store = new PagedCheckpoints(ORDERED, request -> {
                if (request.order().filter(failing::equals).isPresent()
                        && request.token().filter("3"::equals).isPresent()) {
                    throw new UnavailableException(ErrorDetails.of("down"));
                }
                return inner.list(request);
            });
            Iterator<Checkpoint> scan = store.streamUnordered(TRAINING).iterator();
            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(() -> scan.forEachRemaining(checkpoint -> {}))
                        .as("%s, and again", failing)
                        .isInstanceOf(UnavailableException.class);
            }
        }
    }

    @Test
    void aTokenThatComesBackThrowsWhicheverWalkItIs() {
        for (Order looping : Order.values()) {
            PagedCheckpoints inner = ordered(cut(ids(0, 30), 2), cut(reversed(ids(0, 30)), 2));
            PagedCheckpoints store = new PagedCheckpoints(ORDERED, request -> {
                Page<Checkpoint> page = inner.list(request);
                return request.order().filter(looping::equals).isPresent()
                        ? Page.of(page.items(), request.token().orElse("1"))
                        : page;
            });
            assertThatThrownBy(() -> store.streamUnordered(TRAINING).toList())
                    .as("%s", looping)
                    .isInstanceOf(MalformedResponseException.class);
        }
    }

    @Test
    void aScanEndsAsIteratorsDo() {
        Iterator<Checkpoint> scan = ordered(cut(ids(0, 1), 1), cut(ids(0, 1), 1))
                .streamUnordered(TRAINING)
                .iterator();
        assertThat(scan.next().id()).isEqualTo(new CheckpointId("0"));
        assertThat(scan.hasNext()).isFalse();
        assertThatThrownBy(scan::next).isInstanceOf(NoSuchElementException.class);
    }

    private static List<String> streamUnordered(PagedCheckpoints store) {
        return store.streamUnordered(TRAINING)
                .map(checkpoint ->
                        checkpoint.id() + checkpoint.revision().map(" "::concat).orElse(""))
                .toList();
    }

    private static int asked(PagedCheckpoints store, Order order) {
        return (int) store.requests().stream()
                .filter(request -> request.order().filter(order::equals).isPresent())
                .count();
    }

    private static PagedCheckpoints ordered(List<List<String>> ascending, List<List<String>> descending) {
        Function<ListRequest, Page<Checkpoint>> pages = request -> {
            List<List<String>> all = request.order().orElseThrow() == Order.ASCENDING ? ascending : descending;
            int page = request.token().map(Integer::parseInt).orElse(0);
            List<Checkpoint> items =
                    all.get(page).stream().map(ScanTest::checkpoint).toList();
            return page == all.size() - 1 ? Page.last(items) : Page.of(items, Integer.toString(page + 1));
        };
        return new PagedCheckpoints(ORDERED, pages);
    }

    /** Such as "2", or "2 anew": another one that was saved under the id 2. */
    private static Checkpoint checkpoint(String text) {
        String[] parts = text.split(" ", 2);
        Checkpoint.Builder checkpoint = Checkpoint.builder(new CheckpointId(parts[0]));
        return (parts.length > 1 ? checkpoint.revision(parts[1]) : checkpoint).build();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static List<String> reversed(List<String> ids) {
        return IntStream.range(0, ids.size())
                .mapToObj(i -> ids.get(ids.size() - 1 - i))
                .toList();
    }

    private static List<List<String>> cut(List<String> ids, int size) {
        return IntStream.rangeClosed(0, Math.max(0, ids.size() - 1) / size)
                .mapToObj(page -> ids.subList(page * size, Math.min(ids.size(), (page + 1) * size)))
                .toList();
    }
}
