package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void theLastPageHasNoToken() {
        assertThat(Page.last(List.of("a")).nextToken()).isEmpty();
        assertThat(Page.of(List.of("a"), "t").nextToken()).contains("t");
    }

    @Test
    void theItemsAreCopiedAndFixed() {
        List<String> items = new ArrayList<>(List.of("a"));
        Page<String> page = Page.last(items);
        items.add("b");
        assertThat(page.items()).containsExactly("a");
        assertThatThrownBy(() -> page.items().add("c")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aConversionKeepsOrderAndToken() {
        Page<Integer> page = Page.of(List.of("a", "bbb", "cc"), "t").map(String::length);
        assertThat(page.items()).containsExactly(1, 3, 2);
        assertThat(page.nextToken()).contains("t");
        assertThat(Page.last(List.of("a")).map(String::length).nextToken()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void aMissingTokenNeverMakesALastPageByAccident() {
        assertThatThrownBy(() -> Page.of(List.of("a"), null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void theTokenIsNotPrinted() {
        assertThat(Page.of(List.of(1, 2), "secret-token")).hasToString("Page[2 items, more follow]");
        assertThat(Page.last(List.of())).hasToString("Page[0 items, last]");
    }
}
