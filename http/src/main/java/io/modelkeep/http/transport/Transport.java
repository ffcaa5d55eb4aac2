package io.modelkeep.http.transport;

import io.modelkeep.config.StoreConfig;
import io.modelkeep.http.body.BoundedResponseBodies;
import io.modelkeep.http.body.SavedResponseBodies;
import io.modelkeep.spi.CommonKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Builds an OkHttp client that never repeats, redirects, or answers a challenge on its own, and bounds every body. */
public final class Transport {

    private Transport() {}

    public static OkHttpClient client(
            StoreConfig config, HttpUrl baseUrl, Credential credential, DirectSocketFactory sockets) {
        int concurrency = config.require(CommonKeys.MAX_CONCURRENCY);
        BoundedResponseBodies bodies = new BoundedResponseBodies(config.require(CommonKeys.MAX_RESPONSE_SIZE));
        RequestHeaders headers = new RequestHeaders(baseUrl, credential);
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                // Idle ones are given up before most services and balancers do, for a dead one costs an attempt.
                .connectionPool(new ConnectionPool(concurrency, 20, TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .socketFactory(sockets)
                // TLS in any case, for a service on the loopback interface may name files that are elsewhere.
                .connectionSpecs(
                        baseUrl.isHttps()
                                ? List.of(ConnectionSpec.MODERN_TLS)
                                : List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .connectTimeout(config.require(CommonKeys.CONNECT_TIMEOUT))
                // The attempt's own timeout covers reading and writing; OkHttp's defaults of 10 s would cut in first.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                // OkHttp copies its chain for each interceptor, so that there is one where there could be several.
                .addInterceptor(
                        chain -> bodies.bounded(chain.request(), chain.proceed(headers.addedTo(chain.request()))))
                .addNetworkInterceptor(chain -> RetryAfterInterceptor.in(AttemptState.watch(chain)));
        ProxyAccess.apply(config, client);
        config.get(CommonKeys.TRUST_STORE)
                .ifPresent(file -> TrustStore.read(file).applyTo(client));
        return client.build();
    }

    /** The same connections, for addresses that are no part of the service: no credential, and bodies that go to files. */
    public static OkHttpClient withoutCredential(OkHttpClient client, Duration longestSilence) {
        OkHttpClient.Builder builder = client.newBuilder();
        builder.interceptors().clear();
        return builder.readTimeout(longestSilence)
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        // What was compressed on the way would not have the length that was announced.
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "modelkeep")
                        .build()))
                .addInterceptor(new SavedResponseBodies())
                .build();
    }
}
