package io.modelkeep.http.internal.transport;

import java.util.List;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * A filter that renames {@code Retry-After} before OkHttp's own follow-ups read it. OkHttp would send a request again
 * after a 503 with {@code Retry-After: 0}, even a deletion. A large number would make OkHttp throw an unchecked
 * exception.
 */
public final class RetryAfterInterceptor {

    private static final String HIDDEN = "X-Modelkeep-Retry-After";

    private RetryAfterInterceptor() {}

    /** Returns the response with its {@code Retry-After} under another name. */
    static Response in(Response response) {
        List<String> values = response.headers("Retry-After");
        if (values.isEmpty() && response.header(HIDDEN) == null) {
            return response;
        }
        Headers.Builder renamed =
                response.headers().newBuilder().removeAll("Retry-After").removeAll(HIDDEN);
        // An invalid header value is an error of the service, and not a reason to lose the answer.
        values.forEach(value -> renamed.addUnsafeNonAscii(HIDDEN, value));
        return response.newBuilder().headers(renamed.build()).build();
    }

    /** Returns the {@code Retry-After} values that the service sent. */
    public static List<String> values(Response response) {
        return response.headers(HIDDEN);
    }
}
