package io.modelkeep.http.internal.transport;

import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.http.call.Credential;
import io.modelkeep.spi.CommonKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The access to the network: direct, or through the configured proxy with its login. No service ever receives the
 * login. Immutable.
 */
public final class ProxyAccess {

    private static final String HEADER = "Proxy-Authorization";
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final URI address;
    private final @Nullable Credential login;

    private ProxyAccess(URI address, @Nullable Credential login) {
        this.address = address;
        this.login = login;
    }

    /** Returns the login for the proxy, if one is configured. */
    public static Optional<Credential> login(StoreConfig config) {
        Optional<Secret> user = config.get(CommonKeys.PROXY_USER);
        return config.get(CommonKeys.PROXY_PASSWORD)
                .flatMap(password -> user.map(name -> Credential.basic(name.reveal(), password)));
    }

    static void apply(StoreConfig config, OkHttpClient.Builder client) {
        config.get(CommonKeys.PROXY)
                .ifPresentOrElse(
                        address -> new ProxyAccess(address, login(config).orElse(null)).applyTo(client),
                        () -> client.proxy(Proxy.NO_PROXY));
    }

    private void applyTo(OkHttpClient.Builder client) {
        client.proxy(new Proxy(
                        Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), address.getPort())))
                .proxyAuthenticator(new Login())
                .addNetworkInterceptor(this::plain);
    }

    /**
     * The proxy requires a login, or does not accept the configured one. No part of the request has passed the proxy.
     */
    public static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        RefusedException(String reason) {
            super(reason);
        }
    }

    private RefusedException refused() {
        return new RefusedException(
                login == null
                        ? "the proxy asks for a user and a password; set proxy-user and proxy-password"
                        : "the proxy does not accept proxy-user and proxy-password");
    }

    /** Sends a request. A request that is not encrypted goes to the proxy itself, and carries the login. */
    private Response plain(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        Connection connection = chain.connection();
        if (request.isHttps()
                || connection == null
                || connection.route().proxy().type() != Proxy.Type.HTTP) {
            return chain.proceed(request);
        }
        Response response = chain.proceed(
                login == null
                        ? request
                        : request.newBuilder().header(HEADER, login.header()).build());
        if (response.code() == PROXY_AUTHENTICATION_REQUIRED) {
            response.close();
            throw refused();
        }
        return response;
    }

    /**
     * The authenticator for encrypted requests, which pass through a tunnel. Only the request for the tunnel carries
     * the login.
     */
    private final class Login implements Authenticator {

        @Override
        public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
            Request request = response.request();
            if (!request.method().equals("CONNECT")) {
                // This answer is from the service at the end of the tunnel, not from the proxy.
                return null;
            }
            // OkHttp asks for the login before it sends a request for a tunnel, with a response that it creates itself.
            boolean before = response.challenges().stream()
                    .anyMatch(challenge -> challenge.scheme().equalsIgnoreCase("OkHttp-Preemptive"));
            if (!before || request.header(HEADER) != null) {
                throw refused();
            }
            return login == null
                    ? null
                    : request.newBuilder().header(HEADER, login.header()).build();
        }
    }
}
