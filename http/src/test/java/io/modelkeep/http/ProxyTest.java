package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way out is the configured one, and never what the system has set. */
class ProxyTest {

    private static final URI FAR_AWAY = URI.create("http://models.invalid/v1");

    private static String address(MockWebServer proxy) {
        return "http://localhost:" + proxy.getPort();
    }

    @Test
    void theConfiguredProxyCarriesTheRequestsAndResolvesTheName() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(TestService.answer(200, TestService.OK));
            try (ServiceClient client = TestService.client(
                    FAR_AWAY, TestService.config("proxy", address(proxy)).build())) {
                TestApi api = client.endpoints(TestApi.class);
                assertThat(client.send(api.read("i1"), client.begin(Operation.GET_MODEL, "m1"))
                                .ok())
                        .isTrue();
            }
            RecordedRequest request = proxy.takeRequest();
            assertThat(request.getRequestLine()).isEqualTo("GET http://models.invalid/v1/items/i1 HTTP/1.1");
        }
    }

    @Test
    void aTunnelThatTheProxyRefusesLeavesNothingInDoubtAndSeesNoCredential() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(new mockwebserver3.MockResponse.Builder()
                    .inTunnel()
                    .code(407)
                    .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                    .build());
            try (ServiceClient client = TestService.client(
                    URI.create("https://models.invalid/v1"),
                    TestService.config("proxy", address(proxy), "max-attempts", "1")
                            .build())) {
                TestApi api = client.endpoints(TestApi.class);
                Reply<Item> reply = client.send(
                        TestService.call(api, When.IF_NOT_APPLIED), client.begin(Operation.GET_MODEL, "m1"));
                assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
                assertThat(reply.mayBeApplied()).isFalse();
            }
            RecordedRequest connect = proxy.takeRequest();
            assertThat(connect.getMethod()).isEqualTo("CONNECT");
            assertThat(connect.getHeaders().toString()).doesNotContain("Authorization");
            assertThat(connect.getHeaders().get("Authorization")).isNull();
            assertThat(proxy.getRequestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy"})
    void theSystemsProxiesAreNotAsked(String key) throws Exception {
        List<URI> asked = new CopyOnWriteArrayList<>();
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri);
                boolean plainSocket = "socket".equals(uri.getScheme());
                return List.of(new Proxy(
                        plainSocket ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(TestService.answer(200, TestService.OK));
            try (TestService service =
                    key.isEmpty() ? TestService.start() : TestService.start("proxy", address(proxy))) {
                service.enqueue(TestService.answer(200, TestService.OK));
                assertThat(service.send(When.ALWAYS).ok()).isTrue();
            }
            assertThat(asked).isEmpty();
        } finally {
            ProxySelector.setDefault(before);
        }
    }
}
