package io.modelkeep;

import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.SafeText;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted: where it starts, about how long it is, in which order, and of which name; and how many
 * items a stream from there gives at most. Immutable.
 *
 * <p>The size is a wish, clamped to the provider's maximum, which is also the default; a service that knows no pages gives
 * the whole list as one. An order and a name are honoured or refused, never dropped. A limit is kept by the stream, whatever
 * the service gives; a page by itself takes it for a size.
 */
public final class PageRequest {

    private static final long NO_LIMIT = 0;

    private static final PageRequest FIRST = new PageRequest(0, NO_LIMIT, null, null, null);

    private final int size;
    private final long limit;
    private final @Nullable String token;
    private final @Nullable Order order;
    private final @Nullable String name;

    private PageRequest(int size, long limit, @Nullable String token, @Nullable Order order, @Nullable String name) {
        this.size = size;
        this.limit = limit;
        this.token = token;
        this.order = order;
        this.name = name;
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
        return new PageRequest(newSize, limit, token, order, name);
    }

    /**
     * The same request for a stream of at most this many items, over all its pages: it asks for no more than it gives.
     *
     * @throws InvalidRequestException the limit is below 1
     */
    public PageRequest withLimit(long newLimit) {
        if (newLimit < 1) {
            throw new InvalidRequestException(
                    ErrorDetails.of("limit " + newLimit + " is below 1; leave it out for all"));
        }
        return new PageRequest(size, newLimit, token, order, name);
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
        return new PageRequest(size, limit, newToken, order, name);
    }

    /** The same request in an order, by step. */
    public PageRequest withOrder(Order newOrder) {
        return new PageRequest(size, limit, token, Objects.requireNonNull(newOrder, "order"), name);
    }

    /**
     * The same request for the models of exactly this name.
     *
     * @throws InvalidRequestException the name is blank
     */
    public PageRequest withName(String newName) {
        if (newName.isBlank()) {
            throw new InvalidRequestException(
                    ErrorDetails.of("the name to list is blank; leave it out for all models"));
        }
        return new PageRequest(size, limit, token, order, newName);
    }

    /** The wished number of items on the page, at least 1 and at most the limit; empty for the provider's maximum. */
    public OptionalInt size() {
        if (limit != NO_LIMIT && limit < (size == 0 ? Integer.MAX_VALUE : size)) {
            return OptionalInt.of((int) limit);
        }
        return size == 0 ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** How many items a stream gives at most, at least 1; empty for all. */
    public OptionalLong limit() {
        return limit == NO_LIMIT ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /** What to ask the service for where this many items are still wanted: the same without a limit, but of its size. */
    public PageRequest ofWhatIsLeft(long left) {
        return limit == NO_LIMIT
                ? this
                : new PageRequest(withLimit(left).size().orElse(0), NO_LIMIT, token, order, name);
    }

    /** Where the page starts; empty for the first page. */
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /** The order asked for; empty for the provider's own. */
    public Optional<Order> order() {
        return Optional.ofNullable(order);
    }

    /** The name asked for; empty for all. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PageRequest that
                && size == that.size
                && limit == that.limit
                && Objects.equals(token, that.token)
                && order == that.order
                && Objects.equals(name, that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, limit, token, order, name);
    }

    @Override
    public String toString() {
        return "PageRequest[size=" + (size == 0 ? "maximum" : size) + (limit == NO_LIMIT ? "" : ", limit=" + limit)
                + ", " + (token == null ? "first page" : "by token") + ", order=" + (order == null ? "any" : order)
                + (name == null ? "" : ", by name") + "]";
    }
}
