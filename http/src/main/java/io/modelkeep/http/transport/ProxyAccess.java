package io.modelkeep.http.transport;

import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
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

/** The way out: straight, or through the configured proxy with what that asks for, which no service ever sees. Immutable. */
public final class ProxyAccess {

    private static final String HEADER = "Proxy-Authorization";
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final URI address;
    private final @Nullable Credential login;

    private ProxyAccess(URI address, @Nullable Credential login) {
        this.address = address;
        this.login = login;
    }

    /** What a proxy asks for, if it is configured. */
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

    /** The proxy wants another user or password, or any at all; nothing of the request has passed it. */
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

    /** A request that is not encrypted goes to the proxy itself, and brings the login along. */
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

    /** An encrypted one goes through a tunnel: only the request for that is for the proxy. */
    private final class Login implements Authenticator {

        @Override
        public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
            Request request = response.request();
            if (!request.method().equals("CONNECT")) {
                // The service itself says this, from the end of the tunnel.
                return null;
            }
            // OkHttp asks before it sends one, with an answer that it made up.
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
