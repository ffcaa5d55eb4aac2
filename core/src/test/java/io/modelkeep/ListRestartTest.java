package io.modelkeep;

import static io.modelkeep.PagedCheckpoints.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ListChangedException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists whose page token loses its place while they are read. */
class ListRestartTest {

    private final AtomicInteger lost = new AtomicInteger();

    private ListChangedException changed() {
        lost.incrementAndGet();
        return new ListChangedException(ErrorDetails.of("the list changed while it was read"));
    }

    /** Pages of two checkpoints, of which the first one is empty; the token is lost a number of times. */
    private PagedCheckpoints emptyFirstPage(int times) {
        return new PagedCheckpoints(request -> {
            if (request.token().isEmpty()) {
                return Page.of(List.of(), "1");
            }
            if (lost.get() < times) {
                throw changed();
            }
            return Page.last(PagedCheckpoints.steps(0, 2));
        });
    }

    @Test
    void aStreamThatReturnedNothingBeginsAgain() {
        PagedCheckpoints store = emptyFirstPage(3);
        assertThat(store.stream(TRAINING)).hasSize(2);
        assertThat(store.requests()).hasSize(8);
    }

    @Test
    void theFourthChangeEndsAStream() {
        PagedCheckpoints store = emptyFirstPage(4);
        assertThatThrownBy(() -> store.stream(TRAINING).count()).isInstanceOf(ListChangedException.class);
        assertThat(store.requests()).hasSize(8);
    }

    @Test
    void aStreamThatReturnedSomethingFails() {
        PagedCheckpoints store = new PagedCheckpoints(request -> {
            if (request.token().isPresent()) {
                throw changed();
            }
            return Page.of(PagedCheckpoints.steps(0, 1), "1");
        });
        Iterator<Checkpoint> items = store.stream(TRAINING).iterator();
        assertThat(items.next().id().value()).isEqualTo("0");
        assertThatThrownBy(items::hasNext).isInstanceOf(ListChangedException.class);
        assertThat(store.requests()).hasSize(2);
    }

    @Test
    void aStreamFromATokenDoesNotBeginElsewhere() {
        PagedCheckpoints store = emptyFirstPage(1);
        assertThatThrownBy(() -> store.stream(TRAINING, PageRequest.first().withToken("1"))
                        .count())
                .isInstanceOf(ListChangedException.class);
        assertThat(store.requests()).hasSize(1);
    }

    @Test
    void theLatestIsSoughtAgain() {
        PagedCheckpoints store = new PagedCheckpoints(request -> {
            if (request.token().isEmpty()) {
                return Page.of(PagedCheckpoints.steps(0, 1), "1");
            }
            if (lost.get() < 2) {
                throw changed();
            }
            return Page.last(PagedCheckpoints.steps(1, 1));
        });
        assertThat(store.latest(TRAINING).orElseThrow().id().value()).isEqualTo("1");
        assertThat(store.requests()).hasSize(6);
    }

    @Test
    void theLatestIsNotSoughtForEver() {
        PagedCheckpoints store = new PagedCheckpoints(request -> {
            if (request.token().isEmpty()) {
                return Page.of(PagedCheckpoints.steps(0, 1), "1");
            }
            throw changed();
        });
        assertThatThrownBy(() -> store.latest(TRAINING)).isInstanceOf(ListChangedException.class);
        assertThat(lost).hasValue(4);
    }

    /** Three pages of two from either end; the second page of the ascending walk is lost a number of times. */
    private PagedCheckpoints bothEnds(int times) {
        return new PagedCheckpoints(EnumSet.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_ORDER), request -> {
            boolean ascending = request.order().orElseThrow() == Order.ASCENDING;
            int page = request.token().map(Integer::parseInt).orElse(0);
            if (ascending && page == 1 && lost.get() < times) {
                throw changed();
            }
            List<Checkpoint> items = new ArrayList<>(PagedCheckpoints.steps(ascending ? 2 * page : 10 - 2 * page, 2));
            return page == 5 ? Page.last(items) : Page.of(items, Integer.toString(page + 1));
        });
    }

    @Test
    void aScanReturnsEachCheckpointOnceAlsoWhereItBeginsAgain() {
        for (int times = 0; times <= 3; times++) {
            lost.set(0);
            try (Stream<Checkpoint> scan = bothEnds(times).streamUnordered(TRAINING)) {
                assertThat(scan.map(checkpoint -> checkpoint.step().orElseThrow()))
                        .as("%s changes", times)
                        .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
            }
            assertThat(lost).hasValue(times);
        }
    }

    @Test
    void aScanDoesNotBeginAgainForEver() {
        assertThatThrownBy(() -> bothEnds(100).streamUnordered(TRAINING).count())
                .isInstanceOf(ListChangedException.class);
        assertThat(lost).hasValue(4);
    }
}
