package io.modelkeep;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list. The page is complete in memory and holds no connection. Immutable.
 *
 * @param <T> the type of the items
 */
public final class Page<T> {

    private final List<T> items;
    private final @Nullable String nextToken;

    private Page(List<T> items, @Nullable String nextToken) {
        this.items = List.copyOf(items);
        this.nextToken = nextToken;
    }

    /**
     * Creates a page that is followed by another page.
     *
     * @param nextToken the token that leads to the next page; opaque to the caller
     */
    public static <T> Page<T> of(List<T> items, String nextToken) {
        return new Page<>(items, Objects.requireNonNull(nextToken, "nextToken"));
    }

    /** Creates the last page of a list. */
    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, null);
    }

    /** Returns the items in the list's order. The list is unmodifiable. */
    public List<T> items() {
        return items;
    }

    /**
     * Returns the token to pass to {@link PageRequest#withToken(String)} for the next page. The value is empty on the
     * last page.
     */
    public Optional<String> nextToken() {
        return Optional.ofNullable(nextToken);
    }

    /** Returns a page with each item converted. */
    public <R> Page<R> map(Function<? super T, ? extends R> conversion) {
        return new Page<>(items.stream().<R>map(conversion).toList(), nextToken);
    }

    @Override
    public String toString() {
        return "Page[" + items.size() + " items, " + (nextToken == null ? "last" : "more follow") + "]";
    }
}
