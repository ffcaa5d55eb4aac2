package io.modelkeep.testkit;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.config.TimeSource;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.Instrumentation;
import io.modelkeep.spi.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Sends requests to a {@link WiredServer}, one attempt at a time. Thread-safe. */
final class WiredClient {

    /** What a failed attempt may have done. */
    enum Effect {
        NONE,
        POSSIBLE,
        /** Possible, and the work may go on. */
        CONTINUING
    }

    /** What one attempt came to: an answer or a failure. */
    record Attempt(
            Optional<Map<String, Object>> answer, Optional<StoreException> failure, Effect effect, boolean again) {

        boolean ambiguous() {
            return effect != Effect.NONE;
        }

        StoreException why() {
            return failure.orElseThrow();
        }
    }

    private static final Duration PAUSE = Duration.ofSeconds(3);

    final StoreConfig config;
    final Instrumentation instrumentation;
    private final WiredFlaw flaw;
    final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore turns;
    /** Repetitions that are left while none succeeds. */
    private final AtomicInteger budget = new AtomicInteger(20);

    WiredClient(StoreConfig config) {
        this(config, WiredFlaw.NONE);
    }

    WiredClient(StoreConfig config, WiredFlaw flaw) {
        this.config = config;
        this.instrumentation = new Instrumentation("wired", config);
        this.flaw = flaw;
        this.turns = new Semaphore(config.require(CommonKeys.MAX_CONCURRENCY), true);
    }

    boolean has(WiredFlaw mistake) {
        return flaw == mistake;
    }

    int maxAttempts() {
        return config.require(CommonKeys.MAX_ATTEMPTS);
    }

    void close() {
        closed.countDown();
        // Wakes one that waits for a turn; it sees then that this is closed, and wakes the next.
        turns.release();
    }

    void checkOpen() {
        if (closed.getCount() == 0) {
            throw new IllegalStateException("closed");
        }
    }

    /** A call that may be repeated whatever happened to it. */
    Map<String, Object> read(Operation operation, Map<String, Object> request) {
        return repeated(operation, number -> attempt(operation, request, number));
    }

    /** Attempts until one is answered; throws where there is no use in another. */
    Map<String, Object> repeated(Operation operation, IntFunction<Attempt> attempts) {
        Instant start = now();
        for (int number = 1; ; number++) {
            Attempt attempt = attempts.apply(number);
            if (attempt.answer().isPresent()) {
                return attempt.answer().get();
            }
            if (!attempt.again() || number >= maxAttempts() || !waited(operation, number, attempt, start)) {
                throw ended(attempt.why());
            }
        }
    }

    Instant now() {
        return Instant.ofEpochSecond(0, config.timeSource().nanoTime());
    }

    /** Why a call ends after a failure, which might have passed had it not been cancelled. */
    StoreException ended(StoreException why) {
        boolean cancelled = closed.getCount() == 0 || Thread.currentThread().isInterrupted();
        return cancelled && why.retryAfter().isPresent()
                ? new CancelledException(ErrorDetails.of("cancelled").provider("wired"))
                : why;
    }

    /** Waits before a repetition; false where that would take too long. */
    boolean waited(Operation operation, int number, Attempt attempt, Instant start) {
        Duration wait = attempt.why().retryAfter().orElse(Duration.ofMillis(100));
        Duration left = config.require(CommonKeys.CALL_TIMEOUT).minus(Duration.between(start, now()));
        if (wait.compareTo(config.require(CommonKeys.MAX_RETRY_DELAY)) > 0 || wait.compareTo(left) > 0) {
            return false;
        }
        if (budget.getAndUpdate(one -> Math.max(0, one - 1)) == 0) {
            return false;
        }
        instrumentation.retrying(
                operation,
                "POST /" + operation,
                number + 1,
                attempt.why().getClass().getSimpleName(),
                wait);
        try {
            if (config.timeSource() == TimeSource.REAL) {
                return !closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
            }
            config.timeSource().sleep(wait);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The pause before a second read; cut short where the call is cancelled. */
    void pause() {
        try {
            if (config.timeSource() != TimeSource.REAL) {
                config.timeSource().sleep(PAUSE);
            } else if (closed.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    Attempt attempt(Operation operation, Map<String, Object> request, int number) {
        String key = config.require(WiredProvider.KEY).reveal();
        return attempt(operation, key, request, number, answer -> read(operation, answer, number));
    }

    /** Another attempt, with another key or for another kind of answer. */
    Attempt attempt(
            Operation operation,
            String key,
            Map<String, Object> request,
            int number,
            Function<WiredServer.Answer, Attempt> read) {
        ErrorDetails details = details(operation, "no answer").attempts(number);
        if (Thread.currentThread().isInterrupted()) {
            return failed(new CancelledException(details), Effect.NONE, false);
        }
        if (!turn()) {
            return failed(new CancelledException(details), Effect.NONE, false);
        }
        OptionalInt status = OptionalInt.empty();
        Optional<String> requestId = Optional.empty();
        long received = 0;
        StoreListener.AttemptScope scope = instrumentation.attemptStarted(operation, "POST /" + operation, number);
        try {
            WiredServer.Answer answer = WiredServer.at(config.require(WiredProvider.BASE_URL))
                    .exchange(
                            operation,
                            key,
                            request,
                            closed,
                            config.require(CommonKeys.REQUEST_TIMEOUT).toMillis());
            status = OptionalInt.of(answer.status());
            requestId = requestId(answer);
            received = String.valueOf(answer.body()).length();
            if (answer.status() == 200 && number > 1) {
                budget.incrementAndGet();
            }
            return read.apply(answer);
        } catch (ConnectException refused) {
            return failed(new UnavailableException(details), Effect.NONE, true);
        } catch (IOException lost) {
            return failed(new UnavailableException(details), Effect.CONTINUING, true);
        } catch (InterruptedException cancelled) {
            if (closed.getCount() > 0) {
                Thread.currentThread().interrupt();
            }
            return failed(new CancelledException(details), Effect.CONTINUING, false);
        } finally {
            turns.release();
            StoreListener.Attempted event = new StoreListener.Attempted(
                    "wired",
                    operation,
                    "POST /" + operation,
                    number,
                    status,
                    requestId,
                    Duration.ZERO,
                    request.toString().length(),
                    received);
            instrumentation.attempted(scope, () -> event);
        }
    }

    /** Waits for a turn; false where the call is cancelled before it comes. */
    private boolean turn() {
        try {
            turns.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (closed.getCount() == 0) {
            turns.release();
            return false;
        }
        return true;
    }

    Attempt read(Operation operation, WiredServer.Answer answer, int number) {
        int status = answer.status();
        String words = answer.body() instanceof Map<?, ?> map ? String.valueOf(map.get("detail")) : answer.body() + "";
        String secret = config.require(WiredProvider.KEY).reveal();
        String safe = has(WiredFlaw.QUOTES_ALL) ? words : SafeText.of(words.replace(secret, "***"), 512);
        ErrorDetails said = details(operation, safe).statusCode(status).attempts(number);
        ErrorDetails details = requestId(answer).map(said::requestId).orElse(said);
        if (status == 200 && answer.body() instanceof Map<?, ?>) {
            Map<String, Object> object = WiredServer.object(answer.body());
            boolean twice =
                    object.entrySet().stream().map(Map.Entry::getKey).distinct().count()
                            < object.entrySet().size();
            return twice
                    ? failed(new MalformedResponseException(details), Effect.POSSIBLE, false)
                    : new Attempt(Optional.of(object), Optional.empty(), Effect.NONE, false);
        }
        if (status < 300) {
            return failed(
                    new MalformedResponseException(
                            details(operation, "unusable").statusCode(status)),
                    Effect.POSSIBLE,
                    false);
        }
        Optional<Duration> wait = wait(answer.headers());
        ErrorDetails waiting = wait.map(details::retryAfter).orElse(details);
        return switch (status) {
            case 400, 422 -> failed(new InvalidRequestException(details), Effect.NONE, false);
            case 401 -> failed(new AuthenticationException(details), Effect.NONE, false);
            case 403 -> failed(new PermissionDeniedException(details), Effect.NONE, false);
            case 404 ->
                failed(
                        has(WiredFlaw.BELIEVES_ANY_404)
                                        || (answer.body() instanceof Map<?, ?> && !words.equals(WiredErrors.NO_ROUTE))
                                ? new NotFoundException(details)
                                : new MalformedResponseException(details),
                        Effect.NONE,
                        false);
            case 409 -> failed(new ConflictException(details), Effect.NONE, false);
            case 429 -> failed(new RateLimitedException(waiting), Effect.NONE, true);
            case 500, 503 ->
                failed(
                        new UnavailableException(waiting),
                        answer.body() instanceof Map<?, ?> ? Effect.POSSIBLE : Effect.CONTINUING,
                        true);
            default ->
                status == 408 || status > 500
                        ? failed(new UnavailableException(waiting), Effect.CONTINUING, status <= 504)
                        : failed(new MalformedResponseException(details), Effect.NONE, false);
        };
    }

    static Attempt failed(StoreException why, Effect effect, boolean again) {
        return new Attempt(Optional.empty(), Optional.of(why), effect, again);
    }

    private Optional<String> requestId(WiredServer.Answer answer) {
        String secret = config.require(WiredProvider.KEY).reveal();
        return answer.headers().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("x-request-id"))
                .map(header -> SafeText.of(header.getValue().replace(secret, "***"), 128))
                .findFirst();
    }

    private Optional<Duration> wait(List<Map.Entry<String, String>> headers) {
        return headers.stream()
                .filter(header -> header.getKey().equals("Retry-After"))
                .findFirst()
                .flatMap(header -> wait(header.getValue()));
    }

    private Optional<Duration> wait(String value) {
        if (value.matches("\\d{1,15}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(config.clock().instant(), until);
            return wait.isNegative() ? Optional.empty() : Optional.of(wait);
        } catch (DateTimeParseException garbage) {
            return Optional.empty();
        }
    }

    /** Does something between the two events that every call sends. */
    <T> T told(Operation operation, Supplier<T> work) {
        checkOpen();
        return instrumentation.run(operation, work);
    }

    ErrorDetails details(Operation operation, String problem) {
        return ErrorDetails.of(problem).provider("wired").operation(operation);
    }
}
