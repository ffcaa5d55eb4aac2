package io.modelkeep;

import io.modelkeep.spi.SafeText;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted: where it starts, about how long it is, and in which order. Immutable.
 *
 * <p>The size is a wish, clamped to the provider's maximum, which is also the default. An order is honoured or refused,
 * never dropped.
 */
public final class PageRequest {

    private static final PageRequest FIRST = new PageRequest(0, null, null);

    private final int size;
    private final @Nullable String token;
    private final @Nullable Order order;

    private PageRequest(int size, @Nullable String token, @Nullable Order order) {
        this.size = size;
        this.token = token;
        this.order = order;
    }

    /** The first page, in the provider's own order and of its maximum size. */
    public static PageRequest first() {
        return FIRST;
    }

    /**
     * The same request with a page size.
     *
     * @throws InvalidRequestException the size is below 1
     */
    public PageRequest withSize(int newSize) {
        if (newSize < 1) {
            throw new InvalidRequestException(ErrorDetails.of("page size " + newSize + " is below 1"));
        }
        return new PageRequest(newSize, token, order);
    }

    /**
     * The same request for the page that a {@link Page#nextToken()} leads to; the order must stay the same.
     *
     * @throws InvalidRequestException the token is blank
     */
    public PageRequest withToken(String newToken) {
        if (newToken.isBlank()) {
            throw new InvalidRequestException(ErrorDetails.of(
                    "page token \"" + SafeText.of(newToken, 16) + "\" is blank; leave it out for the first page"));
        }
        return new PageRequest(size, newToken, order);
    }

    /** The same request in an order, by step. */
    public PageRequest withOrder(Order newOrder) {
        return new PageRequest(size, token, Objects.requireNonNull(newOrder, "order"));
    }

    /** The wished number of items, at least 1; empty for the provider's maximum. */
    public OptionalInt size() {
        return size == 0 ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** Where the page starts; empty for the first page. */
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /** The order asked for; empty for the provider's own. */
    public Optional<Order> order() {
        return Optional.ofNullable(order);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PageRequest that
                && size == that.size
                && Objects.equals(token, that.token)
                && order == that.order;
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, token, order);
    }

    @Override
    public String toString() {
        return "PageRequest[size=" + (size == 0 ? "maximum" : size) + ", " + (token == null ? "first page" : "by token")
                + ", order=" + (order == null ? "any" : order) + "]";
    }
}
