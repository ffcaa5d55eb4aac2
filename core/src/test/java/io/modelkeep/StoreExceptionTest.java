package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreExceptionTest {

    private static final ErrorDetails NOT_FOUND = ErrorDetails.of("not found")
            .provider("baseten")
            .operation(Operation.GET_MODEL)
            .subject("abc123")
            .statusCode(404)
            .requestId("7f");

    @Test
    void theMessageSaysWhereAboutWhatWhyAndWhatTheServiceAnswered() {
        assertThat(new NotFoundException(NOT_FOUND))
                .hasMessage("baseten: get model abc123: not found (HTTP 404, request 7f)");
        assertThat(new UnavailableException(NOT_FOUND.attempts(3)))
                .hasMessage("baseten: get model abc123: not found (HTTP 404, request 7f, 3 attempts)");
    }

    @Test
    void whatIsNotKnownIsLeftOutOfTheMessage() {
        assertThat(new NotFoundException(ErrorDetails.of("gone"))).hasMessage("gone");
        assertThat(new NotFoundException(ErrorDetails.of("gone").provider("p"))).hasMessage("p: gone");
        assertThat(new NotFoundException(ErrorDetails.of("gone").operation(Operation.LIST_MODELS)))
                .hasMessage("list models: gone");
        assertThat(new NotFoundException(ErrorDetails.of("gone").statusCode(404)))
                .hasMessage("gone (HTTP 404)");
        assertThat(new NotFoundException(ErrorDetails.of("gone").requestId("7f")))
                .hasMessage("gone (request 7f)");
        assertThat(new NotFoundException(ErrorDetails.of("gone").attempts(1))).hasMessage("gone");
        assertThat(new NotFoundException(ErrorDetails.of("gone").attempts(2))).hasMessage("gone (2 attempts)");
    }

    @Test
    void aHostileServiceCannotForgeALineOrSteerATerminal() {
        String hostile = "x\r\n2026 ERROR forged\u001b[31m\u202e\u2028\u0000";
        StoreException failure = new NotFoundException(ErrorDetails.of(hostile)
                .provider("p")
                .operation(Operation.GET_MODEL)
                .subject(hostile)
                .requestId(hostile));
        assertThat(failure.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
        assertThat(failure.requestId().orElseThrow()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
        InvalidRequestException.FieldError field = new InvalidRequestException.FieldError(hostile, hostile);
        assertThat(field.toString()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
    }

    @Test
    void anEndlessAnswerIsCut() {
        String endless = "x".repeat(1_000_000);
        StoreException failure = new NotFoundException(ErrorDetails.of(endless).requestId(endless));
        assertThat(failure.getMessage()).hasSizeLessThanOrEqualTo(4096);
        assertThat(failure.requestId().orElseThrow()).hasSizeLessThanOrEqualTo(128);
        assertThat(new InvalidRequestException.FieldError("body", endless).message())
                .hasSize(512);
    }

    @Test
    void theMapHoldsPlainValuesUnderFixedNames() {
        RateLimitedException failure = new RateLimitedException(
                NOT_FOUND.statusCode(429).retryAfter(Duration.ofSeconds(2)).attempts(3));
        assertThat(failure.toMap().keySet())
                .containsExactly(
                        "error", "message", "retryable", "statusCode", "requestId", "retryAfterMillis", "attempts");
        assertThat(failure.toMap())
                .containsEntry("error", "RateLimitedException")
                .containsEntry("message", failure.getMessage())
                .containsEntry("retryable", true)
                .containsEntry("statusCode", 429)
                .containsEntry("requestId", "7f")
                .containsEntry("retryAfterMillis", 2000L)
                .containsEntry("attempts", 3);
        assertThat(new NotFoundException(ErrorDetails.of("gone")).toMap())
                .isEqualTo(Map.of("error", "NotFoundException", "message", "gone", "retryable", false));
    }

    @Test
    void anAbsurdWaitDoesNotBreakTheMap() {
        RateLimitedException failure =
                new RateLimitedException(ErrorDetails.of("slow down").retryAfter(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(failure.toMap()).containsEntry("retryAfterMillis", Long.MAX_VALUE);
    }

    static java.util.stream.Stream<StoreException> all() {
        return Failures.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void onlyWhatMayPassByItselfIsWorthRepeating(StoreException failure) {
        Set<Class<?>> retryable = Set.of(RateLimitedException.class, UnavailableException.class);
        assertThat(failure.retryable()).isEqualTo(retryable.contains(failure.getClass()));
    }

    @Test
    void everyTypeIsAmongTheExamples() {
        assertThat(Failures.all().<Class<?>>map(StoreException::getClass))
                .containsExactlyInAnyOrder(StoreException.class.getPermittedSubclasses());
    }

    @Test
    void detailsAreChangedByCopyOnly() {
        assertThat(new NotFoundException(NOT_FOUND).attempts()).isZero();
        assertThat(new NotFoundException(NOT_FOUND.attempts(5)).attempts()).isEqualTo(5);
        assertThat(new NotFoundException(NOT_FOUND).attempts()).isZero();
    }
}
