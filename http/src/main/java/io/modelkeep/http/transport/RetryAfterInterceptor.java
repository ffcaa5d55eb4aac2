package io.modelkeep.http.transport;

import java.util.List;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * Renames {@code Retry-After} before OkHttp's own follow-ups see it: they would send a 503 with {@code Retry-After: 0} again
 * by themselves, also a deletion, and fail on a large number with an unchecked exception.
 */
public final class RetryAfterInterceptor {

    private static final String HIDDEN = "X-Modelkeep-Retry-After";

    private RetryAfterInterceptor() {}

    /** The answer with its {@code Retry-After} under another name. */
    static Response in(Response response) {
        List<String> values = response.headers("Retry-After");
        if (values.isEmpty() && response.header(HIDDEN) == null) {
            return response;
        }
        Headers.Builder renamed =
                response.headers().newBuilder().removeAll("Retry-After").removeAll(HIDDEN);
        // A value that no header should have is the service's affair, and no reason to lose its answer.
        values.forEach(value -> renamed.addUnsafeNonAscii(HIDDEN, value));
        return response.newBuilder().headers(renamed.build()).build();
    }

    /** The values that the service sent. */
    public static List<String> values(Response response) {
        return response.headers(HIDDEN);
    }
}
