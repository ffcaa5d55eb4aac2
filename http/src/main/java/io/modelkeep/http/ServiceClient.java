package io.modelkeep.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelDeletion;
import io.modelkeep.Operation;
import io.modelkeep.Secret;
import io.modelkeep.Sleeper;
import io.modelkeep.StoreConfig;
import io.modelkeep.StoreListener;
import io.modelkeep.spi.CommonKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/** One service behind one base URL: sends requests, repeats what may be repeated, and says how each ended. Thread-safe. */
public final class ServiceClient implements AutoCloseable {

    private final String provider;
    private final OkHttpClient client;
    private final Retrofit retrofit;
    private final Sender sender;
    private final ContainedListener listener;
    private final Sleeper time;
    private final Waiting waiting;
    private final Workers workers;
    private final Duration callTimeout;

    /**
     * A client for a checked configuration; contacts nothing.
     *
     * @param scheme what stands before the key in the {@code Authorization} header, such as {@code Bearer}
     * @param shape what the service's error answers look like
     */
    public ServiceClient(
            String provider, StoreConfig config, URI baseUrl, String scheme, Secret key, ErrorShape shape) {
        this.provider = provider;
        this.time = config.sleeper();
        this.callTimeout = config.require(CommonKeys.CALL_TIMEOUT);
        this.listener = new ContainedListener(config.listener());
        int concurrency = config.require(CommonKeys.MAX_CONCURRENCY);
        this.waiting = new Waiting(time, concurrency);
        this.workers = new Workers(provider, concurrency);
        HttpUrl root = directory(Objects.requireNonNull(HttpUrl.get(baseUrl), "the base URL was checked before"));
        JsonMapper json = StrictJson.mapper(config.require(CommonKeys.MAX_RESPONSE_SIZE));
        this.client = Transport.client(config, root, scheme, key, workers.requests());
        this.sender = new Sender(
                provider,
                new FailureReading(json, shape, config.clock(), key),
                listener,
                time,
                waiting,
                new Backoff(config.require(CommonKeys.MAX_RETRY_DELAY)),
                client.connectionPool()::evictAll,
                config.require(CommonKeys.MAX_ATTEMPTS),
                config.require(CommonKeys.REQUEST_TIMEOUT));
        this.retrofit = new Retrofit.Builder()
                .baseUrl(root)
                .callFactory(Progress.calls(client))
                .addConverterFactory(JacksonConverterFactory.create(json))
                .build();
    }

    private static HttpUrl directory(HttpUrl url) {
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }

    /** The endpoints of a Retrofit interface, each method with {@link Repeat}. */
    public <S> S endpoints(Class<S> type) {
        return retrofit.create(type);
    }

    /** What runs the batches of bulk operations. */
    public Workers workers() {
        return workers;
    }

    /** A page or batch that begins now. */
    public CallContext begin(Operation operation, String subject) {
        return new CallContext(operation, subject, 0, Deadline.in(callTimeout, time));
    }

    /** Sends a request, repeating it as its endpoint allows; never throws for what the service or the network does. */
    public <T> Reply<T> send(Call<T> call, CallContext context) {
        return sender.send(call, context);
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
                Endpoint.of(call.request()).route(), failed.asFailure(), failed.attempts(), context);
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
        return !(result instanceof ModelDeletion deletion) || deletion.outcome().gone();
    }

    /** Ends every call, waiting or under way, and gives up the connections; calling it again does nothing. */
    @Override
    public void close() {
        waiting.close();
        // No call can begin after this, so that the next line misses none.
        workers.close();
        client.dispatcher().cancelAll();
        sender.endAttempts();
        client.connectionPool().evictAll();
    }
}
