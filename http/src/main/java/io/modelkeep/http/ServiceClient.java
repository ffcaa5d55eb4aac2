package io.modelkeep.http;

import com.fasterxml.jackson.core.JsonFactory;
import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.config.TimeSource;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.Deadline;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.ServiceError;
import io.modelkeep.http.internal.json.JacksonVersions;
import io.modelkeep.http.internal.json.LazyMapper;
import io.modelkeep.http.internal.json.StrictJson;
import io.modelkeep.http.internal.retry.AttemptRunner;
import io.modelkeep.http.internal.retry.Backoff;
import io.modelkeep.http.internal.retry.BaseUrlProof;
import io.modelkeep.http.internal.retry.ConcurrencyLimiter;
import io.modelkeep.http.internal.retry.ErrorMapper;
import io.modelkeep.http.internal.retry.RateLimiter;
import io.modelkeep.http.internal.retry.RetryingExecutor;
import io.modelkeep.http.internal.retry.ServiceTime;
import io.modelkeep.http.internal.transport.AttemptState;
import io.modelkeep.http.internal.transport.BaseUrl;
import io.modelkeep.http.internal.transport.BoundedResponseBodies;
import io.modelkeep.http.internal.transport.CancellableDns;
import io.modelkeep.http.internal.transport.ConnectionShutdown;
import io.modelkeep.http.internal.transport.DirectSocketFactory;
import io.modelkeep.http.internal.transport.EndpointPolicy;
import io.modelkeep.http.internal.transport.ProxyAccess;
import io.modelkeep.http.internal.transport.ResponseBodyFactory;
import io.modelkeep.http.internal.transport.Transport;
import io.modelkeep.http.json.BodyReader;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.Instrumentation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Retrofit;

/**
 * A client for one service at one base URL, which sends requests, retries those that may be retried, and returns how
 * each ended. Thread-safe.
 */
public final class ServiceClient implements AutoCloseable {

    /** The pause before a second read. Lists were observed to lag two seconds after a deletion. */
    private static final Duration BEFORE_SECOND_READ = Duration.ofSeconds(3);

    private final String provider;
    private final StoreConfig config;
    private final HttpUrl root;
    private final OkHttpClient client;
    private final ConnectionShutdown connections;
    private final JsonFactory json;
    private final LazyMapper mapper;
    private final ErrorMapper failures;
    private final CancellableDns dns;
    private final AttemptRunner runner = new AttemptRunner();
    private final RetryingExecutor sender;
    private final Instrumentation instrumentation;
    private final TimeSource time;
    private final ConcurrencyLimiter waiting;
    private final WorkerPool workers;
    private final Duration callTimeout;
    private final ServiceTime serviceTime;
    private final BaseUrlProof proof = new BaseUrlProof();

    /**
     * Creates a client from a checked configuration. No request is sent.
     *
     * @throws io.modelkeep.errors.ConfigurationException the Jackson libraries on the class path are not supported, or
     *     the trust store cannot be used
     */
    public ServiceClient(StoreConfig config, ServiceConfig service) {
        this(config, service, Dns.SYSTEM);
    }

    /** Creates a client that looks names up with this resolver. */
    ServiceClient(StoreConfig config, ServiceConfig service, Dns resolver) {
        JacksonVersions.check();
        this.provider = service.provider();
        this.config = config;
        this.time = config.timeSource();
        this.callTimeout = config.require(CommonKeys.CALL_TIMEOUT);
        this.serviceTime = new ServiceTime(time);
        this.instrumentation = new Instrumentation(provider, config);
        int concurrency = config.require(CommonKeys.MAX_CONCURRENCY);
        this.waiting = new ConcurrencyLimiter(time, concurrency);
        this.workers = new WorkerPool(provider, concurrency, instrumentation::propagate);
        this.dns = new CancellableDns(resolver, provider, concurrency);
        this.root = BaseUrl.of(service.baseUrl());
        this.json = StrictJson.factory(
                config.require(CommonKeys.MAX_RESPONSE_SIZE) * BoundedResponseBodies.PAGES_OF_AN_UNPAGED_LIST);
        DirectSocketFactory sockets = new DirectSocketFactory();
        this.client = Transport.client(config, root, service.credential(), sockets, dns);
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
                instrumentation,
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

    /** Returns the scheme, host and port that requests are sent to. The default port of the scheme is left out. */
    public String origin() {
        return BaseUrl.origin(root);
    }

    /** Adds a listener, as {@link io.modelkeep.ModelkeepClient#addListener} specifies. */
    public ListenerRegistration addListener(StoreListener added) {
        return instrumentation.addListener(added);
    }

    /** Returns the service's time, as defined by {@link io.modelkeep.ModelkeepClient#serviceTime()}. */
    public Optional<Instant> serviceTime() {
        return serviceTime.now();
    }

    /**
     * Creates an implementation of a Retrofit interface whose methods all have {@link Retryable} and return a {@link
     * Call}. Paths without a leading slash are relative to the base URL. A {@code Path} parameter is encoded as one
     * segment.
     *
     * <p>Bodies are mapped strictly by Jackson. Unknown fields are ignored. Duplicate fields, text after the end, values
     * of another type, and null for a primitive are errors. Another missing or null field is null. An exception of the
     * body's constructor makes the answer malformed.
     *
     * @param readers the readers for bodies that are not left to databind
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
     * Creates a downloader for files at addresses outside the service.
     *
     * @param longest the longest time one file may take, including retries; a silence within it is limited by the
     *     request timeout
     */
    public Downloads downloads(Duration longest) {
        return new Downloads(
                Transport.withoutCredential(client, config.require(CommonKeys.REQUEST_TIMEOUT)),
                sender(new RateLimiter(OptionalInt.empty(), time), longest),
                time,
                longest,
                root);
    }

    /** Returns the worker pool that runs the batches of bulk operations. */
    public WorkerPool workers() {
        return workers;
    }

    /** Returns the executor that the stores return as their {@code prefetchExecutor()}. */
    public Optional<Executor> prefetchExecutor() {
        return instrumentation.prefetchExecutor();
    }

    /** Returns the name of the provider. */
    public String provider() {
        return provider;
    }

    /** Describes a problem of a call that is not caused by a single answer, as the details of an exception. */
    public ErrorDetails about(CallContext context, String problem) {
        return ErrorDetails.of(problem)
                .provider(provider)
                .operation(context.operation())
                .subject(context.subject());
    }

    /**
     * Creates the context of a page or batch whose call timeout starts now. A deletion creates one for each batch, and
     * one for each list that settles it.
     *
     * @param subject the text after the operation in messages, such as {@code "of run-7"}; empty for none
     */
    public CallContext begin(Operation operation, String subject) {
        return new CallContext(operation, subject, 0, Deadline.in(callTimeout, time), false);
    }

    /**
     * Sends a request and retries it as its endpoint allows. Failures of the service or the network are returned in the
     * reply, never thrown. The same holds for an interrupt, a close, and the end of the call timeout.
     */
    public <T> Reply<T> send(Call<T> call, CallContext context) {
        Reply<T> reply = sender.send(call, context);
        proof.add(reply);
        return reply;
    }

    /**
     * Returns the exception for a failed request. A 404 that a router may have sent is accepted only after proof that
     * this base URL is right. The proof is an earlier answer, or the answer to a harmless request sent now. A service
     * whose {@link ServiceError#fromRouter()} is never true needs no proof, and {@link Reply#failure()} is the same.
     *
     * @param probe supplies a request that the service always answers, regardless of its contents
     */
    public StoreException failure(Reply<?> reply, CallContext context, Supplier<? extends Call<?>> probe) {
        return proof.failure(reply, () -> send(probe.get(), context.after(0)));
    }

    /**
     * Waits three seconds before a second read, so that a list that lags after a change can catch up. The second read
     * uses the same context.
     *
     * @return false if an interrupt or a close ended the wait, or the call's remaining time is too short
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

    /** Returns whether attempts are left after this reply. Ask before reading the items that would be sent again. */
    public boolean mayTryAgain(Reply<?> reply) {
        return sender.attemptsLeft(reply.attempts());
    }

    /**
     * Waits before a retry, for a provider that sends the retry itself, and notifies the listener of it. That is needed
     * only for {@link Retryable.When#IF_NOT_APPLIED}, after an attempt that may have been carried out. The provider
     * waits first, then reads, and sends what still exists with {@link CallContext#after}.
     *
     * @return false if no retry is allowed or possible; attempts, retry budget or time may be used up, or the wait was
     *     ended
     */
    public boolean prepareRepeat(Call<?> call, Reply<?> failed, CallContext context) {
        return sender.prepareRepeat(
                EndpointPolicy.of(call.request()).route(), failed.asFailure(), failed.attempts(), context);
    }

    /**
     * Runs a whole operation and notifies the listener of its start and end. Every method of a store that sends
     * requests calls it once, after the check of its arguments.
     *
     * @throws IllegalStateException the client is closed
     */
    public <R> R operate(Operation operation, Supplier<R> work) {
        if (waiting.isClosed()) {
            throw new IllegalStateException("the " + provider + " client is closed");
        }
        return instrumentation.run(operation, work);
    }

    /** Ends every call and closes the connections in bounded time. A second call has no effect. */
    @Override
    public void close() {
        waiting.close();
        workers.close();
        runner.close();
        dns.close();
        connections.closeAll();
    }
}
