package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Operation;
import io.modelkeep.http.call.CallContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that names an address does not thereby choose what this machine asks, and how. */
class DownloadAddressesTest {

    private static boolean allowed(String baseUrl, String url) {
        try (ServiceClient client =
                TestService.client(URI.create(baseUrl), TestService.config().build())) {
            return client.downloads(Duration.ofSeconds(1)).allows(url);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://storage.example/bucket/x?X-Signature=a%2Fb&X-Expires=1",
                "https://storage.example",
                "https://storage.example:8443/x",
                "HTTPS://STORAGE.EXAMPLE/x",
                "https://my_bucket.storage.example/x",
                "https://xn--bcher-kva.example/x",
                "https://10.0.0.1/x",
                "https://127.0.0.1/x",
                "https://[2001:db8::1]/x",
                "https://1password.example/x",
                "https://storage.example/169.254.169.254/user@host"
            })
    void httpsIsAllowedWhereverTheServiceIs(String url) {
        assertThat(allowed("https://api.example", url)).isTrue();
        assertThat(allowed("http://localhost:8080", url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/x",
                "http://localhost:9000/x?y=z",
                "HTTP://LOCALHOST/x",
                "http://127.0.0.1:9000/x",
                "http://127.8.8.8/x",
                "http://[::1]:9000/x"
            })
    void httpIsAllowedOnTheLoopbackInterfaceBesideAServiceThatIsThere(String url) {
        assertThat(allowed("http://localhost:8080", url)).isTrue();
        assertThat(allowed("http://127.0.0.1:8080", url)).isTrue();
        assertThat(allowed("https://api.example", url)).isFalse();
        assertThat(allowed("https://localhost:8443", url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://storage.example/x",
                "http://10.0.0.1/x",
                "http://0.0.0.0/x",
                "http://localhost.evil.example/x",
                "http://127.0.0.1.evil.example/x",
                "http://evil.example/localhost",
                "http://evil.example#localhost",
                "http://127.1/x",
                "http://2130706433/x",
                "http://[::2]/x",
                "https://user@storage.example/x",
                "https://user:word@storage.example/x",
                "https://:word@storage.example/x",
                "https://storage.example@169.254.169.254/x",
                "https://169.254.169.254/latest/meta-data",
                "https://169.254.169.254./x",
                "https://169.254.0.1:8443/x",
                "https://[fe80::1]/x",
                "https://[FE80::1]/x",
                "https://[febf::1]/x",
                "https://[::ffff:169.254.169.254]/x",
                "https://[::ffff:a9fe:a9fe]/x",
                "https://2852039166/x",
                "https://0xa9fea9fe/x",
                "https://0XA9FEA9FE/x",
                "https://169.16689662/x",
                "https://169.0254.169.254/x",
                "https://0251.0376.0251.0376/x",
                "https://%31%36%39.254.169.254/x",
                "https://１６９.254.169.254/x",
                "ftp://storage.example/x",
                "file:///etc/passwd",
                "jar:https://storage.example/x.jar!/y",
                "s3://bucket/x",
                "ws://localhost/x",
                "data:,x",
                "//storage.example/x",
                "/bucket/x",
                "bucket/x",
                "storage.example/x",
                "https:",
                "https://",
                "https:///x",
                "https://:443/x",
                "https://storage.example:99999/x",
                "https://storage.example/a b",
                " https://storage.example/x",
                "https://storage.example/x\n",
                "https://stor\tage.example/x",
                "https:\\\\storage.example\\x",
                "https://storage.example\\@evil.example/x",
                "https://storage.example/%zz",
                "https://stor age.example/x",
                "?",
                ""
            })
    void anythingElseIsNot(String url) {
        assertThat(allowed("http://localhost:8080", url)).isFalse();
        assertThat(allowed("https://api.example", url)).isFalse();
    }

    @Test
    void forbiddenAddress_isNeitherRequestedNorReported(@TempDir Path directory) {
        try (Storage storage = Storage.start(directory)) {
            String url = storage.url().replace("http://", "http://user-canary@");
            assertThatThrownBy(() -> storage.save(url, storage.target, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(thrown -> assertThat(thrown.toString()).doesNotContainIgnoringCase("canary"));
            assertThat(storage.server.getRequestCount()).isZero();
            assertThat(storage.service.listener.events).isEmpty();
        }
    }

    @Test
    void aContextKnowsItsOperationAndItsTime() {
        VirtualTime time = new VirtualTime();
        try (ServiceClient client = TestService.client(
                URI.create("https://api.example"),
                TestService.config().timeSource(time).build())) {
            CallContext context = client.downloads(Duration.ofHours(2)).begin(Operation.DOWNLOAD_CHECKPOINT, "c1");
            time.pass(Duration.ofHours(1));
            assertThat(context.deadline().remaining()).isEqualTo(Duration.ofHours(1));
            assertThat(context.operation()).isEqualTo(Operation.DOWNLOAD_CHECKPOINT);
            assertThat(context.attemptsBefore()).isZero();
        }
    }
}
