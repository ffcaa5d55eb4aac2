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
 * A request for one page of a list: its start and its size. The request can also limit the number of items of a
 * stream. Immutable.
 *
 * <p>The size is a preference, clamped to the provider's maximum, which is also the default. A service without paging
 * returns the whole list as one page. A stream always keeps the limit. A request for a single page treats the limit as a size.
 */
public final class PageRequest {

    private static final long NO_LIMIT = 0;

    private static final PageRequest FIRST = new PageRequest(0, NO_LIMIT, null);

    private final int size;
    private final long limit;
    private final @Nullable String token;

    private PageRequest(int size, long limit, @Nullable String token) {
        this.size = size;
        this.limit = limit;
        this.token = token;
    }

    /** Returns a request for the first page, in the provider's own order and of its maximum size. */
    public static PageRequest first() {
        return FIRST;
    }

    /**
     * Returns a copy of this request with a page size.
     *
     * @throws InvalidRequestException the size is below 1
     */
    public PageRequest withSize(int newSize) {
        if (newSize < 1) {
            throw new InvalidRequestException(ErrorDetails.of("page size " + newSize + " is below 1"));
        }
        return new PageRequest(newSize, limit, token);
    }

    /**
     * Returns a copy of this request that limits a stream to this many items over all its pages. The stream requests no
     * more items than it returns.
     *
     * @throws InvalidRequestException the limit is below 1
     */
    public PageRequest withLimit(long newLimit) {
        if (newLimit < 1) {
            throw new InvalidRequestException(
                    ErrorDetails.of("limit " + newLimit + " is below 1; leave it out for all"));
        }
        return new PageRequest(size, newLimit, token);
    }

    /**
     * Returns a copy of this request for the page of a {@link Page#nextToken()}. The list, its order and its name
     * filter must stay the same.
     *
     * @throws InvalidRequestException the token is blank
     */
    public PageRequest withToken(String newToken) {
        if (newToken.isBlank()) {
            throw new InvalidRequestException(ErrorDetails.of(
                    "page token \"" + SafeText.of(newToken, 16) + "\" is blank; leave it out for the first page"));
        }
        return new PageRequest(size, limit, newToken);
    }

    /**
     * Returns the preferred number of items on the page, at least 1 and at most the limit. The value is empty for the
     * provider's maximum.
     */
    public OptionalInt size() {
        if (limit != NO_LIMIT && limit < (size == 0 ? Integer.MAX_VALUE : size)) {
            return OptionalInt.of((int) limit);
        }
        return size == 0 ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** Returns the maximum number of items of a stream, at least 1. The value is empty for all items. */
    public OptionalLong limit() {
        return limit == NO_LIMIT ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /**
     * Returns the request to send when this many items remain: without a limit, but with a size that does not exceed
     * it.
     */
    public PageRequest withRemaining(long left) {
        return limit == NO_LIMIT ? this : new PageRequest(withLimit(left).size().orElse(0), NO_LIMIT, token);
    }

    /** Returns the token of the page. The value is empty for the first page. */
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PageRequest that
                && size == that.size
                && limit == that.limit
                && Objects.equals(token, that.token);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, limit, token);
    }

    @Override
    public String toString() {
        return "PageRequest[size=" + (size == 0 ? "maximum" : size) + (limit == NO_LIMIT ? "" : ", limit=" + limit)
                + ", " + (token == null ? "first page" : "by token") + "]";
    }
}
