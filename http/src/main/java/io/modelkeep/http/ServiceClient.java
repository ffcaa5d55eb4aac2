package io.modelkeep.http;

import com.fasterxml.jackson.core.JsonFactory;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelDeletion;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.config.TimeSource;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.body.BodyReader;
import io.modelkeep.http.body.BoundedResponseBodies;
import io.modelkeep.http.body.ResponseBodyFactory;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Deadline;
import io.modelkeep.http.call.EndpointPolicy;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.json.JacksonVersions;
import io.modelkeep.http.json.LazyMapper;
import io.modelkeep.http.json.StrictJson;
import io.modelkeep.http.retry.AttemptRunner;
import io.modelkeep.http.retry.Backoff;
import io.modelkeep.http.retry.ConcurrencyLimiter;
import io.modelkeep.http.retry.ContainedListener;
import io.modelkeep.http.retry.ErrorMapper;
import io.modelkeep.http.retry.RateLimiter;
import io.modelkeep.http.retry.RetryingExecutor;
import io.modelkeep.http.retry.ServiceTime;
import io.modelkeep.http.retry.WorkerPool;
import io.modelkeep.http.transport.AttemptState;
import io.modelkeep.http.transport.ConnectionShutdown;
import io.modelkeep.http.transport.Credential;
import io.modelkeep.http.transport.DirectSocketFactory;
import io.modelkeep.http.transport.ProxyAccess;
import io.modelkeep.http.transport.Transport;
import io.modelkeep.spi.CommonKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Retrofit;

/** One service behind one base URL: sends requests, repeats what may be repeated, and says how each ended. Thread-safe. */
public final class ServiceClient implements AutoCloseable {

    /** Lists were seen to lag two seconds behind a deletion. */
    private static final Duration BEFORE_SECOND_READ = Duration.ofSeconds(3);

    private final String provider;
    private final StoreConfig config;
    private final HttpUrl root;
    private final OkHttpClient client;
    private final ConnectionShutdown connections;
    private final JsonFactory json;
    private final LazyMapper mapper;
    private final ErrorMapper failures;
    private final AttemptRunner runner;
    private final RetryingExecutor sender;
    private final ContainedListener listener;
    private final TimeSource time;
    private final ConcurrencyLimiter waiting;
    private final WorkerPool workers;
    private final Duration callTimeout;
    private final ServiceTime serviceTime;
    private volatile boolean proved;

    /**
     * A client for a checked configuration; contacts nothing.
     *
     * @throws io.modelkeep.errors.ConfigurationException the class path has a Jackson that cannot be worked with
     */
    public ServiceClient(StoreConfig config, ServiceConfig service) {
        JacksonVersions.check();
        this.provider = service.provider();
        this.config = config;
        this.time = config.timeSource();
        this.callTimeout = config.require(CommonKeys.CALL_TIMEOUT);
        this.serviceTime = new ServiceTime(time);
        this.listener = new ContainedListener(config.listener());
        int concurrency = config.require(CommonKeys.MAX_CONCURRENCY);
        this.waiting = new ConcurrencyLimiter(time, concurrency);
        this.workers = new WorkerPool(provider, concurrency);
        this.runner = new AttemptRunner(workers);
        this.root =
                directory(Objects.requireNonNull(HttpUrl.get(service.baseUrl()), "the base URL was checked before"));
        this.json = StrictJson.factory(
                config.require(CommonKeys.MAX_RESPONSE_SIZE) * BoundedResponseBodies.PAGES_OF_AN_UNPAGED_LIST);
        DirectSocketFactory sockets = new DirectSocketFactory();
        this.client = Transport.client(config, root, service.credential(), sockets);
        this.connections = new ConnectionShutdown(provider, client.connectionPool(), sockets);
        this.mapper = new LazyMapper(json);
        Credential all =
                ProxyAccess.login(config).map(service.credential()::with).orElse(service.credential());
        this.failures = new ErrorMapper(mapper, service.errors(), config.clock(), all);
        this.sender =
                sender(new RateLimiter(service.requestsPerSecond(), time), config.require(CommonKeys.REQUEST_TIMEOUT));
    }

    private RetryingExecutor sender(RateLimiter pace, Duration longestAttempt) {
        return new RetryingExecutor(
                provider,
                failures,
                listener,
                time,
                waiting,
                pace,
                new Backoff(config.require(CommonKeys.MAX_RETRY_DELAY)),
                connections::closeIdle,
                runner,
                serviceTime,
                config.require(CommonKeys.MAX_ATTEMPTS),
                longestAttempt);
    }

    private static HttpUrl directory(HttpUrl url) {
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }

    /** The scheme, host and port that requests go to, the port where it is not the scheme's own. */
    public String origin() {
        String origin = new HttpUrl.Builder()
                .scheme(root.scheme())
                .host(root.host())
                .port(root.port())
                .build()
                .toString();
        return origin.substring(0, origin.length() - 1);
    }

    /** The service's time, as {@link io.modelkeep.ModelkeepClient#serviceTime()}. */
    public Optional<Instant> serviceTime() {
        return serviceTime.now();
    }

    /**
     * The endpoints of a Retrofit interface, each method with {@link Retryable}.
     *
     * @param readers what reads bodies that are not left to databind
     */
    public <S> S endpoints(Class<S> type, BodyReader<?>... readers) {
        return new Retrofit.Builder()
                .baseUrl(root)
                .callFactory(AttemptState.calls(client))
                .addConverterFactory(new ResponseBodyFactory(json, mapper, List.of(readers)))
                .build()
                .create(type);
    }

    /**
     * What saves files from addresses outside the service.
     *
     * @param longest how long one file may take, repetitions included; each silence within it is bounded like a request
     */
    public Downloads downloads(Duration longest) {
        return new Downloads(
                Transport.withoutCredential(client, config.require(CommonKeys.REQUEST_TIMEOUT)),
                sender(new RateLimiter(OptionalInt.empty(), time), longest),
                time,
                longest,
                root);
    }

    /** What runs the batches of bulk operations. */
    public WorkerPool workers() {
        return workers;
    }

    /** A page or batch that begins now. */
    public CallContext begin(Operation operation, String subject) {
        return new CallContext(operation, subject, 0, Deadline.in(callTimeout, time), false);
    }

    /** Sends a request, repeating it as its endpoint allows; never throws for what the service or the network does. */
    public <T> Reply<T> send(Call<T> call, CallContext context) {
        Reply<T> reply = sender.send(call, context);
        if (reply.isOwnAnswer() && !isNotFound(reply)) {
            proved = true;
        }
        return reply;
    }

    /** Any answer in the service's own format proves that the base URL leads to it, except a 404, which may be a router's. */
    private static boolean isNotFound(Reply<?> reply) {
        return !reply.ok() && reply.failure() instanceof NotFoundException;
    }

    /**
     * Why a request failed. A 404 that a router may have given counts only where this base URL has proved to be right: by
     * another answer before, or by a harmless request now.
     *
     * @param probe a request that the service answers whatever it holds
     */
    public StoreException failure(Reply<?> reply, CallContext context, Supplier<? extends Call<?>> probe) {
        if (!reply.maybeRouter() || proved) {
            return reply.failure();
        }
        Reply<?> proof = send(probe.get(), context.after(0));
        if (proof.isOwnAnswer() && !isNotFound(proof)) {
            return reply.failure();
        }
        if (proof.aborted()) {
            // Nobody waited for the proof; that says nothing of the base URL.
            return proof.failure();
        }
        return reply.malformed(
                "a 404 that any web server may give, and nothing else answers there; is the base URL wrong?");
    }

    /**
     * Waits until a list that lags behind a change has had time to follow, before a second read decides.
     *
     * @return false if the wait was ended by an interrupt or a close, or the call's time does not suffice
     */
    public boolean waitForSecondRead(CallContext context) {
        if (context.deadline().remaining().compareTo(BEFORE_SECOND_READ) <= 0) {
            return false;
        }
        try {
            waiting.backOff(BEFORE_SECOND_READ);
            return !waiting.isClosed();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether attempts are left after this reply. */
    public boolean mayTryAgain(Reply<?> reply) {
        return sender.attemptsLeft(reply.attempts());
    }

    /**
     * Waits as before a repetition, for a caller that repeats in a way of its own.
     *
     * @return false if there is to be none: attempts, budget or time are used up, or the wait was ended
     */
    public boolean prepareRepeat(Call<?> call, Reply<?> failed, CallContext context) {
        return sender.prepareRepeat(
                EndpointPolicy.of(call.request()).route(), failed.asFailure(), failed.attempts(), context);
    }

    /**
     * Runs a whole operation, telling the listener of its start and end.
     *
     * @throws IllegalStateException the stores are closed
     */
    public <R> R operate(Operation operation, Supplier<R> work) {
        if (waiting.isClosed()) {
            throw new IllegalStateException("the " + provider + " stores are closed");
        }
        long begun = time.nanoTime();
        listener.tell(to -> to.started(new StoreListener.Started(provider, operation)));
        String outcome = "defect";
        try {
            R result = work.get();
            outcome = isComplete(result) ? "ok" : "incomplete";
            return result;
        } catch (RuntimeException thrown) {
            outcome = thrown.getClass().getSimpleName();
            throw thrown;
        } finally {
            StoreListener.Finished event =
                    new StoreListener.Finished(provider, operation, outcome, Duration.ofNanos(time.nanoTime() - begun));
            listener.tell(to -> to.finished(event));
        }
    }

    private static boolean isComplete(Object result) {
        if (result instanceof DeleteReport<?> report) {
            return report.complete();
        }
        return !(result instanceof ModelDeletion deletion) || deletion.report().complete();
    }

    /**
     * Ends every call, waiting or under way, and gives up the connections, whatever their peers do; calling it again does
     * nothing.
     */
    @Override
    public void close() {
        waiting.close();
        // No call can begin after this, so that the next line misses none.
        workers.close();
        runner.endAll();
        connections.closeAll();
    }
}
