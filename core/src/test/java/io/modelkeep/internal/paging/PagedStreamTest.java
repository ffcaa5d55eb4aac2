package io.modelkeep.internal.paging;

import static io.modelkeep.PagedCheckpoints.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.PagedCheckpoints;
import io.modelkeep.PagedCheckpoints.ListRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.UnavailableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagedStreamTest {

    @Test
    void nothingIsFetchedBeforeTheTerminalOperation() {
        PagedCheckpoints store = PagedCheckpoints.counting(3, 2);
        Stream<String> stream = store.stream(TRAINING).map(c -> c.id().value()).filter(id -> !id.isEmpty());
        assertThat(store.requests()).isEmpty();
        assertThat(stream).hasSize(6);
        assertThat(store.requests()).hasSize(3);
    }

    @Test
    void theFirstFewOfALongListTakeOnePageAndAtMostTheOneAhead() {
        PagedCheckpoints store = PagedCheckpoints.counting(1000, 100);
        assertThat(store.stream(TRAINING).limit(5)).hasSize(5);
        assertThat(store.requests()).hasSizeBetween(1, 2);
    }

    @Test
    void theFirstOneTakesOnePage() {
        PagedCheckpoints store = PagedCheckpoints.counting(1000, 100);
        assertThat(store.stream(TRAINING).findFirst()).isPresent();
        assertThat(store.requests()).hasSize(1);
    }

    @Test
    void aSearchStopsWhereItFinds() {
        PagedCheckpoints store = PagedCheckpoints.counting(1000, 100);
        assertThat(store.stream(TRAINING).anyMatch(c -> c.step().orElseThrow() == 250))
                .isTrue();
        assertThat(store.requests()).hasSizeBetween(3, 4);
    }

    @Test
    void theItemsComeInOrderOnceEach() {
        List<Long> steps = PagedCheckpoints.counting(17, 13).stream(TRAINING)
                .map(c -> c.step().orElseThrow())
                .toList();
        assertThat(steps)
                .isEqualTo(IntStream.range(0, 17 * 13).mapToObj(Long::valueOf).toList());
    }

    @Test
    void orderAndSizeAreKeptAcrossPages() {
        PagedCheckpoints store = PagedCheckpoints.counting(3, 2);
        PageRequest from = PageRequest.first().withSize(2);
        assertThat(store.stream(TRAINING, Order.DESCENDING, from)).hasSize(6);
        assertThat(store.requests())
                .allSatisfy(request -> assertThat(request.order()).contains(Order.DESCENDING))
                .extracting(ListRequest::page)
                .containsExactly(from, from.withToken("1"), from.withToken("2"));
    }

    @Test
    void aStreamMayBeginAtALaterPage() {
        PagedCheckpoints store = PagedCheckpoints.counting(3, 2);
        assertThat(store.stream(TRAINING, PageRequest.first().withToken("2"))).hasSize(2);
        assertThat(store.requests()).hasSize(1);
    }

    @Test
    void aStreamOfModelsKeepsTheNameAcrossPages() {
        List<String> names = new CopyOnWriteArrayList<>();
        List<PageRequest> requests = new CopyOnWriteArrayList<>();
        ModelStore store = new ModelStore() {
            @Override
            public String provider() {
                return "fake";
            }

            @Override
            public Set<Capability> capabilities() {
                return Set.of(Capability.MODEL_LIST, Capability.MODEL_NAME_FILTER);
            }

            @Override
            public Page<Model> listByName(String name, PageRequest page) {
                names.add(name);
                return list(page);
            }

            @Override
            public Page<Model> list(PageRequest page) {
                requests.add(page);
                List<Model> one = List.of(
                        Model.builder(new ModelId("m" + requests.size()), "n").build());
                return page.token().isPresent() ? Page.last(one) : Page.of(one, "1");
            }
        };
        PageRequest from = PageRequest.first().withSize(1);
        assertThat(store.streamByName("n", from)).hasSize(2);
        assertThat(names).containsExactly("n", "n");
        assertThat(requests).containsExactly(from, from.withToken("1"));
        requests.clear();
        assertThat(store.stream()).hasSize(2);
        assertThat(requests)
                .containsExactly(PageRequest.first(), PageRequest.first().withToken("1"));
    }

    @Test
    void aStreamOfFilesTakesTheCheckpointToEachPage() {
        List<String> asked = new ArrayList<>();
        CheckpointStore store = new CheckpointStore() {
            @Override
            public String provider() {
                return "fake";
            }

            @Override
            public Set<Capability> capabilities() {
                return Set.of(Capability.CHECKPOINT_FILES);
            }

            @Override
            public Page<CheckpointFile> listFiles(RunId run, CheckpointId checkpoint, PageRequest page) {
                asked.add(run.value() + " " + checkpoint.value() + " "
                        + page.token().orElse("first"));
                List<CheckpointFile> one =
                        List.of(CheckpointFile.builder("f" + asked.size()).build());
                return page.token().isPresent() ? Page.last(one) : Page.of(one, "1");
            }
        };
        Stream<CheckpointFile> files = store.streamFiles(TRAINING, new CheckpointId("c"));
        assertThat(asked).isEmpty();
        assertThat(files).extracting(CheckpointFile::path).containsExactly("f1", "f2");
        assertThat(asked).containsExactly("t c first", "t c 1");
    }

    @Test
    void anEmptyListIsAnEmptyStream() {
        PagedCheckpoints store = new PagedCheckpoints(request -> Page.last(List.of()));
        assertThat(store.stream(TRAINING)).isEmpty();
        assertThat(store.requests()).hasSize(1);
    }

    @Test
    void emptyPagesInBetweenAreSkipped() {
        PagedCheckpoints store = new PagedCheckpoints(request -> {
            int page = request.token().map(Integer::parseInt).orElse(0);
            List<Checkpoint> items = page % 3 == 2 ? PagedCheckpoints.steps(page, 1) : List.of();
            return page == 299 ? Page.last(items) : Page.of(items, Integer.toString(page + 1));
        });
        assertThat(store.stream(TRAINING)).hasSize(100);
        assertThat(store.requests()).hasSize(300);
    }

    @Test
    void aHundredEmptyPagesInARowAreWalkedAndNotOneMore() {
        assertThat(afterEmptyPages(100).stream(TRAINING)).hasSize(1);
        assertThatThrownBy(() -> afterEmptyPages(101).stream(TRAINING).toList())
                .isInstanceOf(MalformedResponseException.class);
    }

    private static PagedCheckpoints afterEmptyPages(int empty) {
        return new PagedCheckpoints(request -> {
            int page = request.token().map(Integer::parseInt).orElse(0);
            return page == empty
                    ? Page.last(PagedCheckpoints.steps(page, 1))
                    : Page.of(List.of(), Integer.toString(page + 1));
        });
    }

    @Test
    void aFailingPageThrowsAndTheListNeverLooksComplete() {
        PagedCheckpoints store = new PagedCheckpoints(request -> {
            if (request.token().isPresent()) {
                throw new UnavailableException(ErrorDetails.of("down"));
            }
            return Page.of(PagedCheckpoints.steps(0, 2), "1");
        });
        assertThatThrownBy(() -> store.stream(TRAINING).toList()).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.stream(TRAINING).count()).isInstanceOf(UnavailableException.class);
        List<Checkpoint> seen = new ArrayList<>();
        assertThatThrownBy(() -> store.stream(TRAINING).forEach(seen::add)).isInstanceOf(UnavailableException.class);
        assertThat(seen).hasSize(2);
    }

    @Test
    void anIteratorThatFailedDoesNotEndQuietlyAfterwards() {
        PagedCheckpoints store = new PagedCheckpoints(request -> Page.of(List.of(), "same"));
        Iterator<Checkpoint> iterator = store.stream(TRAINING).iterator();
        assertThatThrownBy(iterator::hasNext).isInstanceOf(MalformedResponseException.class);
        assertThatThrownBy(iterator::hasNext).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void anIteratorEndsAsIteratorsDo() {
        Iterator<Checkpoint> iterator =
                PagedCheckpoints.counting(1, 1).stream(TRAINING).iterator();
        assertThat(iterator.next().id()).isEqualTo(new CheckpointId("0"));
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }
}
