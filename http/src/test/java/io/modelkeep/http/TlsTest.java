package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a server with a trusted certificate for its name is spoken to; which ones are trusted can be set. */
class TlsTest {

    private static final HeldCertificate LOCALHOST = certificate("localhost");

    @TempDir
    Path folder;

    static HeldCertificate certificate(String host) {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName(host)
                .commonName("a modelkeep test")
                .duration(1, TimeUnit.DAYS)
                .build();
    }

    static MockWebServer server(HeldCertificate certificate) {
        MockWebServer server = new MockWebServer();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        return server;
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Path pem(HeldCertificate certificate) throws IOException {
        return file("trusted.pem", "# a comment\n" + certificate.certificatePem());
    }

    private Path store(String type, char[] password, X509Certificate... certificates) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("entry-" + store.size(), certificate);
        }
        Path file = folder.resolve("trusted." + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void untrustedServer_isTriedOnce_andReceivesNoCredential(When rule) {
        try (TestService service = TestService.start(server(LOCALHOST))) {
            assertTurnedDown(service, service.send(rule));
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void aCertificateForAnotherHostIsNotAccepted(When rule) throws IOException {
        HeldCertificate other = certificate("example.com");
        try (TestService service =
                TestService.start(server(other), "trust-store", pem(other).toString())) {
            assertTurnedDown(service, service.send(rule));
        }
    }

    private static void assertTurnedDown(TestService service, Reply<Item> reply) {
        assertThat(reply.attempts()).isEqualTo(1);
        assertThat(reply.failure().retryable()).isFalse();
        assertThat(reply.mayBeApplied()).isFalse();
        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.failure()).isInstanceOf(UnavailableException.class).hasCauseInstanceOf(IOException.class);
        assertThat(reply.failure()).hasRootCauseInstanceOf(Exception.class);
        assertThat(reply.failure().getCause())
                .satisfies(cause -> assertThat(causes(cause)).anyMatch(SSLException.class::isInstance));
        assertThat(service.server.getRequestCount()).isZero();
    }

    private static List<Throwable> causes(@Nullable Throwable first) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = first; t != null; t = t.getCause()) {
            causes.add(t);
        }
        return causes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
    void aTrustedServerIsSpokenTo(Protocol protocol) throws IOException {
        MockWebServer server = server(LOCALHOST);
        server.setProtocols(
                protocol == Protocol.HTTP_2 ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(protocol));
        try (TestService service =
                TestService.start(server, "trust-store", pem(LOCALHOST).toString())) {
            service.enqueue(TestService.answer(200, TestService.OK));
            assertThat(service.send(When.ALWAYS).ok()).isTrue();
            assertThat(service.takeRequest().getVersion())
                    .isEqualTo(protocol == Protocol.HTTP_2 ? "HTTP/2" : "HTTP/1.1");
        }
    }

    @Test
    void aStreamThatHttp2TurnsAwayLeavesNothingInDoubtAndIsSentAgain() throws IOException {
        int refusedStream = 7;
        try (TestService service = TestService.start(
                server(LOCALHOST), "trust-store", pem(LOCALHOST).toString())) {
            service.enqueue(
                    TestService.answer(200, TestService.OK),
                    new MockResponse.Builder()
                            .onRequestStart(new SocketEffect.CloseStream(refusedStream))
                            .build(),
                    TestService.answer(200, TestService.OK));
            service.send(When.ALWAYS);
            Reply<Item> deleted = service.send(When.IF_NOT_APPLIED);
            assertThat(deleted.ok()).isTrue();
            assertThat(deleted.attempts()).isEqualTo(2);
            assertThat(deleted.mayBeApplied()).isFalse();
        }
    }

    @Test
    void aStreamThatHttp2ResetsOtherwiseLeavesADeletionInDoubt() throws IOException {
        int internalError = 2;
        try (TestService service = TestService.start(
                server(LOCALHOST), "trust-store", pem(LOCALHOST).toString())) {
            service.enqueue(
                    TestService.answer(200, TestService.OK),
                    new MockResponse.Builder()
                            .onRequestStart(new SocketEffect.CloseStream(internalError))
                            .build(),
                    TestService.answer(200, TestService.OK));
            service.send(When.ALWAYS);
            Reply<Item> deleted = service.send(When.IF_NOT_APPLIED);
            assertThat(deleted.attempts()).isEqualTo(1);
            assertThat(deleted.mayBeApplied()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aStoreWhoseCertificatesNeedNoPasswordIsTrusted(String type) throws Exception {
        String protection = "keystore.pkcs12.certProtectionAlgorithm";
        System.setProperty(protection, "NONE");
        Path store;
        try {
            store = store(type, "changeit".toCharArray(), certificate("other").certificate(), LOCALHOST.certificate());
        } finally {
            System.clearProperty(protection);
        }
        try (TestService service = TestService.start(server(LOCALHOST), "trust-store", store.toString())) {
            service.enqueue(TestService.answer(200, TestService.OK));
            assertThat(service.send(When.ALWAYS).ok()).isTrue();
        }
    }

    @Test
    void aPemFileMayHoldSeveralCertificates() throws Exception {
        Path bundle = file(
                "bundle.pem",
                "Subject: one\n" + certificate("other").certificatePem() + "\nSubject: two\n"
                        + LOCALHOST.certificatePem());
        try (TestService service = TestService.start(server(LOCALHOST), "trust-store", bundle.toString())) {
            service.enqueue(TestService.answer(200, TestService.OK));
            assertThat(service.send(When.ALWAYS).ok()).isTrue();
        }
    }

    @Test
    void trustStore_replacesTheSystemsCertificates() throws Exception {
        Path other = pem(certificate("other"));
        try (TestService service = TestService.start(server(LOCALHOST), "trust-store", other.toString())) {
            assertTurnedDown(service, service.send(When.ALWAYS));
        }
    }

    @Test
    void anUnusableTrustStoreIsAProblemOfTheConfiguration() throws Exception {
        List<Path> unusable = List.of(
                file("empty", ""),
                file("garbage", "no certificate at all"),
                file("cut.pem", LOCALHOST.certificatePem().substring(0, 200)),
                file("wrong.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
                file("key.pem", LOCALHOST.privateKeyPkcs8Pem()),
                store("JKS", "changeit".toCharArray()),
                store("PKCS12", "secret".toCharArray(), LOCALHOST.certificate()));
        for (Path file : unusable) {
            StoreConfig config =
                    TestService.config("trust-store", file.toString()).build();
            assertThatThrownBy(() -> TestService.client(URI.create("https://localhost/v1"), config))
                    .as("%s", file.getFileName())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("trust-store")
                    .hasMessageContaining(String.valueOf(file.getFileName()));
        }
    }
}
