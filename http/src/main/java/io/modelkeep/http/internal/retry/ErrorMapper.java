package io.modelkeep.http.internal.retry;

import com.fasterxml.jackson.databind.ObjectReader;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.InvalidRequestException.FieldError;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.call.CallFailure;
import io.modelkeep.http.call.CallFailure.Effect;
import io.modelkeep.http.call.CallFailure.Kind;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.ErrorFormat;
import io.modelkeep.http.call.ServiceError;
import io.modelkeep.http.internal.call.DownloadTarget.UnwritableException;
import io.modelkeep.http.internal.call.DownloadTarget.WrongSizeException;
import io.modelkeep.http.internal.json.LazyMapper;
import io.modelkeep.http.internal.json.StrictJson;
import io.modelkeep.http.internal.transport.AttemptState;
import io.modelkeep.http.internal.transport.BoundedResponseBodies.TooLargeException;
import io.modelkeep.http.internal.transport.ProxyAccess;
import io.modelkeep.http.internal.transport.RetryAfterInterceptor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** The mapping from missing and unsuccessful answers to the exceptions of this library. No other class creates them. */
public final class ErrorMapper {

    /** The status of a request that is accepted and not completed (RFC 9110, 15.3.3). */
    static final int ACCEPTED = 202;

    private static final int MAX_REQUEST_ID = 128;
    private static final List<String> REQUEST_ID_HEADERS =
            List.of("x-request-id", "request-id", "x-correlation-id", "cf-ray");
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);

    /** The statuses that refuse the request without any effect. */
    private static final Set<Integer> REFUSING = Set.of(400, 409, 412, 422);

    /** The statuses that a gateway sends when it stops waiting. The work that it waited for may continue. */
    private static final Set<Integer> GATEWAY = Set.of(408, 502, 504);

    /** The server errors which state that the request was not processed at all. */
    private static final Set<Integer> CERTAINLY_NOT_APPLIED = Set.of(501, 505, 511);

    private final LazyMapper json;
    private final ErrorFormat shape;
    private final Clock clock;
    private final FailureText text;

    public ErrorMapper(LazyMapper json, ErrorFormat shape, Clock clock, Credential credential) {
        this.json = json;
        this.shape = shape;
        this.clock = clock;
        this.text = new FailureText(credential);
    }

    /** Returns details with the status and the request id of an answer. */
    ErrorDetails details(ErrorDetails about, okhttp3.Response response) {
        ErrorDetails details = about.statusCode(response.code());
        return requestId(response).map(details::requestId).orElse(details);
    }

    /** Returns the id that the service gave a request, safe to print. */
    Optional<String> requestId(okhttp3.Response response) {
        for (String name : REQUEST_ID_HEADERS) {
            String id = response.header(name);
            if (id != null && !repeatsQuery(id, response.request().url())) {
                return Optional.of(text.safe(id, MAX_REQUEST_ID));
            }
        }
        return Optional.empty();
    }

    /** Returns whether an id repeats the query of a URL. The query of a presigned URL works like a credential. */
    private static boolean repeatsQuery(String id, HttpUrl url) {
        String query = url.encodedQuery();
        return query != null && id.contains(query);
    }

    /** Creates the failure for an answer with a status other than 2xx. */
    CallFailure ofStatus(ErrorDetails about, Response<?> response) {
        int status = response.code();
        Optional<ServiceError> error;
        try {
            error = read(status, response.errorBody());
        } catch (LinkageError broken) {
            Effect effect = status >= 500 || status == 408 ? effect(status, false) : Effect.NONE;
            return ofDefect(details(about, response.raw()), broken, effect);
        }
        ErrorDetails details = details(about, response.raw())
                .problem(error.map(
                                said -> words(status) + ": " + text.safe(said.message(), FailureText.MAX_SERVICE_TEXT))
                        .orElse(words(status)));
        Optional<Duration> wait = RetryAfter.of(RetryAfterInterceptor.values(response.raw()), clock)
                .or(() -> error.flatMap(ServiceError::retryAfter));
        if (wait.isPresent()) {
            details = details.retryAfter(wait.get());
        }
        boolean own = error.isPresent();
        return switch (status) {
            case 401 -> answered(Kind.PERMANENT, new AuthenticationException(details), details, own);
            case 403 -> answered(Kind.PERMANENT, new PermissionDeniedException(details), details, own);
            case 404 -> notFound(error, details);
            case 409, 412 -> answered(kind(status, own), new ConflictException(details), details, own);
            case 429 -> answered(Kind.TRANSIENT, new RateLimitedException(details), details, own);
            default -> ofOther(status, own, error.map(ServiceError::fieldErrors).orElse(List.of()), details);
        };
    }

    private CallFailure ofOther(int status, boolean own, List<FieldError> fieldErrors, ErrorDetails details) {
        if (status < 400) {
            ErrorDetails redirect =
                    details.problem("the answer is a redirect, which is never followed; check the base URL");
            return nonRetryable(new MalformedResponseException(redirect), redirect);
        }
        if (status >= 500 || status == 408) {
            Effect effect = effect(status, own);
            return TRANSIENT.contains(status)
                    ? new CallFailure(Kind.TRANSIENT, new UnavailableException(details), details, effect, own)
                    : new CallFailure(
                            Kind.PERMANENT, new UnavailableException(details.nonRetryable()), details, effect, own);
        }
        List<FieldError> safeErrors = fieldErrors.stream()
                .limit(100)
                .map(error -> new FieldError(
                        text.safe(error.location(), FailureText.MAX_SERVICE_TEXT),
                        text.safe(error.message(), FailureText.MAX_SERVICE_TEXT)))
                .toList();
        return answered(kind(status, own), new InvalidRequestException(details, safeErrors), details, own);
    }

    /** Returns the possible effect of a request that ended with a server error. */
    private static Effect effect(int status, boolean own) {
        boolean gateway = GATEWAY.contains(status) || (status >= 520 && status <= 529);
        if (gateway || !own) {
            return Effect.CONTINUING;
        }
        return CERTAINLY_NOT_APPLIED.contains(status) ? Effect.NONE : Effect.POSSIBLE;
    }

    private static CallFailure notFound(Optional<ServiceError> error, ErrorDetails details) {
        if (error.isEmpty()) {
            ErrorDetails foreign = details.problem("a 404 that is not the service's own; is the base URL wrong?");
            return nonRetryable(new MalformedResponseException(foreign), foreign);
        }
        Kind kind = error.get().fromRouter() ? Kind.ROUTER_404 : Kind.PERMANENT;
        return answered(kind, new NotFoundException(details), details, true);
    }

    /**
     * Creates the failure for a missing answer, or for a success whose body could not be read to its end or understood.
     */
    CallFailure ofException(ErrorDetails before, Throwable failure, AttemptState progress) {
        ProxyAccess.RefusedException refused = FailureText.find(failure, ProxyAccess.RefusedException.class);
        if (refused != null) {
            ErrorDetails details = before.problem(String.valueOf(refused.getMessage()))
                    .statusCode(407)
                    .nonRetryable();
            return nonRetryable(new UnavailableException(details), details);
        }
        Error defect = FailureText.find(failure, Error.class);
        if (defect != null) {
            return ofDefect(
                    progress.answer().map(answer -> details(before, answer)).orElse(before),
                    defect,
                    effectOf(progress));
        }
        if (!progress.sent()) {
            ErrorDetails details = before.problem("cannot connect (" + text.reason(failure) + ")");
            return FailureText.find(failure, SSLException.class) == null
                    ? new CallFailure(
                            Kind.TRANSIENT,
                            new UnavailableException(details, text.causeOf(failure)),
                            details,
                            Effect.NONE,
                            false)
                    : nonRetryable(new UnavailableException(details.nonRetryable(), text.causeOf(failure)), details);
        }
        ErrorDetails about =
                progress.answer().map(answer -> details(before, answer)).orElse(before);
        if (progress.answer().filter(answer -> answer.code() == ACCEPTED).isPresent()) {
            return accepted(about);
        }
        TooLargeException tooLarge = FailureText.find(failure, TooLargeException.class);
        if (tooLarge != null) {
            return unusable(about, String.valueOf(tooLarge.getMessage()));
        }
        if (FailureText.find(failure, WrongSizeException.class) != null
                || FailureText.find(failure, UnwritableException.class) != null) {
            return unusable(about, text.reason(failure));
        }
        IOException cut = FailureText.transportFailure(failure);
        if (cut != null) {
            ErrorDetails details = about.problem("cut off before the answer was complete (" + text.reason(cut) + ")");
            return new CallFailure(
                    Kind.TRANSIENT,
                    new UnavailableException(details, text.causeOf(cut)),
                    details,
                    effectOf(progress),
                    false);
        }
        return unusable(about, "the answer cannot be read as this service's JSON (" + text.whereDamaged(failure) + ")");
    }

    /**
     * Returns the possible effect of an attempt without a complete answer. If the status arrived, the service has
     * finished, and only the description of the result is missing.
     */
    private static Effect effectOf(AttemptState progress) {
        if (!progress.sent()) {
            return Effect.NONE;
        }
        return progress.answer().isPresent() ? Effect.POSSIBLE : Effect.CONTINUING;
    }

    /**
     * Creates the failure for an error in this process, such as a missing class. The error says nothing about the
     * service, and would occur again in the next attempt.
     */
    private CallFailure ofDefect(ErrorDetails about, Error defect, Effect effect) {
        String problem = "this process could not handle the answer (" + text.reason(defect) + ")";
        ErrorDetails details = about.problem(problem).nonRetryable();
        StoreException exception = defect instanceof LinkageError
                ? new ConfigurationException(
                        List.of(problem + "; a library on the class path is of another version than"
                                + " this one needs; import io.modelkeep:modelkeep-bom"))
                : new UnavailableException(details, text.causeOf(defect));
        return new CallFailure(Kind.PERMANENT, exception, details, effect, false);
    }

    /** Creates the failure for a success without usable content. */
    static CallFailure unusable(ErrorDetails about, String problem) {
        ErrorDetails details = about.problem(problem);
        return new CallFailure(
                Kind.PERMANENT, new MalformedResponseException(details), details, Effect.POSSIBLE, false);
    }

    /** Creates the failure for a 202, which only promises that the request will be processed. */
    static CallFailure accepted(ErrorDetails about) {
        ErrorDetails details = about.problem("the service accepted the request and may still be processing it");
        return new CallFailure(
                Kind.PERMANENT, new MalformedResponseException(details), details, Effect.CONTINUING, false);
    }

    private Optional<ServiceError> read(int status, @Nullable ResponseBody body) {
        if (body == null) {
            return Optional.empty();
        }
        try (body) {
            ObjectReader reader = json.get().reader().with(text.redactingNodes());
            return StrictJson.tree(reader, body.bytes()).flatMap(tree -> shape.read(status, tree));
        } catch (IOException | RuntimeException unreadable) {
            // A format that fails on an answer does not recognize it. The status is still known to the caller.
            return Optional.empty();
        }
    }

    private static Kind kind(int status, boolean own) {
        return own && REFUSING.contains(status) ? Kind.REFUSED : Kind.PERMANENT;
    }

    private static CallFailure nonRetryable(StoreException exception, ErrorDetails details) {
        return answered(Kind.PERMANENT, exception, details, false);
    }

    /** Creates the failure of a request that was certainly not carried out. */
    private static CallFailure answered(Kind kind, StoreException exception, ErrorDetails details, boolean own) {
        return new CallFailure(kind, exception, details, Effect.NONE, own);
    }

    private static String words(int status) {
        return switch (status) {
            case 400, 422 -> "not accepted";
            case 401 -> "the key is not accepted";
            case 403 -> "not permitted";
            case 404 -> "not found";
            case 409, 412 -> "in conflict with its state";
            case 429 -> "too many requests";
            default -> status >= 500 || status == 408 ? "the service failed" : "refused";
        };
    }
}
