package io.modelkeep;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, read whole: it holds no connection. Immutable.
 *
 * @param <T> what is listed
 */
public final class Page<T> {

    private final List<T> items;
    private final @Nullable String nextToken;

    private Page(List<T> items, @Nullable String nextToken) {
        this.items = List.copyOf(items);
        this.nextToken = nextToken;
    }

    /** A page that others follow; the token is opaque to the caller and leads to the next one. */
    public static <T> Page<T> of(List<T> items, String nextToken) {
        return new Page<>(items, Objects.requireNonNull(nextToken, "nextToken"));
    }

    /** The last page of a list. */
    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, null);
    }

    /** The items, in the list's order; unmodifiable. */
    public List<T> items() {
        return items;
    }

    /** What to give to {@link PageRequest#withToken(String)} for the next page; empty on the last page. */
    public Optional<String> nextToken() {
        return Optional.ofNullable(nextToken);
    }

    /** The same page with each item converted. */
    public <R> Page<R> map(Function<? super T, ? extends R> conversion) {
        return new Page<>(items.stream().<R>map(conversion).toList(), nextToken);
    }

    @Override
    public String toString() {
        return "Page[" + items.size() + " items, " + (nextToken == null ? "last" : "more follow") + "]";
    }
}
