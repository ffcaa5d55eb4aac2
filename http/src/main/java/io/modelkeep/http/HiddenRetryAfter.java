package io.modelkeep.http;

import java.io.IOException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Renames {@code Retry-After} before OkHttp's own follow-ups see it: they would send a 503 with {@code Retry-After: 0} again
 * by themselves, also a deletion, and fail on a large number with an unchecked exception.
 */
final class HiddenRetryAfter implements Interceptor {

    private static final String HIDDEN = "X-Modelkeep-Retry-After";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        List<String> values = response.headers("Retry-After");
        Response.Builder renamed =
                response.newBuilder().removeHeader("Retry-After").removeHeader(HIDDEN);
        values.forEach(value -> renamed.addHeader(HIDDEN, value));
        return renamed.build();
    }

    /** The values that the service sent. */
    static List<String> values(Response response) {
        return response.headers(HIDDEN);
    }
}
