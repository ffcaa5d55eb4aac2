package io.modelkeep.errors;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.spi.SafeText;
import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call on a store that did not do what was asked; each subtype stands for one decision the caller makes.
 *
 * <p>No credential, request header or URL query is in any message. Text of the service is on one line, without control
 * characters, and cut. Serialisable with all accessors intact.
 */
public abstract sealed class StoreException extends RuntimeException
        permits AuthenticationException,
                CancelledException,
                ConfigurationException,
                ConflictException,
                IncompleteDeletionException,
                InvalidRequestException,
                ListChangedException,
                MalformedResponseException,
                NotFoundException,
                OutcomeUnknownException,
                PermissionDeniedException,
                RateLimitedException,
                ScopeExceededException,
                UnavailableException,
                UnsupportedCapabilityException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Room for the frame of a message around at most 512 characters of the service's own words. */
    private static final int MAX_MESSAGE = 4096;

    private final ErrorDetails details;

    StoreException(ErrorDetails details, @Nullable Throwable cause) {
        super(SafeText.of(details.message(), MAX_MESSAGE), cause);
        this.details = details;
    }

    /** The provider's name, where the failure belongs to one. */
    public Optional<String> provider() {
        return details.provider();
    }

    /** What was being done; empty for configuration, for what {@link ModelkeepClient#require} misses, and for ids checked before any call. */
    public Optional<Operation> operation() {
        return details.operation();
    }

    /** Whether the same call may succeed later without a change, and does no harm when repeated. */
    public boolean retryable() {
        return false;
    }

    boolean isLasting() {
        return details.isLasting();
    }

    /** How long the service asked to wait, as it asked: it may exceed {@code max-retry-delay}. */
    public Optional<Duration> retryAfter() {
        return details.retryAfter();
    }

    /** The HTTP status of the last answer; empty where no answer came or nothing was sent. */
    public OptionalInt statusCode() {
        return details.statusCode();
    }

    /** The id the service gave the request, to quote to its support. */
    public Optional<String> requestId() {
        return details.requestId();
    }

    /**
     * How often the request that failed was tried, 0 where the call was refused locally. Reads that settle a deletion count by
     * themselves.
     */
    public int attempts() {
        return details.attempts();
    }

    /** What there is to decide by, as plain values: for JSON and for engines that carry failures between processes. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("error", getClass().getSimpleName());
        map.put("message", String.valueOf(getMessage()));
        provider().ifPresent(name -> map.put("provider", name));
        operation().ifPresent(what -> map.put("operation", what.label()));
        map.put("retryable", retryable());
        statusCode().ifPresent(code -> map.put("statusCode", code));
        requestId().ifPresent(id -> map.put("requestId", id));
        retryAfter().ifPresent(wait -> map.put("retryAfterMillis", millis(wait)));
        if (attempts() > 0) {
            map.put("attempts", attempts());
        }
        addTo(map);
        return map;
    }

    /** Adds what this type tells beyond the others. */
    void addTo(Map<String, Object> map) {}

    /** A service may ask for any wait; describing a failure must not fail over it. */
    private static long millis(Duration wait) {
        return wait.compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : wait.toMillis();
    }
}
