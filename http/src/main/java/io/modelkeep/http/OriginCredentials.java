package io.modelkeep.http;

import io.modelkeep.Secret;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Adds the credential to requests for the configured origin (scheme, host and port), and to no other. */
final class OriginCredentials implements Interceptor {

    private final HttpUrl origin;
    private final String scheme;
    private final Secret key;

    OriginCredentials(HttpUrl origin, String scheme, Secret key) {
        this.origin = origin;
        this.scheme = scheme;
        this.key = key;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        HttpUrl url = request.url();
        boolean same =
                url.scheme().equals(origin.scheme()) && url.host().equals(origin.host()) && url.port() == origin.port();
        return chain.proceed(
                same
                        ? request.newBuilder()
                                .header("Authorization", scheme + " " + key.reveal())
                                .build()
                        : request);
    }
}
