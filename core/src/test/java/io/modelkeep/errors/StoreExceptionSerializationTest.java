package io.modelkeep.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.Failures;
import io.modelkeep.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines carry failures between processes; nothing may be lost on the way. */
class StoreExceptionSerializationTest {

    static Stream<StoreException> all() {
        return Failures.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyTypeComesBackWithAllItSays(StoreException original) throws Exception {
        StoreException copy = copyOf(original);
        assertThat(copy).hasSameClassAs(original).hasMessage(original.getMessage());
        assertThat(copy.provider()).isEqualTo(original.provider());
        assertThat(copy.operation()).isEqualTo(original.operation());
        assertThat(copy.retryable()).isEqualTo(original.retryable());
        assertThat(copy.retryAfter()).isEqualTo(original.retryAfter());
        assertThat(copy.statusCode()).isEqualTo(original.statusCode());
        assertThat(copy.requestId()).isEqualTo(original.requestId());
        assertThat(copy.attempts()).isEqualTo(original.attempts());
        assertThat(copy.toMap()).isEqualTo(original.toMap());
        assertThat(Optional.ofNullable(copy.getCause()).map(Throwable::getMessage))
                .isEqualTo(Optional.ofNullable(original.getCause()).map(Throwable::getMessage));
    }

    @Test
    void configurationProblemsComeBackEachOnItsOwn() throws Exception {
        assertThat(copyOf(new ConfigurationException(List.of("a", "b"))).problems())
                .containsExactly("a", "b");
    }

    @Test
    void fieldErrorsComeBack() throws Exception {
        InvalidRequestException original = new InvalidRequestException(
                ErrorDetails.of("no"), List.of(new InvalidRequestException.FieldError("body", "required")));
        assertThat(copyOf(original).fieldErrors()).isEqualTo(original.fieldErrors());
    }

    @Test
    void permanentFailure_staysPermanent() throws Exception {
        assertThat(copyOf(new UnavailableException(
                                ErrorDetails.of("not trusted").nonRetryable()))
                        .retryable())
                .isFalse();
    }

    @Test
    void missingCapabilitiesAndCountsComeBack() throws Exception {
        assertThat(copyOf(new UnsupportedCapabilityException("p", Capability.MODEL_GET))
                        .missing())
                .containsExactly(Capability.MODEL_GET);
        UnsupportedCapabilityException one = copyOf(UnsupportedCapabilityException.forThisId(
                ErrorDetails.of("only others").operation(Operation.DELETE_CHECKPOINTS), Capability.CHECKPOINT_DELETE));
        assertThat(one.missing()).containsExactly(Capability.CHECKPOINT_DELETE);
        assertThat(one.forThisIdOnly()).isTrue();
        assertThat(one.operation()).contains(Operation.DELETE_CHECKPOINTS);
        ScopeExceededException scope = copyOf(new ScopeExceededException(ErrorDetails.of("more"), 2, 3));
        assertThat(scope.asked()).isEqualTo(2);
        assertThat(scope.deleted()).isEqualTo(3);
    }

    @Test
    void anIncompleteDeletionComesBackWithItsWholeReport() throws Exception {
        IncompleteDeletionException original = Failures.incomplete();
        DeleteReport<?> report = copyOf(original).report();
        assertThat(report.toMap()).isEqualTo(original.report().toMap());
        assertThat(report.results().get(0).id()).isEqualTo(new CheckpointId("1"));
        assertThat(report.abortCause()).containsInstanceOf(ScopeExceededException.class);
        assertThat(report.results().get(1).cause()).containsInstanceOf(UnavailableException.class);
    }

    @SuppressWarnings("unchecked")
    private static <T> T copyOf(T original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
