package io.modelkeep;

import static io.modelkeep.PagedCheckpoints.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.PagedCheckpoints.ListRequest;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A limit is kept over all pages, and no more is asked for than it leaves. */
class StreamLimitTest {

    private static final int MAX = 100;

    /** A list of 1,000 whose service gives as many as wished, up to 100. */
    private final PagedCheckpoints store =
            new PagedCheckpoints(request -> page(request, request.size().orElse(MAX)));

    @Test
    void aLimitWithinAPageIsOneRequestOfThatSize() {
        assertThat(store.stream(TRAINING, PageRequest.first().withLimit(5))).hasSize(5);
        assertThat(store.requests())
                .extracting(ListRequest::page)
                .containsExactly(PageRequest.first().withSize(5));
    }

    @Test
    void aLimitOfSeveralPagesAsksTheLastOneForWhatIsMissing() {
        assertThat(store.stream(TRAINING, PageRequest.first().withLimit(250))).hasSize(250);
        assertThat(store.requests())
                .extracting(ListRequest::page)
                .containsExactly(
                        PageRequest.first().withSize(250),
                        PageRequest.first().withSize(150).withToken("100"),
                        PageRequest.first().withSize(50).withToken("200"));
    }

    @Test
    void aLimitThatEndsWithAPageAsksForNoOther() {
        assertThat(store.stream(TRAINING, PageRequest.first().withLimit(200))).hasSize(200);
        assertThat(store.requests()).hasSize(2);
    }

    @Test
    void theSizeStaysWhereItIsTheSmaller() {
        assertThat(store.stream(TRAINING, PageRequest.first().withSize(4).withLimit(6)))
                .hasSize(6);
        assertThat(store.requests())
                .extracting(ListRequest::size)
                .containsExactly(OptionalInt.of(4), OptionalInt.of(2));
    }

    @Test
    void aServiceThatGivesMoreThanWishedIsCut() {
        PagedCheckpoints lavish = new PagedCheckpoints(request -> page(request, MAX));
        assertThat(lavish.stream(TRAINING, PageRequest.first().withLimit(130)))
                .extracting(checkpoint -> checkpoint.step().orElseThrow())
                .hasSize(130)
                .endsWith(129L);
        assertThat(lavish.requests()).hasSize(2);
    }

    @Test
    void aLimitAboveTheListIsTheWholeList() {
        assertThat(store.stream(TRAINING, PageRequest.first().withLimit(Long.MAX_VALUE)))
                .hasSize(1000);
        assertThat(store.requests())
                .hasSize(10)
                .noneMatch(request -> request.size().isPresent());
    }

    private static Page<Checkpoint> page(ListRequest request, int wished) {
        int from = request.token().map(Integer::parseInt).orElse(0);
        int to = Math.min(1000, from + Math.min(MAX, wished));
        List<Checkpoint> items = PagedCheckpoints.steps(from, to - from);
        return to == 1000 ? Page.last(items) : Page.of(items, Integer.toString(to));
    }
}
