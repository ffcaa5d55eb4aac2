package io.modelkeep.http.call;

import java.lang.reflect.Method;
import java.util.Objects;
import okhttp3.Request;
import retrofit2.Invocation;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.POST;

/**
 * What a Retrofit method says of itself: its route template, and when it may be repeated.
 *
 * @param route such as {@code GET preview/models/{model_id}/checkpoints}
 */
public record EndpointPolicy(String route, Retryable.When repeat) {

    /** The endpoint of a request that Retrofit built. */
    public static EndpointPolicy of(Request request) {
        Method method = method(request);
        Retryable repeat =
                Objects.requireNonNull(method.getAnnotation(Retryable.class), () -> method + " lacks @Repeat");
        return new EndpointPolicy(route(method), repeat.value());
    }

    /** Whether the answer to a request that Retrofit built is a whole list. */
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
            // A method without a path is given a whole address, which may hold a signature.
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
