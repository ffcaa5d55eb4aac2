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
 * A failure of a call on a store. Each subtype stands for one decision of the caller.
 *
 * <p>No message contains a credential, a request header or a URL query. Text from the service is shortened to one line
 * without control characters. The exception is serializable with all accessors intact.
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

    /** The maximum length of a message, which leaves room for at most 512 characters of the service's own words. */
    private static final int MAX_MESSAGE = 4096;

    private final ErrorDetails details;

    StoreException(ErrorDetails details, @Nullable Throwable cause) {
        super(SafeText.of(details.message(), MAX_MESSAGE), cause);
        this.details = details;
    }

    /** Returns the provider's name. The value is empty if the failure does not belong to a provider. */
    public Optional<String> provider() {
        return details.provider();
    }

    /**
     * Returns the operation that failed. The value is empty for configuration problems, for capabilities missing in
     * {@link ModelkeepClient#require}, and for ids checked before any call.
     */
    public Optional<Operation> operation() {
        return details.operation();
    }

    /** Reports whether the same call may succeed later without a change, and can be retried without harm. */
    public boolean retryable() {
        return false;
    }

    boolean isLasting() {
        return details.isLasting();
    }

    /** Returns the wait that the service asked for, unchanged. The wait may exceed {@code max-retry-delay}. */
    public Optional<Duration> retryAfter() {
        return details.retryAfter();
    }

    /** Returns the HTTP status of the last answer. The value is empty if no answer arrived or nothing was sent. */
    public OptionalInt statusCode() {
        return details.statusCode();
    }

    /** Returns the id that the service gave the request. Quote it to the service's support. */
    public Optional<String> requestId() {
        return details.requestId();
    }

    /**
     * Returns the number of attempts of the failed request. The number is 0 if the library refused the call. Reads that
     * settle a deletion are counted separately.
     */
    public int attempts() {
        return details.attempts();
    }

    /** Returns the details as plain values, for JSON and for workflow engines that pass failures between processes. */
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

    /** Adds the fields that only this type has. */
    void addTo(Map<String, Object> map) {}

    /**
     * Converts a wait to milliseconds without overflow. A service may ask for any wait, and describing a failure must
     * not fail.
     */
    private static long millis(Duration wait) {
        return wait.compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : wait.toMillis();
    }
}
