package io.modelkeep.http.transport;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one attempt. A request that may have reached the service is distinguished from one that certainly did
 * not. Only a request that may have reached the service can have carried out a deletion. Thread-safe.
 */
public final class AttemptState {

    private volatile boolean sent;
    private volatile boolean closesConnection;
    private volatile @Nullable Response answer;

    private AttemptState() {}

    /** Creates a factory for calls whose requests carry their progress. */
    public static Call.Factory calls(OkHttpClient client) {
        return request -> client.newCall(
                request.newBuilder().tag(AttemptState.class, new AttemptState()).build());
    }

    /** Returns the progress of the call that has this request. */
    public static AttemptState of(Request request) {
        return Objects.requireNonNull(
                request.tag(AttemptState.class), "the request was not built by AttemptState.calls");
    }

    /**
     * Returns whether the request may have reached the service. Once the call is cancelled or over, false never becomes
     * true.
     */
    public boolean sent() {
        return sent;
    }

    /**
     * Marks an HTTP/1.1 connection to be closed after the answer. HTTP/2 is unaffected, because it assigns answers to
     * streams.
     */
    public void closeConnection() {
        closesConnection = true;
    }

    /** Returns the response as soon as its status and headers arrived. The body must not be read from it. */
    public Optional<Response> answer() {
        return Optional.ofNullable(answer);
    }

    /** Sends the request of an attempt. Called once there is a connection, right before the first byte is written. */
    static Response watch(Interceptor.Chain chain) throws IOException {
        AttemptState progress = of(chain.request());
        progress.sent = true;
        // The check follows the mark. A thread that cancels and then reads the mark finds it set, or else its
        // cancellation is seen here.
        if (chain.call().isCanceled()) {
            progress.sent = false;
            throw new IOException("Canceled");
        }
        try {
            Response response = chain.proceed(progress.request(chain));
            progress.answer = response;
            return response;
        } catch (IOException failure) {
            progress.sent = !wasTurnedAway(failure);
            throw failure;
        }
    }

    private Request request(Interceptor.Chain chain) {
        Connection connection = chain.connection();
        boolean shared = connection != null && connection.protocol() == Protocol.HTTP_2;
        return closesConnection && !shared
                ? chain.request().newBuilder().header("Connection", "close").build()
                : chain.request();
    }

    /**
     * Returns whether HTTP/2 reported that the service did not process the request (RFC 9113, 6.8 and 8.7). The types
     * are compared by name, because they are internal to OkHttp.
     */
    private static boolean wasTurnedAway(IOException failure) {
        String type = failure.getClass().getSimpleName();
        return type.equals("ConnectionShutdownException")
                || (type.equals("StreamResetException")
                        && String.valueOf(failure.getMessage()).contains("REFUSED_STREAM"));
    }
}
