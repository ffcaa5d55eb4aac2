package io.modelkeep.http.delete;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.http.VirtualTime;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A search of a list that settles a deletion. */
class ListSearchTest {

    private final List<PageRequest> requests = new ArrayList<>();

    @Test
    void itemOnLastPage_isFound() {
        ListSearch<String, String> search = search(Set.of("d"), this::twoPages);

        assertThat(search.find("d")).contains("d");
        assertThat(search.failure()).isEmpty();
        assertThat(requests).hasSize(2);
    }

    @Test
    void allWantedItemsFound_readsNoFurtherPage() {
        search(Set.of("a", "b"), this::twoPages);

        assertThat(requests).hasSize(1);
    }

    @Test
    void itemNotWanted_isNotKept() {
        assertThat(search(Set.of("d"), this::twoPages).find("a")).isEmpty();
    }

    @Test
    void listChangesOnce_isReadAgain() {
        ListSearch<String, String> search = search(Set.of("b", "d"), request -> {
            if (requests.size() == 1) {
                throw changed();
            }
            return request.token().isEmpty() ? Page.of(List.of("c"), "next") : Page.last(List.of("d"));
        });

        assertThat(search.find("b")).isEmpty();
        assertThat(search.find("d")).contains("d");
        assertThat(search.failure()).isEmpty();
        assertThat(requests)
                .extracting(PageRequest::token)
                .satisfies(tokens -> assertThat(tokens.get(1)).isEmpty());
    }

    @Test
    void itemOfAnEarlierWalk_afterACompleteWalk_isAbsent() {
        ListSearch<String, String> search = search(Set.of("a", "z"), request -> switch (requests.size()) {
            case 1 -> Page.of(List.of("a"), "next");
            case 2 -> throw changed();
            default -> Page.last(List.of("b"));
        });

        assertThat(search.find("a")).isEmpty();
        assertThat(search.failure()).isEmpty();
    }

    @Test
    void listChangesEachTime_failsAndShowsWhatAnyWalkFound() {
        ListSearch<String, String> search = search(Set.of("a", "z"), request -> {
            if (request.token().isEmpty()) {
                return Page.of(List.of(requests.size() == 1 ? "a" : "b"), "next");
            }
            throw changed();
        });

        assertThat(search.failure()).get().isInstanceOf(ListChangedException.class);
        assertThat(search.find("a")).contains("a");
        assertThat(search.find("z")).isEmpty();
        assertThat(requests).hasSize(8);
    }

    @Test
    void failure_isReturned_andDoesNotShowTheParent() {
        ListSearch<String, String> search = search(Set.of("a"), request -> {
            throw new NotFoundException(ErrorDetails.of("no parent"));
        });

        assertThat(search.failure()).get().isInstanceOf(NotFoundException.class);
        assertThat(search.showsParent()).isFalse();
    }

    @Test
    void failureOfTheSecondPage_showsTheParent() {
        ListSearch<String, String> search = search(Set.of("z"), request -> {
            if (request.token().isEmpty()) {
                return Page.of(List.of("a"), "next");
            }
            throw new NotFoundException(ErrorDetails.of("lost"));
        });

        assertThat(search.showsParent()).isTrue();
    }

    @Test
    void endlessList_fails() {
        ListSearch<String, String> search =
                search(Set.of("z"), request -> Page.of(List.of("a"), "page-" + requests.size()));

        assertThat(search.failure()).get().isInstanceOf(MalformedResponseException.class);
        assertThat(requests).hasSize(10_000);
    }

    private Page<String> twoPages(PageRequest request) {
        return request.token().isEmpty() ? Page.of(List.of("a", "b"), "next") : Page.last(List.of("c", "d"));
    }

    private static ListChangedException changed() {
        return new ListChangedException(ErrorDetails.of("changed"), null);
    }

    private ListSearch<String, String> search(Set<String> wanted, Function<PageRequest, Page<String>> pages) {
        CallContext context = new CallContext(
                Operation.DELETE_CHECKPOINTS,
                "of run",
                0,
                Deadline.in(Duration.ofMinutes(1), new VirtualTime()),
                false);
        return ListSearch.of("test", context, wanted, Function.identity(), request -> {
            requests.add(request);
            return pages.apply(request);
        });
    }
}
