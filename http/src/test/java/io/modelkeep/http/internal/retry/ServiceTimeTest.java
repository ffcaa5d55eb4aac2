package io.modelkeep.http.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.http.TestService;
import io.modelkeep.http.VirtualTime;
import io.modelkeep.http.call.Retryable.When;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;

class ServiceTimeTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final String DATE = "Sun, 29 Mar 2026 12:00:00 GMT";

    private final VirtualTime time = new VirtualTime();

    private static MockResponse answer(int status, String... headers) {
        MockResponse.Builder answer = TestService.answer(status, TestService.OK).newBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            answer.addHeader(headers[i], headers[i + 1]);
        }
        return answer.build();
    }

    private TestService service() {
        return TestService.start(TestService.config("max-attempts", "1").timeSource(time));
    }

    @Test
    void itIsEmptyWithoutADate() {
        try (TestService service = service()) {
            service.enqueue(answer(200), answer(200, "Date", "yesterday"));
            service.send(When.ALWAYS);
            service.send(When.ALWAYS);
            assertThat(service.client.serviceTime()).isEmpty();
        }
    }

    @Test
    void itGoesOnAfterTheAnswer() {
        try (TestService service = service()) {
            service.enqueue(answer(200, "Date", DATE));
            service.send(When.ALWAYS);
            assertThat(service.client.serviceTime()).contains(NOON);
            time.pass(Duration.ofMinutes(7));
            assertThat(service.client.serviceTime()).contains(NOON.plusSeconds(420));
        }
    }

    @Test
    void anErrorHasATimeTooAndTheLastOneCounts() {
        try (TestService service = service()) {
            service.enqueue(answer(200, "Date", DATE), answer(503, "Date", "Sun, 29 Mar 2026 12:00:30 GMT"));
            service.send(When.ALWAYS);
            service.send(When.ALWAYS);
            assertThat(service.client.serviceTime()).contains(NOON.plusSeconds(30));
        }
    }

    @Test
    void cachedValue_isIgnored() {
        try (TestService service = service()) {
            service.enqueue(answer(200, "Date", DATE, "Age", "3600"));
            service.send(When.ALWAYS);
            assertThat(service.client.serviceTime()).isEmpty();
        }
    }
}
