package io.modelkeep.testkit.internal.fault;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Capability;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.HostileText;
import io.modelkeep.testkit.internal.support.InjectedFault;
import io.modelkeep.testkit.internal.support.JsonEdit;
import io.modelkeep.testkit.internal.support.NotApplicable;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.PrintedOutput;
import io.modelkeep.testkit.internal.support.ResourceLeakCheck;
import io.modelkeep.testkit.internal.support.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The rows about answers that name another resource, come from another server, or contain hostile text in the service's
 * format.
 */
public final class ForeignFaults {

    private static final int ATTEMPTS = 3;
    private static final int PAGES = 20;
    private static final String JSON = "application/json";
    private static final String SCOPE = "applied, the answer names another resource";
    private static final String SOCKETS = "damaged pages do not leak connections";
    private static final String RESEMBLING = "404 similar to the service's own format";
    private static final String ROUTE = "the service's own 404 for an unknown path";
    private static final String HARM = "hostile text and the key in the service's own error format";
    private static final Set<Operation> DELETIONS =
            EnumSet.of(Operation.DELETE_MODEL, Operation.DELETE_VERSIONS, Operation.DELETE_CHECKPOINTS);
    private static final Set<Operation> ALL_BUT_DOWNLOADS =
            EnumSet.complementOf(EnumSet.of(Operation.DOWNLOAD_CHECKPOINT));

    private ForeignFaults() {}

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Operation deletion : DELETIONS) {
            clauses.add(clause("F64", deletion, SCOPE, context -> otherResource(context, deletion))
                    .ends("PRESUMED_DELETED, DELETED or UNKNOWN, stopped by ScopeExceededException (1 to 3)"));
        }
        clauses.addAll(NotApplicable.but(DELETIONS, "F64", SCOPE, "only a deletion is confirmed by its answer"));
        clauses.addAll(sockets());
        clauses.addAll(resembling());
        clauses.addAll(conditional(
                routes().clauses(),
                "a known 404 for unknown paths",
                wire -> wire.routeMissing().isPresent()));
        for (Operation operation : ALL_BUT_DOWNLOADS) {
            for (int status : new int[] {400, 403, 409, 500}) {
                clauses.addAll(conditional(
                        List.of(clause(
                                "F68",
                                operation,
                                HARM + " (" + status + ")",
                                context -> harm(context, operation, status))),
                        "a known error format",
                        wire -> wire.errorBody(status, "words").isPresent()));
            }
        }
        clauses.addAll(NotApplicable.byFiles("F68", HARM));
        return clauses;
    }

    private static Clause clause(String id, Operation operation, String about, Clause.Proof proof) {
        return Clause.of(id, operation.label() + ": " + about, proof)
                .needs(FaultTrial.capability(operation))
                .onTheWire();
    }

    /** Restricts clauses to fixtures that know a format of their service. */
    private static List<Clause> conditional(List<Clause> clauses, String words, Function<FaultFixture, Boolean> knows) {
        return clauses.stream()
                .map(clause -> clause.reason().isPresent()
                        ? clause
                        : clause.when(
                                words, fixture -> fixture.wire().map(knows).orElse(false)))
                .toList();
    }

    private static void otherResource(ContractContext context, Operation deletion) throws Exception {
        FaultTrial trial = FaultTrial.of(deletion, context.fixture());
        JsonEdit edit = JsonEdit.others(trial.names());
        context.wire().inject(deletion, Fault.editJson(edit));
        CallResult ending = trial.run(context.client());
        FaultRow.checkOneOf(
                edit.spoiled()
                        ? List.of(ExpectedResult.outcome(PRESUMED_DELETED, DELETED, UNKNOWN)
                                .own(1, ATTEMPTS)
                                .abortCause(ScopeExceededException.class))
                        : FaultRow.healthy(deletion),
                context.fixture(),
                deletion,
                ending,
                context.requests());
        trial.checkTruth(ending);
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    private static List<Clause> sockets() {
        Set<Operation> lists = EnumSet.noneOf(Operation.class);
        List<Clause> clauses = new ArrayList<>();
        for (Capability capability : List.of(
                Capability.CHECKPOINT_LIST,
                Capability.MODEL_LIST,
                Capability.VERSION_LIST,
                Capability.RUN_LIST,
                Capability.CHECKPOINT_FILES)) {
            lists.add(OperationCalls.operation(capability));
            clauses.addAll(conditional(
                    List.of(clause(
                                    "F65",
                                    OperationCalls.operation(capability),
                                    SOCKETS,
                                    context -> damagedPages(context, capability))
                            .with("max-concurrency", "1")),
                    "connections that can be counted",
                    wire -> wire.connections().isPresent()));
        }
        clauses.addAll(NotApplicable.but(lists, "F65", SOCKETS, "only lists have pages"));
        return clauses;
    }

    /** Reads pages that are damaged in different ways. The connection of each must be reused or closed. */
    private static void damagedPages(ContractContext context, Capability capability) {
        Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
        for (int i = 0; i < PAGES; i++) {
            Fault fault = switch (i % 4) {
                case 0 -> Fault.editJson(JsonEdit.nulls());
                case 1 -> Fault.answer(200, "text/html", "<html>" + "x".repeat(50_000));
                case 2 -> Fault.editText(body -> body + body);
                default -> Fault.answer(404, JSON, "{\"detail\":" + "[".repeat(50_000));
            };
            context.wire().inject(OperationCalls.operation(capability), fault);
            assertThat(catchThrowable(() -> call.apply(context.client())))
                    .as("a page damaged by %s", fault)
                    .isInstanceOf(MalformedResponseException.class);
        }
        ResourceLeakCheck.within(
                ResourceLeakCheck.AT_ONCE, () -> context.wire().connections().orElse(0) <= 1);
        assertThat(context.wire().connections().orElse(0))
                .as("connections after %s pages, with one request at a time", PAGES)
                .isLessThanOrEqualTo(1);
    }

    private static List<Clause> resembling() {
        Map<String, UnaryOperator<String>> shapes = new TreeMap<>(Map.of(
                "inside another object",
                body -> "{\"error_of_a_gateway\":" + body + "}",
                "in a list",
                body -> "[" + body + "]",
                "under other names",
                body -> body.replaceAll("\"(\\w+)\"\\s*:", "\"x_$1\":")));
        List<Clause> clauses = new ArrayList<>();
        shapes.forEach((form, change) -> {
            FaultRow row = FaultRow.of("F66", RESEMBLING, form, (context, operation) -> {
                        String own = context.wire().errorBody(404, "not found").orElseThrow();
                        context.wire().inject(operation, Fault.answer(404, JSON, change.apply(own)));
                        return InjectedFault.DONE;
                    })
                    .reads(ExpectedResult.error(MalformedResponseException.class))
                    .deletes(ExpectedResult.outcome(FAILED, UNKNOWN).because(MalformedResponseException.class))
                    .not("the meaning of a 404 for a creation differs by provider", Operation.CREATE_MODEL);
            clauses.addAll(conditional(
                    row.clauses(),
                    "a known error format",
                    wire -> wire.errorBody(404, "words").isPresent()));
        });
        return clauses;
    }

    private static FaultRow routes() {
        return FaultRow.of("F67", ROUTE, "", (context, operation) -> {
                    String body = context.wire().routeMissing().orElseThrow();
                    context.wire().inject(operation, Fault.answer(404, JSON, body));
                    return InjectedFault.DONE;
                })
                .reads(ExpectedResult.error(MalformedResponseException.class, NotFoundException.class))
                .deletes(ExpectedResult.outcome(FAILED, UNKNOWN).own(1, ATTEMPTS))
                .not("the meaning of a 404 for a creation differs by provider", Operation.CREATE_MODEL);
    }

    private static void harm(ContractContext context, Operation operation, int status) throws Exception {
        Settings settings = Settings.of(context.fixture());
        List<String> keys = settings.secrets().stream().map(settings::literal).toList();
        FaultTrial trial = FaultTrial.of(operation, context.fixture());
        String words = String.join(" and ", keys) + " " + HostileText.TEXT;
        String body = context.wire().errorBody(status, words).orElseThrow();
        for (int i = 0; i < 4 * ATTEMPTS; i++) {
            context.wire().inject(operation, Fault.answer(status, JSON, body));
        }
        CallResult ending = trial.run(context.client());
        PrintedOutput.checkHarmless(ending);
        assertThat(ending.reasons())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(PrintedOutput.text(failure))
                        .as("the printed form of a failure with status %s", failure.statusCode())
                        .doesNotContain(keys));
        trial.checkTruth(ending);
    }
}
