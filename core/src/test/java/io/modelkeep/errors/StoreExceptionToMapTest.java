package io.modelkeep.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.Failures;
import io.modelkeep.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What engines and JSON get to see of a failure. */
class StoreExceptionToMapTest {

    private static final List<String> ALL_DETAILS = List.of(
            "error",
            "message",
            "provider",
            "operation",
            "retryable",
            "statusCode",
            "requestId",
            "retryAfterMillis",
            "attempts");

    static Stream<StoreException> all() {
        return Failures.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyTypeBeginsWithWhatAllHave(StoreException failure) {
        Map<String, Object> map = failure.toMap();
        List<String> common = new ArrayList<>(ALL_DETAILS);
        failure.provider()
                .ifPresentOrElse(
                        name -> assertThat(map).containsEntry("provider", name), () -> common.remove("provider"));
        failure.operation()
                .ifPresentOrElse(
                        what -> assertThat(map).containsEntry("operation", what.label()),
                        () -> common.remove("operation"));
        if (failure.statusCode().isEmpty()) {
            common.removeAll(List.of("statusCode", "requestId", "retryAfterMillis", "attempts"));
        }
        assertThat(map.keySet()).startsWith(common.toArray(String[]::new));
        assertThat(map)
                .containsEntry("error", failure.getClass().getSimpleName())
                .containsEntry("message", failure.getMessage())
                .containsEntry("retryable", failure.retryable());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyTypeAddsItsOwnAndNothingElse(StoreException failure) {
        Set<String> own = switch (failure.getClass().getSimpleName()) {
            case "ConfigurationException" -> Set.of("problems");
            case "IncompleteDeletionException" -> Set.of("report");
            case "InvalidRequestException" -> Set.of("fieldErrors");
            case "ScopeExceededException" -> Set.of("asked", "deleted");
            case "UnsupportedCapabilityException" -> Set.of("missing");
            default -> Set.of();
        };
        Set<String> keys = failure.toMap().keySet();
        assertThat(keys.stream().filter(key -> !ALL_DETAILS.contains(key))).containsExactlyInAnyOrderElementsOf(own);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theMapHoldsPlainValuesThroughout(StoreException failure) {
        assertPlain(failure.toMap());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theMapIsTheCallersOwn(StoreException failure) {
        failure.toMap().clear();
        assertThat(failure.toMap()).containsKey("error");
    }

    @Test
    void theDetailsStandUnderFixedNames() {
        assertThat(new RateLimitedException(Failures.DETAILS).toMap())
                .containsExactly(
                        Map.entry("error", "RateLimitedException"),
                        Map.entry("message", String.valueOf(new NotFoundException(Failures.DETAILS).getMessage())),
                        Map.entry("provider", "fake"),
                        Map.entry("operation", Operation.DELETE_CHECKPOINTS.label()),
                        Map.entry("retryable", true),
                        Map.entry("statusCode", 418),
                        Map.entry("requestId", "7f"),
                        Map.entry("retryAfterMillis", 1500L),
                        Map.entry("attempts", 2));
    }

    @Test
    void unknownProperties_areEmpty() {
        StoreException failure = new NotFoundException(ErrorDetails.of("gone"));
        assertThat(failure.toMap().keySet()).containsExactly("error", "message", "retryable");
        StoreException request = new InvalidRequestException(ErrorDetails.of("no"));
        assertThat(request.toMap()).doesNotContainKey("fieldErrors");
    }

    @Test
    void anAbsurdWaitDoesNotBreakIt() {
        RateLimitedException failure =
                new RateLimitedException(ErrorDetails.of("slow down").retryAfter(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(failure.toMap()).containsEntry("retryAfterMillis", Long.MAX_VALUE);
    }

    @Test
    void fieldErrorsHaveALocationAndAMessageInTheirOrder() {
        InvalidRequestException failure = new InvalidRequestException(
                ErrorDetails.of("no"),
                List.of(
                        new InvalidRequestException.FieldError("body.steps.0", "too small"),
                        new InvalidRequestException.FieldError("body", "")));
        assertThat(failure.toMap())
                .containsEntry(
                        "fieldErrors",
                        List.of(
                                Map.of("location", "body.steps.0", "message", "too small"),
                                Map.of("location", "body", "message", "")));
    }

    @Test
    void problemsStandEachOnItsOwn() {
        assertThat(new ConfigurationException(List.of("b", "a")).toMap()).containsEntry("problems", List.of("b", "a"));
    }

    @Test
    void missingCapabilities_areNamed() {
        Set<Capability> missing = Set.of(Capability.VERSION_LIST, Capability.MODEL_CREATE);
        assertThat(new UnsupportedCapabilityException("fake", missing).toMap())
                .containsEntry("missing", List.of(Capability.MODEL_CREATE.label(), Capability.VERSION_LIST.label()))
                .containsEntry("provider", "fake")
                .doesNotContainKey("operation");
    }

    @Test
    void aScopeExceededSaysByHowMuch() {
        assertThat(new ScopeExceededException(ErrorDetails.of("more"), 2, 3).toMap())
                .containsEntry("asked", 2L)
                .containsEntry("deleted", 3L);
    }

    @Test
    void anIncompleteDeletionHasItsWholeReport() {
        IncompleteDeletionException failure = Failures.incomplete();
        assertThat(failure.toMap()).containsEntry("report", failure.report().toMap());
    }

    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            assertThat(map.keySet()).allMatch(String.class::isInstance);
            map.values().forEach(StoreExceptionToMapTest::assertPlain);
        } else if (value instanceof List<?> list) {
            list.forEach(StoreExceptionToMapTest::assertPlain);
        } else {
            assertThat(value).isInstanceOfAny(String.class, Boolean.class, Integer.class, Long.class);
        }
    }
}
