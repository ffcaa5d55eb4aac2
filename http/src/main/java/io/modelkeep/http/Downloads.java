package io.modelkeep.http;

import io.modelkeep.Operation;
import io.modelkeep.config.TimeSource;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Deadline;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.Retryable.When;
import io.modelkeep.http.internal.call.DownloadTarget;
import io.modelkeep.http.internal.retry.RetryingExecutor;
import io.modelkeep.http.internal.transport.AttemptState;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Tag;
import retrofit2.http.Url;

/**
 * A downloader for addresses that carry their own permission, such as presigned URLs. These addresses get no
 * credential, their redirects are not followed, and no message contains them. Thread-safe.
 */
public final class Downloads {

    private static final String PLAIN_IPV4 = "(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}";

    private final RetryingExecutor sender;
    private final TimeSource time;
    private final Duration longest;
    private final boolean loopback;
    private final Storage storage;

    Downloads(OkHttpClient client, RetryingExecutor sender, TimeSource time, Duration longest, HttpUrl baseUrl) {
        this.sender = sender;
        this.time = time;
        this.longest = longest;
        this.loopback = !baseUrl.isHttps();
        this.storage = new Retrofit.Builder()
                .baseUrl(baseUrl)
                .callFactory(AttemptState.calls(client))
                .build()
                .create(Storage.class);
    }

    private interface Storage {

        @Retryable(When.ALWAYS)
        @GET
        Call<ResponseBody> file(@Url String url, @Tag DownloadTarget destination);
    }

    /** Creates the context of a file whose time starts now. */
    public CallContext begin(Operation operation, String subject) {
        return new CallContext(operation, subject, 0, Deadline.in(longest, time), false);
    }

    /**
     * Returns whether a file may be fetched from an address. HTTPS is allowed. HTTP is allowed only on the loopback
     * interface, and only if the service itself uses HTTP there. Addresses with user info, link-local addresses, and
     * hosts written as a number are rejected.
     */
    public boolean allows(String url) {
        URI address;
        try {
            address = new URI(url);
        } catch (URISyntaxException none) {
            return false;
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        HttpUrl parsed = scheme.equals("https") || scheme.equals("http") ? HttpUrl.parse(url) : null;
        // If the authority is missing, OkHttp takes the first part of the path as the host.
        if (parsed == null
                || address.getRawAuthority() == null
                || !parsed.username().isEmpty()
                || !parsed.password().isEmpty()) {
            return false;
        }
        String host = parsed.host();
        boolean here = host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
        // Resolvers read 2852039166 as 169.254.169.254.
        boolean number = host.matches("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?") && !host.matches(PLAIN_IPV4);
        boolean linkLocal = host.startsWith("169.254.") || host.matches("fe[89ab][0-9a-f]:.*");
        return !linkLocal && !number && (parsed.isHttps() || (loopback && here));
    }

    /**
     * Fetches a file into an existing directory, completely or not at all. Failed attempts are retried like reads.
     *
     * @param url an address that is {@linkplain #allows allowed}
     * @param sizeBytes the announced size; a file of any other size is refused
     * @throws IllegalArgumentException the address is not allowed
     * @throws java.io.UncheckedIOException the file cannot be written
     */
    public Reply<?> save(String url, Path target, long sizeBytes, CallContext context) {
        if (!allows(url)) {
            throw new IllegalArgumentException("the address is not allowed; check it with allows(url) first");
        }
        DownloadTarget destination = new DownloadTarget(target, sizeBytes);
        try {
            Reply<ResponseBody> reply = sender.send(storage.file(url, destination), context);
            if (reply.ok()) {
                destination.publish();
            } else {
                destination.unwritable().ifPresent(why -> {
                    throw why;
                });
            }
            return reply;
        } finally {
            destination.end();
        }
    }
}
