package io.modelkeep.http.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
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
public final class AttemptState extends EventListener {

    /** The time that a cancelled request on a shared connection has to end, in milliseconds. */
    private static final long GRACE_MILLIS = 1000;

    private final DirectSocketFactory sockets;
    private final RequestCancellation cancellation = new RequestCancellation();
    private volatile boolean sent;
    private volatile boolean closesConnection;
    private volatile @Nullable Response answer;
    private volatile @Nullable Connection sharedConnection;
    private volatile long requestBytes;
    private volatile long responseBytes;

    private AttemptState(DirectSocketFactory sockets) {
        this.sockets = sockets;
    }

    /** Creates a factory for calls whose requests carry their progress. The client was made by {@link Transport}. */
    public static Call.Factory calls(OkHttpClient client) {
        DirectSocketFactory sockets = (DirectSocketFactory) client.socketFactory();
        return request -> client.newCall(request.newBuilder()
                .tag(AttemptState.class, new AttemptState(sockets))
                .build());
    }

    /** Returns the progress of the call that has this request. */
    public static AttemptState of(Request request) {
        return Objects.requireNonNull(
                request.tag(AttemptState.class), "the request was not built by AttemptState.calls");
    }

    /** Returns the cancellation of this attempt. */
    public RequestCancellation cancellation() {
        return cancellation;
    }

    /** Receives the end of connecting. From now on OkHttp itself notices a cancellation. */
    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        cancellation.connected();
    }

    @Override
    public void requestBodyEnd(Call call, long bytes) {
        requestBytes = bytes;
    }

    @Override
    public void responseBodyEnd(Call call, long bytes) {
        responseBytes = bytes;
    }

    /** Returns the size of the request's body as sent, in bytes. The value is 0 without a body. */
    public long requestBytes() {
        return requestBytes;
    }

    /** Returns the size of the answer's body as received, in bytes. The value is 0 if the body did not end. */
    public long responseBytes() {
        return responseBytes;
    }

    /**
     * Receives the cancellation of the call, by an interrupt, a close or its timeout. On a shared HTTP/2 connection
     * OkHttp ends only the stream of the request. A thread that writes to a peer that reads nothing does not notice
     * that, so the connection is closed if the request does not end.
     */
    @Override
    public void canceled(Call call) {
        cancellation.cancelled();
        Connection shared = sharedConnection;
        if (shared != null) {
            Thread closing = new Thread(() -> closeIfStuck(shared), "modelkeep-request-cancellation");
            closing.setDaemon(true);
            closing.start();
        }
    }

    private void closeIfStuck(Connection shared) {
        try {
            if (!cancellation.awaitEnd(GRACE_MILLIS)) {
                sockets.close(shared.socket().getLocalPort());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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
        Connection connection = chain.connection();
        if (connection != null && connection.protocol() == Protocol.HTTP_2) {
            progress.sharedConnection = connection;
        }
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
        return closesConnection && sharedConnection == null
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
