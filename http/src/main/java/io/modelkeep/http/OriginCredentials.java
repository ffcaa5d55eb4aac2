package io.modelkeep.http;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Adds the credential to requests for the configured origin (scheme, host and port), and to no other. */
final class OriginCredentials implements Interceptor {

    private final HttpUrl origin;
    private final Credential credential;

    OriginCredentials(HttpUrl origin, Credential credential) {
        this.origin = origin;
        this.credential = credential;
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
                                .header("Authorization", credential.header())
                                .build()
                        : request);
    }
}
