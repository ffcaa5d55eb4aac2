package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The user and password of a proxy go to the proxy and to nothing else. */
class ProxyLoginTest {

    private static final String PASSWORD = "pr0xy-canary-77";
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final HeldCertificate CERTIFICATE = TlsTest.certificate("models.invalid");
    private static final URI PLAIN = URI.create("http://models.invalid/v1");
    private static final URI ENCRYPTED = URI.create("https://models.invalid/v1");

    @TempDir
    Path folder;

    private final MockWebServer proxy = TlsTest.server(CERTIFICATE);

    private StoreConfig config(String... login) throws IOException {
        Path trusted = Files.writeString(folder.resolve("trusted.pem"), CERTIFICATE.certificatePem());
        StoreConfig.Builder config = TestService.config(login)
                .set("proxy", "http://localhost:" + proxy.getPort())
                .set("trust-store", trusted.toString())
                .timeSource(new RecordingSleeper());
        return config.build();
    }

    private StoreConfig withLogin() throws IOException {
        return config("proxy-user", "user", "proxy-password", PASSWORD);
    }

    private static Reply<Item> send(URI url, StoreConfig config, When rule) {
        try (ServiceClient client = TestService.client(url, config)) {
            return client.send(
                    TestService.call(client.endpoints(TestApi.class), rule), client.begin(Operation.GET_MODEL, "m1"));
        }
    }

    private static MockResponse.Builder refusal() {
        return new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                .body("{\"detail\": \"who is user " + PASSWORD + "\"}");
    }

    private static void assertRefused(Reply<?> reply, String reason) {
        assertThat(reply.failure()).isInstanceOf(UnavailableException.class).hasMessageContaining(reason);
        assertThat(reply.failure().statusCode()).hasValue(407);
        assertThat(reply.failure().retryable()).isFalse();
        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.mayBeApplied()).isFalse();
        assertThat(reply.attempts()).isEqualTo(1);
        assertThat(RecordedEvents.everything(reply.failure())).doesNotContain("canary", LOGIN.substring(6));
    }

    @Test
    void aTunnelIsOpenedWithTheLoginAndTheServiceSeesNothingOfIt() throws Exception {
        try (proxy) {
            TestService.started(proxy);
            proxy.enqueue(new MockResponse.Builder().inTunnel().build());
            proxy.enqueue(TestService.answer(200, TestService.OK));

            assertThat(send(ENCRYPTED, withLogin(), When.ALWAYS).ok()).isTrue();

            RecordedRequest connect = proxy.takeRequest();
            assertThat(connect.getMethod()).isEqualTo("CONNECT");
            assertThat(connect.getHeaders().values("Proxy-Authorization")).containsExactly(LOGIN);
            assertThat(connect.getHeaders().get("Authorization")).isNull();
            RecordedRequest request = proxy.takeRequest();
            assertThat(request.getHeaders().get("Proxy-Authorization")).isNull();
            assertThat(request.getHeaders().toString()).doesNotContain("canary-77");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TestService.KEY);
        }
    }

    @Test
    void aPlainRequestBringsTheLoginToTheProxy() throws Exception {
        try (MockWebServer plain = new MockWebServer()) {
            TestService.started(plain);
            plain.enqueue(TestService.answer(200, TestService.OK));
            StoreConfig config = TestService.config(
                            "proxy-user",
                            "user",
                            "proxy-password",
                            PASSWORD,
                            "proxy",
                            "http://localhost:" + plain.getPort())
                    .build();

            assertThat(send(PLAIN, config, When.ALWAYS).ok()).isTrue();

            assertThat(plain.takeRequest().getHeaders().values("Proxy-Authorization"))
                    .containsExactly(LOGIN);
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void aProxyThatRefusesTheLoginIsAskedOnce(When rule) throws Exception {
        try (proxy) {
            TestService.started(proxy);
            proxy.enqueue(refusal().inTunnel().build());

            assertRefused(send(ENCRYPTED, withLogin(), rule), "does not accept proxy-user and proxy-password");

            assertThat(proxy.getRequestCount()).isEqualTo(1);
        }
        try (MockWebServer plain = new MockWebServer()) {
            TestService.started(plain);
            plain.enqueue(refusal().build());
            StoreConfig config = TestService.config(
                            "proxy-user",
                            "user",
                            "proxy-password",
                            PASSWORD,
                            "proxy",
                            "http://localhost:" + plain.getPort())
                    .build();

            assertRefused(send(PLAIN, config, rule), "does not accept proxy-user and proxy-password");

            assertThat(plain.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void aProxyThatAsksForALoginSaysWhichSettingsHaveIt() throws Exception {
        try (proxy) {
            TestService.started(proxy);
            proxy.enqueue(refusal().inTunnel().build());

            assertRefused(send(ENCRYPTED, config(), When.ALWAYS), "set proxy-user and proxy-password");

            RecordedRequest connect = proxy.takeRequest();
            assertThat(connect.getHeaders().get("Proxy-Authorization")).isNull();
            assertThat(proxy.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatAsksForTheLoginThroughTheTunnelDoesNotGetIt() throws Exception {
        for (String scheme : List.of("Basic realm=\"x\"", "OkHttp-Preemptive")) {
            try (MockWebServer server = TlsTest.server(CERTIFICATE)) {
                TestService.started(server);
                server.enqueue(new MockResponse.Builder().inTunnel().build());
                server.enqueue(refusal().setHeader("Proxy-Authenticate", scheme).build());
                Path trusted = Files.writeString(folder.resolve("trusted.pem"), CERTIFICATE.certificatePem());
                StoreConfig config = TestService.config(
                                "proxy-user",
                                "user",
                                "proxy-password",
                                PASSWORD,
                                "proxy",
                                "http://localhost:" + server.getPort(),
                                "trust-store",
                                trusted.toString())
                        .build();

                Reply<Item> reply = send(ENCRYPTED, config, When.ALWAYS);

                assertThat(reply.ok()).isFalse();
                assertThat(RecordedEvents.everything(reply.failure())).doesNotContain("canary");
                assertThat(server.getRequestCount()).isEqualTo(2);
                server.takeRequest();
                assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization"))
                        .isNull();
            }
        }
    }
}
