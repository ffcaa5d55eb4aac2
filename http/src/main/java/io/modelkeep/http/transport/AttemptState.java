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
 * How far one attempt got. Tells apart a request that may have reached the service from one that certainly did not: only the
 * first leaves it open whether a deletion was carried out. Thread-safe.
 */
public final class AttemptState {

    private volatile boolean sent;
    private volatile boolean closesConnection;
    private volatile @Nullable Response answer;

    private AttemptState() {}

    /** Makes calls whose requests carry their progress. */
    public static Call.Factory calls(OkHttpClient client) {
        return request -> client.newCall(
                request.newBuilder().tag(AttemptState.class, new AttemptState()).build());
    }

    /** The progress of the one call that has this request. */
    public static AttemptState of(Request request) {
        return Objects.requireNonNull(request.tag(AttemptState.class), "not a request of ours");
    }

    /** Whether it may have reached the service; once the call is cancelled or over, false stays false. */
    public boolean sent() {
        return sent;
    }

    /** Ends an HTTP/1.1 connection with the answer; HTTP/2 tells the answers of its streams apart. */
    public void closeConnection() {
        closesConnection = true;
    }

    /** Status and headers, as soon as they came; not for reading the body. */
    public Optional<Response> answer() {
        return Optional.ofNullable(answer);
    }

    /** To run once there is a connection, right before the first byte is written. */
    static Response watch(Interceptor.Chain chain) throws IOException {
        AttemptState progress = of(chain.request());
        progress.sent = true;
        // After the mark: whoever cancels and then looks at it either sees it, or is seen here.
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

    /** HTTP/2 says of these that the service did not look at the request (RFC 9113, 6.8 and 8.7); OkHttp's types are internal. */
    private static boolean wasTurnedAway(IOException failure) {
        String type = failure.getClass().getSimpleName();
        return type.equals("ConnectionShutdownException")
                || (type.equals("StreamResetException")
                        && String.valueOf(failure.getMessage()).contains("REFUSED_STREAM"));
    }
}
