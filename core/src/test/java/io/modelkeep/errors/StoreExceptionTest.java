package io.modelkeep.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Failures;
import io.modelkeep.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
    private static final ErrorDetails GONE = ErrorDetails.of("gone");
    private static final String HOSTILE = "x\r\n2026 ERROR forged\u001b[31m\u202e\u2028\u0000";
    private static final String UNSAFE = "[\\p{Cc}\\p{Cf}\\u2028\\u2029]";

    /** The one test of how a message is laid out; all others read accessors. */
    @Test
    void theMessageIsOneSafeLineThatSaysWhereAboutWhatWhyAndWhatTheServiceAnswered() {
        assertThat(new NotFoundException(NOT_FOUND))
                .hasMessage("baseten: get model abc123: not found (HTTP 404, request 7f)");
        assertThat(new UnavailableException(NOT_FOUND.attempts(3)))
                .hasMessage("baseten: get model abc123: not found (HTTP 404, request 7f, 3 attempts)");
        // What is not known is left out.
        assertThat(new NotFoundException(GONE)).hasMessage("gone");
        assertThat(new NotFoundException(GONE.provider("p"))).hasMessage("p: gone");
        assertThat(new NotFoundException(GONE.operation(Operation.LIST_MODELS))).hasMessage("list models: gone");
        assertThat(new NotFoundException(GONE.statusCode(404))).hasMessage("gone (HTTP 404)");
        assertThat(new NotFoundException(GONE.requestId("7f"))).hasMessage("gone (request 7f)");
        assertThat(new NotFoundException(GONE.attempts(1))).hasMessage("gone");
        assertThat(new NotFoundException(GONE.attempts(2))).hasMessage("gone (2 attempts)");
        assertThat(new ConfigurationException(List.of("a", "b"))).hasMessage("configuration: a; b");
        StoreException hostile = new NotFoundException(
                NOT_FOUND.problem(HOSTILE).subject(HOSTILE).requestId(HOSTILE));
        assertThat(hostile.getMessage()).doesNotContainPattern(UNSAFE);
    }

    @Test
    void aHostileServiceCannotForgeALineOrSteerATerminal() {
        StoreException failure = new NotFoundException(ErrorDetails.of(HOSTILE).requestId(HOSTILE));
        assertThat(failure.requestId().orElseThrow()).doesNotContainPattern(UNSAFE);
        InvalidRequestException.FieldError field = new InvalidRequestException.FieldError(HOSTILE, HOSTILE);
        assertThat(field.location()).doesNotContainPattern(UNSAFE);
        assertThat(field.message()).doesNotContainPattern(UNSAFE);
        assertThat(new ConfigurationException(List.of(HOSTILE)).problems())
                .hasSize(1)
                .allSatisfy(problem -> assertThat(problem).doesNotContainPattern(UNSAFE));
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

    static Stream<StoreException> all() {
        return Failures.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void onlyWhatMayPassByItselfIsWorthRepeating(StoreException failure) {
        Set<Class<?>> retryable =
                Set.of(ListChangedException.class, RateLimitedException.class, UnavailableException.class);
        assertThat(failure.retryable()).isEqualTo(retryable.contains(failure.getClass()));
    }

    @Test
    void permanentFailure_isNotRetryable() {
        assertThat(new UnavailableException(NOT_FOUND).retryable()).isTrue();
        assertThat(new UnavailableException(NOT_FOUND.nonRetryable()).retryable())
                .isFalse();
        assertThat(new UnavailableException(NOT_FOUND.nonRetryable(), new IOException("untrusted")).retryable())
                .isFalse();
        assertThat(new UnavailableException(NOT_FOUND.nonRetryable()).toMap()).containsEntry("retryable", false);
    }

    @Test
    void permanentFailure_hasTheSameDetails() {
        StoreException failure = new UnavailableException(Failures.DETAILS.nonRetryable());
        StoreException passing = new UnavailableException(Failures.DETAILS);
        assertThat(failure.getMessage()).isEqualTo(passing.getMessage());
        assertThat(failure.provider()).isEqualTo(passing.provider());
        assertThat(failure.operation()).isEqualTo(passing.operation());
        assertThat(failure.statusCode()).isEqualTo(passing.statusCode());
        assertThat(failure.requestId()).isEqualTo(passing.requestId());
        assertThat(failure.retryAfter()).isEqualTo(passing.retryAfter());
        assertThat(failure.attempts()).isEqualTo(passing.attempts());
    }

    @Test
    void permanentFailure_staysPermanent_withMoreDetails() {
        List<UnaryOperator<ErrorDetails>> changes = List.of(
                details -> details.problem("other"),
                details -> details.provider("other"),
                details -> details.operation(Operation.LIST_MODELS),
                details -> details.subject("other"),
                details -> details.statusCode(503),
                details -> details.requestId("other"),
                details -> details.retryAfter(Duration.ofSeconds(1)),
                details -> details.attempts(9));
        for (UnaryOperator<ErrorDetails> change : changes) {
            assertThat(new UnavailableException(change.apply(NOT_FOUND.nonRetryable())).retryable())
                    .isFalse();
            assertThat(new UnavailableException(change.apply(NOT_FOUND)).retryable())
                    .isTrue();
        }
    }

    @Test
    void refusalWithoutCapabilities_isRejected() {
        assertThatThrownBy(() -> new UnsupportedCapabilityException("fake", Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
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
