package io.modelkeep.http.internal.transport;

import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.UnpagedResponse;
import java.lang.reflect.Method;
import java.util.Objects;
import okhttp3.Request;
import retrofit2.Invocation;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.POST;

/**
 * The policy of a Retrofit method: its route template, and when its requests may be retried.
 *
 * @param route the route template, such as {@code GET preview/models/{model_id}/checkpoints}
 * @param repeat the condition for a retry
 */
public record EndpointPolicy(String route, Retryable.When repeat) {

    /** Returns the policy of the Retrofit method that built a request. */
    public static EndpointPolicy of(Request request) {
        Method method = method(request);
        Retryable repeat =
                Objects.requireNonNull(method.getAnnotation(Retryable.class), () -> method + " lacks @Retryable");
        return new EndpointPolicy(route(method), repeat.value());
    }

    /** Returns whether the answer to a request that Retrofit built is a whole list. */
    public static boolean isUnpaged(Request request) {
        return method(request).isAnnotationPresent(UnpagedResponse.class);
    }

    private static Method method(Request request) {
        return Objects.requireNonNull(request.tag(Invocation.class), "not a Retrofit request")
                .method();
    }

    private static String route(Method method) {
        GET get = method.getAnnotation(GET.class);
        POST post = method.getAnnotation(POST.class);
        DELETE delete = method.getAnnotation(DELETE.class);
        HTTP http = method.getAnnotation(HTTP.class);
        if (get != null) {
            // A method without a path takes a complete URL, which may contain a signature.
            return "GET " + (get.value().isEmpty() ? "elsewhere" : get.value());
        }
        if (post != null) {
            return "POST " + post.value();
        }
        if (delete != null) {
            return "DELETE " + delete.value();
        }
        return Objects.requireNonNull(http, () -> method + " has no HTTP annotation")
                        .method()
                + ' '
                + http.path();
    }
}
