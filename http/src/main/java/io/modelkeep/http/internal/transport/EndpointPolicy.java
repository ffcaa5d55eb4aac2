package io.modelkeep.http.internal.transport;

import io.modelkeep.http.call.EmptyAnswer;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.UnpagedResponse;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Objects;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;
import retrofit2.Response;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.PUT;

/**
 * The policy of a Retrofit method: its route template, and when its requests may be retried.
 *
 * @param route the route template, such as {@code GET preview/models/{model_id}/checkpoints}
 * @param repeat the condition for a retry
 * @param empty whether a success has no body
 */
public record EndpointPolicy(String route, Retryable.When repeat, boolean empty) {

    private static final int SUCCESS = 200;
    private static final int NO_CONTENT = 204;

    /** Returns the policy of the Retrofit method that built a request. */
    public static EndpointPolicy of(Request request) {
        Method method = method(request);
        Retryable repeat =
                Objects.requireNonNull(method.getAnnotation(Retryable.class), () -> method + " lacks @Retryable");
        return new EndpointPolicy(route(method), repeat.value(), isEmpty(method));
    }

    /** Returns whether the answer to a request that Retrofit built is a whole list. */
    public static boolean isUnpaged(Request request) {
        return method(request).isAnnotationPresent(UnpagedResponse.class);
    }

    /** Returns the body of the expected answer, or null. A partial body (206) or a promise (202) is not expected. */
    @SuppressWarnings("unchecked") // the method declares that its body type is that of the empty answer
    public <T> @Nullable T body(Response<T> response) {
        if (response.code() == NO_CONTENT && empty) {
            return (T) EmptyAnswer.EMPTY;
        }
        return response.code() == SUCCESS ? response.body() : null;
    }

    private static boolean isEmpty(Method method) {
        return method.getGenericReturnType() instanceof ParameterizedType call
                && call.getActualTypeArguments()[0] == EmptyAnswer.class;
    }

    private static Method method(Request request) {
        return Objects.requireNonNull(request.tag(Invocation.class), "not a Retrofit request")
                .method();
    }

    private static String route(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            String route = route(annotation);
            if (route != null) {
                return route;
            }
        }
        throw new IllegalStateException(method + " has no HTTP annotation of Retrofit");
    }

    private static @Nullable String route(Annotation annotation) {
        if (annotation instanceof GET get) {
            // A method without a path takes a complete URL, which may contain a signature.
            return "GET " + (get.value().isEmpty() ? "elsewhere" : get.value());
        } else if (annotation instanceof POST post) {
            return "POST " + post.value();
        } else if (annotation instanceof PUT put) {
            return "PUT " + put.value();
        } else if (annotation instanceof PATCH patch) {
            return "PATCH " + patch.value();
        } else if (annotation instanceof DELETE delete) {
            return "DELETE " + delete.value();
        }
        return annotation instanceof HTTP http ? http.method() + ' ' + http.path() : null;
    }
}
