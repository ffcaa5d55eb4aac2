package io.modelkeep.http.internal.transport;

import io.modelkeep.config.StoreConfig;
import io.modelkeep.http.call.Credential;
import io.modelkeep.spi.CommonKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * A builder of OkHttp clients that never retry, follow redirects, or answer challenges by themselves, and that limit
 * every body.
 */
public final class Transport {

    private Transport() {}

    public static OkHttpClient client(
            StoreConfig config, HttpUrl baseUrl, Credential credential, DirectSocketFactory sockets, Dns dns) {
        int concurrency = config.require(CommonKeys.MAX_CONCURRENCY);
        BoundedResponseBodies bodies = new BoundedResponseBodies(config.require(CommonKeys.MAX_RESPONSE_SIZE));
        RequestHeaders headers = new RequestHeaders(baseUrl, credential);
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                // Idle connections are closed earlier than most services and load balancers do, because a dead one
                // costs an attempt.
                .connectionPool(new ConnectionPool(concurrency, 20, TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                // Addresses are tried on the caller's thread. OkHttp's parallel attempts would use other threads.
                .fastFallback(false)
                .dns(dns)
                .eventListenerFactory(call -> AttemptState.of(call.request()))
                .socketFactory(sockets)
                // TLS is always allowed, because a service on the loopback interface may refer to files on other hosts.
                .connectionSpecs(
                        baseUrl.isHttps()
                                ? List.of(ConnectionSpec.MODERN_TLS)
                                : List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .connectTimeout(config.require(CommonKeys.CONNECT_TIMEOUT))
                // The attempt's own timeout covers reading and writing. OkHttp's defaults of 10 s would expire first.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                // There is one interceptor instead of several, because OkHttp copies its chain for each interceptor.
                .addInterceptor(
                        chain -> bodies.bounded(chain.request(), chain.proceed(headers.addedTo(chain.request()))))
                .addNetworkInterceptor(chain -> RetryAfterInterceptor.in(AttemptState.watch(chain)));
        ProxyAccess.apply(config, client);
        config.get(CommonKeys.TRUST_STORE)
                .ifPresent(file -> TrustStore.read(file).applyTo(client));
        return client.build();
    }

    /**
     * Creates a client with the same connections for addresses outside the service. Requests carry no credential, and
     * bodies are saved to files.
     *
     * @param longestSilence the longest silence while a body is read
     */
    public static OkHttpClient withoutCredential(OkHttpClient client, Duration longestSilence) {
        OkHttpClient.Builder builder = client.newBuilder();
        builder.interceptors().clear();
        return builder.readTimeout(longestSilence)
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        // A compressed body would not have the announced length.
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "modelkeep")
                        .build()))
                .addInterceptor(new SavedResponseBodies())
                .build();
    }
}
