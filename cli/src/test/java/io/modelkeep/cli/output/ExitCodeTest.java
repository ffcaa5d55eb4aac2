package io.modelkeep.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.modelkeep.Capability;
import io.modelkeep.Operation;
import io.modelkeep.cli.FakeService;
import io.modelkeep.cli.Run;
import io.modelkeep.cli.session.RootCommand;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.retention.errors.AlarmException;
import io.modelkeep.retention.errors.AuditAccessException;
import io.modelkeep.retention.errors.AuditLockedException;
import io.modelkeep.retention.errors.ClockSkewException;
import io.modelkeep.retention.errors.DeletionLimitExceededException;
import io.modelkeep.retention.errors.DriftException;
import io.modelkeep.retention.errors.IncompleteExecutionException;
import io.modelkeep.retention.errors.InvalidAuditException;
import io.modelkeep.retention.errors.InvalidPlanException;
import io.modelkeep.retention.errors.InvalidPolicyException;
import io.modelkeep.retention.errors.LatestUndeterminedException;
import io.modelkeep.retention.errors.MetricMissingException;
import io.modelkeep.retention.errors.PlanTooLargeException;
import io.modelkeep.retention.errors.PolicyMismatchException;
import io.modelkeep.retention.errors.PolicyNotEvaluableException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.errors.StoreMismatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ExitCodeTest {

    private static final ErrorDetails DETAILS = ErrorDetails.of("why").provider("fake");

    private final FakeService service = new FakeService();

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(2, new ConfigurationException(List.of("why")), "modelkeep providers"),
                arguments(4, new NotFoundException(DETAILS), "check the id"),
                arguments(5, new AuthenticationException(DETAILS), "set fake.api-key"),
                arguments(5, new PermissionDeniedException(DETAILS), "use a key"),
                arguments(6, new OutcomeUnknownException(DETAILS), "before retrying"),
                arguments(7, new InvalidRequestException(DETAILS), "nothing was sent"),
                arguments(7, new UnsupportedCapabilityException("fake", Capability.MODEL_GET), "modelkeep providers"),
                arguments(8, new InvalidRequestException(DETAILS.statusCode(422)), "correct the request"),
                arguments(8, new ConflictException(DETAILS), "then decide"),
                arguments(8, new RateLimitedException(DETAILS), "retry later"),
                arguments(8, new RateLimitedException(DETAILS.retryAfter(Duration.ofSeconds(7))), "retry after 7 s"),
                arguments(8, new UnavailableException(DETAILS), "retry later"),
                arguments(8, new MalformedResponseException(DETAILS), "check fake.base-url"),
                arguments(9, new ScopeExceededException(DETAILS, 1, 2), "look at the service"),
                arguments(8, new ListChangedException(DETAILS), "list again"),
                arguments(8, new CancelledException(DETAILS.operation(Operation.LIST_MODELS)), "retry it"),
                arguments(1, new IllegalStateException("oops\nsecond line"), "please report"));
    }

    static Stream<Arguments> refusals() {
        Exception cause = new IOException("why");
        return Stream.of(
                arguments(2, new InvalidPolicyException(List.of("why"))),
                arguments(7, new PolicyNotEvaluableException("why")),
                arguments(7, new MetricMissingException("why")),
                arguments(7, new LatestUndeterminedException("why")),
                arguments(7, new ClockSkewException("why")),
                arguments(7, new DeletionLimitExceededException("why")),
                arguments(7, new PlanTooLargeException("why")),
                arguments(7, new InvalidPlanException("why")),
                arguments(7, new StoreMismatchException("why")),
                arguments(7, new PolicyMismatchException("why")),
                arguments(7, new DriftException("why", List.of("changed"))),
                arguments(7, new AuditLockedException("why", cause)),
                arguments(7, new InvalidAuditException("why")),
                arguments(8, new AuditAccessException("why", cause)),
                arguments(9, new AlarmException("why", List.of("alarm"))),
                arguments(7, new IncompleteExecutionException(Map.of(), null)));
    }

    @ParameterizedTest(name = "{1} is {0}")
    @MethodSource("refusals")
    @DisplayName("each refusal of retention has its code")
    void codesOfRefusals(int code, RetentionException refusal) {
        assertThat(ExitCode.of(refusal)).isEqualTo(code);
    }

    @Test
    @DisplayName("no type of refusal is without a code here")
    void everyRefusalHasARow() {
        assertThat(refusals().<Class<?>>map(row -> row.get()[1].getClass()).toList())
                .containsExactlyInAnyOrderElementsOf(List.of(RetentionException.class.getPermittedSubclasses()));
    }

    @ParameterizedTest(name = "{1} is {0}")
    @MethodSource("failures")
    @DisplayName("each failure has its code, and one line with a remedy")
    void codes(int code, RuntimeException failure, String remedy) {
        service.getModel = id -> {
            throw failure;
        };

        Run run = Run.on(service).command("-o", "json", "models", "get", "m1");

        assertThat(run.code()).isEqualTo(code);
        assertThat(run.err()).hasLineCount(1).contains(remedy);
        assertThat(run.out()).isEmpty();
    }

    @Test
    @DisplayName("the README and --help tell the same codes in the same words")
    void documented() throws IOException {
        Pattern row = Pattern.compile("\\| ([0-9]+(?:, [0-9]+)*) \\| (.*) \\|");
        Map<String, String> readme = new LinkedHashMap<>();
        Files.readAllLines(Path.of("..", "README.md")).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .forEach(code -> readme.put(code.group(1), code.group(2)));

        assertThat(new CommandLine(new RootCommand())
                        .getCommandSpec()
                        .usageMessage()
                        .exitCodeList())
                .containsExactlyEntriesOf(readme)
                .containsKey(ExitCode.INTERRUPTED + ", " + ExitCode.TERMINATED);
    }

    @Test
    @DisplayName("an error of the machine is told like a bug, without a stack trace")
    void errors() {
        service.getModel = id -> {
            throw new StackOverflowError();
        };

        Run run = Run.on(service).command("models", "get", "m1");

        assertThat(run.code()).isEqualTo(ExitCode.BUG);
        assertThat(run.err()).hasLineCount(1).contains("StackOverflowError");
    }

    @Test
    @DisplayName("a creation that was cut off is an unknown outcome, told before a signal may end the process")
    void cutOffCreation() {
        service.create = spec -> {
            throw new CancelledException(DETAILS);
        };

        Run run = Run.on(service).command("models", "create", "name=a");

        assertThat(run.code()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(run.err()).contains("before retrying").isEqualTo(run.errWhenReleased());
    }
}
