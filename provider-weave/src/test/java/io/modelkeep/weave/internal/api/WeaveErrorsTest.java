package io.modelkeep.weave.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.ModelId;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.InvalidRequestException.FieldError;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.weave.Form;
import io.modelkeep.weave.WeaveRun;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The service's error answers, both shapes of them, and what is none of its own. */
class WeaveErrorsTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(400, "{\"reason\":\"Limit must be a positive integer\"}", InvalidRequestException.class),
                Arguments.of(401, "{\"reason\":\"401 Error\"}", AuthenticationException.class),
                Arguments.of(401, "nothing that could be read", AuthenticationException.class),
                Arguments.of(403, "{\"reason\":\"Forbidden\"}", PermissionDeniedException.class),
                Arguments.of(404, "{\"reason\":\"Obj a:b not found\"}", NotFoundException.class),
                Arguments.of(
                        404,
                        "{\"reason\":\"a:v2 was deleted\",\"deleted_at\":\"2026-01-01T00:00:00+00:00\"}",
                        NotFoundException.class),
                Arguments.of(
                        404,
                        "{\"reason\":\"no such project\",\"error_code\":\"ProjectNotFound\"}",
                        NotFoundException.class),
                Arguments.of(
                        404, "{\"reason\":\"no refs\",\"missing_object_digests\":[\"d\"]}", NotFoundException.class),
                Arguments.of(404, "{\"detail\":\"Not Found\"}", MalformedResponseException.class),
                Arguments.of(404, "{\"reason\":\"x\",\"message\":\"y\"}", MalformedResponseException.class),
                Arguments.of(
                        404,
                        "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"code\":404}",
                        MalformedResponseException.class),
                Arguments.of(404, "<html></html>", MalformedResponseException.class),
                Arguments.of(409, "{\"reason\":\"DigestMismatch\"}", ConflictException.class),
                Arguments.of(413, "{\"reason\":\"Request too large\"}", InvalidRequestException.class),
                Arguments.of(422, "{\"reason\":\"Invalid object name: a:b\"}", InvalidRequestException.class),
                Arguments.of(501, "{\"reason\":\"not here\"}", UnavailableException.class),
                Arguments.of(504, "{\"reason\":\"Read timeout\"}", UnavailableException.class));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void eachIsTheExceptionThatTheCallerDecidesBy(int status, String body, Class<? extends StoreException> type) {
        try (WeaveRun run = WeaveRun.start()) {
            run.inject("get-model", status == 504 ? 3 : 1, SimulatedFault.answer(status, "application/json", body));
            StoreException thrown =
                    catchThrowableOfType(type, () -> run.stores.models().get(new ModelId("m")));
            assertThat(thrown).isExactlyInstanceOf(type);
            assertThat(thrown.statusCode()).hasValue(status);
            assertThat(run.simulator.unconsumedFaults()).isEmpty();
        }
    }

    @Test
    void aValidationErrorNamesItsFields() {
        try (WeaveRun run = WeaveRun.start()) {
            run.simulator.inject(
                    "list-models",
                    SimulatedFault.answer(
                            422,
                            "application/json",
                            "{\"detail\":[{\"loc\":[\"body\",\"sort_by\",0,\"field\"],\"msg\":\"wrong\",\"type\":\"x\"}]}"));
            assertThatThrownBy(() -> run.stores.models().list(PageRequest.first()))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            thrown -> assertThat(thrown.fieldErrors())
                                    .containsExactly(new FieldError("body.sort_by.0.field", "wrong")));
        }
    }

    @Test
    void aProjectThatIsNotOnesOwnIsPermissionDenied() {
        try (WeaveRun run = WeaveRun.start()) {
            run.simulator.forbid(WeaveRun.ENTITY, WeaveRun.PROJECT);
            assertThatThrownBy(() -> run.stores.models().list(PageRequest.first()))
                    .isInstanceOf(PermissionDeniedException.class);
        }
    }

    @Test
    void aRateLimitIsWaitedForAsTheServiceSays() {
        try (WeaveRun run = new WeaveRun(
                WeaveSimulator.builder().rateLimit(1, Duration.ofHours(1)),
                Form.OBJECT_ROUTE,
                Map.of("max-retry-delay", "2h", "call-timeout", "1d"))) {
            run.given(1);
            assertThat(run.stores.models().list(PageRequest.first()).items()).hasSize(1);
            assertThatThrownBy(() -> run.stores.models().list(PageRequest.first()))
                    .isInstanceOf(RateLimitedException.class);
            assertThat(run.time.sleeps()).hasSize(2).allMatch(wait -> wait.compareTo(Duration.ofMinutes(50)) > 0);
        }
    }
}
