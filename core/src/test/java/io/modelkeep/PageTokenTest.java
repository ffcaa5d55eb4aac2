package io.modelkeep;

import static io.modelkeep.PagedCheckpoints.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.errors.MalformedResponseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

    @Test
    void aTokenThatLeadsToItselfIsAnErrorAtOnce() {
        PagedCheckpoints store = new PagedCheckpoints(request -> Page.of(PagedCheckpoints.steps(0, 1), "same"));
        assertEndless(store);
        assertThat(store.requests()).hasSize(2);
    }

    @Test
    void aTokenThatLeadsBackToTheBeginningGivenIsAnErrorAtOnce() {
        PagedCheckpoints store = new PagedCheckpoints(request -> Page.of(List.of(), "same"));
        PageRequest from = PageRequest.first().withToken("same");
        assertThatThrownBy(() -> store.stream(TRAINING, from).count()).isInstanceOf(MalformedResponseException.class);
        assertThat(store.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0,2", "0,3", "0,7", "1,2", "5,2", "5,3", "5,7", "100,7", "3,64"})
    void aCycleIsFoundWithinABoundedNumberOfPages(int before, int cycle) {
        PagedCheckpoints store = new PagedCheckpoints(request -> {
            int page = request.token().map(Integer::parseInt).orElse(0);
            int next = page + 1 < before + cycle ? page + 1 : before;
            return Page.of(PagedCheckpoints.steps(page, 1), Integer.toString(next));
        });
        assertEndless(store);
        assertThat(store.requests()).hasSizeLessThanOrEqualTo(2 * before + 3 * cycle + 2);
    }

    @Test
    void anEndlessRunOfEmptyPagesIsAnError() {
        PagedCheckpoints store = new PagedCheckpoints(request -> Page.of(
                List.of(),
                Integer.toString(request.token().map(Integer::parseInt).orElse(0) + 1)));
        assertEndless(store);
        assertThat(store.requests()).hasSizeLessThanOrEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBlankTokenOfTheServiceIsItsFaultAndNotTheCallers(String token) {
        PagedCheckpoints store = new PagedCheckpoints(request -> Page.of(PagedCheckpoints.steps(0, 1), token));
        assertEndless(store);
        assertThat(store.requests()).hasSize(1);
    }

    @Test
    void longListsWithoutACycleAreReadToTheEnd() {
        assertThat(PagedCheckpoints.counting(5_000, 1).stream(TRAINING)).hasSize(5_000);
    }

    private static void assertEndless(PagedCheckpoints store) {
        assertThatThrownBy(() -> store.stream(TRAINING).toList())
                .isInstanceOfSatisfying(MalformedResponseException.class, failure -> {
                    assertThat(failure.provider()).contains("fake");
                    assertThat(failure.operation()).contains(Operation.LIST_CHECKPOINTS);
                });
    }
}
