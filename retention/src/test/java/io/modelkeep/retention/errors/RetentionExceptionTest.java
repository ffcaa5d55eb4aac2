package io.modelkeep.retention.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ScopeExceededException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetentionExceptionTest {

    /** An exception of each type, with this message. */
    static Stream<RetentionException> each(String message) {
        List<String> lines = List.of(message, "second");
        return Stream.of(
                new AlarmException(message, new ScopeExceededException(ErrorDetails.of(message), 1, 2)),
                new AlarmException("alarms", lines),
                new AuditAccessException(message, new IllegalStateException("cause")),
                new AuditLockedException(message, new IllegalStateException("cause")),
                new ClockSkewException(message),
                new DeletionLimitExceededException(message),
                new DriftException("drift", lines),
                new IncompleteExecutionException(
                        Map.of(DeleteOutcome.UNKNOWN, 2L), new IllegalArgumentException(message)),
                new InvalidAuditException(message),
                new InvalidPlanException(message),
                new InvalidPolicyException(lines),
                new InvalidPolicyException(message, new IllegalStateException("cause")),
                new LatestUndeterminedException(message),
                new MetricMissingException(message),
                new PlanTooLargeException(message),
                new PolicyMismatchException(message),
                new PolicyNotEvaluableException(message),
                new PolicyNotEvaluableException(message, new IllegalStateException("cause")),
                new StoreMismatchException(message));
    }

    static Stream<RetentionException> plain() {
        return each("what failed");
    }

    static Stream<RetentionException> hostile() {
        return each("\u001b[31m\n" + "x".repeat(10_000));
    }

    @Test
    void eachType_hasARow() {
        assertThat(plain().<Class<?>>map(RetentionException::getClass)
                        .distinct()
                        .toList())
                .containsExactlyInAnyOrderElementsOf(List.of(RetentionException.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void serialization_keepsMessageCauseAndDetails(RetentionException thrown) throws Exception {
        RetentionException read = copy(thrown);

        assertThat(read).hasSameClassAs(thrown).hasMessage(thrown.getMessage());
        assertThat(read.toMap())
                .isEqualTo(thrown.toMap())
                .containsEntry("error", thrown.getClass().getSimpleName())
                .containsEntry("message", String.valueOf(thrown.getMessage()))
                .doesNotContainKey("reason");
        assertThat(read.getCause() == null).isEqualTo(thrown.getCause() == null);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void text_isBoundedAndSafeToPrint(RetentionException thrown) {
        assertThat(String.valueOf(thrown.getMessage()).length()).isLessThanOrEqualTo(4096);
        assertThat(thrown.toMap().toString()).doesNotContain("\u001b").doesNotContain("\n");
        for (String list : List.of("problems", "changes", "alarms")) {
            assertThat(thrown.toMap().getOrDefault(list, List.of()))
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(1024));
        }
    }

    @Test
    void details_areTheGivenOnes() {
        List<String> lines = List.of("first", "second");

        assertThat(new InvalidPolicyException(lines).problems()).isEqualTo(lines);
        assertThat(new InvalidPolicyException("unreadable", new IllegalStateException("cause")).problems())
                .containsExactly("unreadable");
        assertThat(new DriftException("drift", lines).changes()).isEqualTo(lines);
        assertThat(new AlarmException("alarm", lines).alarms()).isEqualTo(lines);
        assertThat(new IncompleteExecutionException(Map.of(DeleteOutcome.FAILED, 3L), null).summary())
                .containsExactly(Map.entry(DeleteOutcome.FAILED, 3L));
    }

    private static RetentionException copy(RetentionException thrown) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (RetentionException) in.readObject();
        }
    }
}
