package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches whose answers hold only counts never share an HTTP/1.1 connection with the request after them. */
class OwnConnectionTest {

    private static final MockResponse OK = TestService.answer(200, TestService.OK);

    private static RecordedRequest send(TestService service, CallContext context) {
        assertThat(service.client.send(service.call(When.ALWAYS), context).ok()).isTrue();
        return service.takeRequest();
    }

    @Test
    void theNextRequestTakesAnotherConnection() {
        try (TestService service = TestService.start()) {
            service.enqueue(OK, OK, OK, OK);
            RecordedRequest plain = send(service, service.begin());
            RecordedRequest batch = send(service, service.begin().onOwnConnection());
            RecordedRequest next =
                    send(service, service.begin().onOwnConnection().after(0));
            RecordedRequest last = send(service, service.begin());
            assertThat(List.of(plain, batch, next, last))
                    .extracting(RecordedRequest::getConnectionIndex)
                    .containsExactly(0, 0, 1, 2);
            assertThat(List.of(plain, batch, next, last))
                    .extracting(request -> request.getHeaders().get("Connection"))
                    .containsExactly("Keep-Alive", "close", "close", "Keep-Alive");
        }
    }

    @Test
    void anHttp2ConnectionIsKept(@TempDir Path folder) throws IOException {
        HeldCertificate certificate = TlsTest.certificate("localhost");
        Path trusted = Files.writeString(folder.resolve("trusted.pem"), certificate.certificatePem());
        try (TestService service = TestService.start(TlsTest.server(certificate), "trust-store", trusted.toString())) {
            service.enqueue(OK, OK);
            RecordedRequest batch = send(service, service.begin().onOwnConnection());
            RecordedRequest next = send(service, service.begin().onOwnConnection());
            assertThat(batch.getVersion()).isEqualTo("HTTP/2");
            assertThat(List.of(batch, next))
                    .extracting(RecordedRequest::getConnectionIndex)
                    .containsExactly(0, 0);
        }
    }
}
