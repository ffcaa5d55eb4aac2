package io.modelkeep.http.internal.transport;

import io.modelkeep.http.call.Credential;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** The headers of every request. The credential is added only for the configured origin (scheme, host and port). */
final class RequestHeaders {

    private final HttpUrl origin;
    private final Credential credential;

    RequestHeaders(HttpUrl origin, Credential credential) {
        this.origin = origin;
        this.credential = credential;
    }

    Request addedTo(Request request) {
        Request.Builder complete =
                request.newBuilder().header("Accept", "application/json").header("User-Agent", "modelkeep");
        if (isForOrigin(request.url())) {
            complete.header("Authorization", credential.header());
        }
        return complete.build();
    }

    private boolean isForOrigin(HttpUrl url) {
        return url.scheme().equals(origin.scheme()) && url.host().equals(origin.host()) && url.port() == origin.port();
    }
}
