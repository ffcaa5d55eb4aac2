package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.StoreListener;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.PlainCall;
import io.modelkeep.testkit.internal.support.RecordingListener.RecordedScope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The clauses about the scope that a listener returns for each operation. */
public final class ScopeClauses {

    private static final int REFUSED = 422;

    private final Set<Capability> all;

    private ScopeClauses(Set<Capability> all) {
        this.all = all;
    }

    /** Returns the clauses for the operations of one kind of store. */
    public static List<Clause> of(Set<Capability> all) {
        ScopeClauses clauses = new ScopeClauses(all);
        return List.of(
                Clause.of(
                        clauses.id("C107", "M106"),
                        "the scope of a listener is ended exactly once, also if the thread is interrupted",
                        clauses::ends),
                Clause.of(
                        clauses.id("C108", "M107"),
                        "the scope of a list receives the number of items of the page",
                        clauses::pages),
                Clause.of(
                        clauses.id("C109", "M108"),
                        "the scope of a deletion receives the number of ids with each outcome, as in the report",
                        clauses::deletions),
                Clause.of(
                                clauses.id("C110", "M109"),
                                "each attempt in the scope of a listener is ended once, on its thread and before its "
                                        + "operation, also if it fails",
                                clauses::attempts)
                        .onTheWire(),
                Clause.of(
                                clauses.id("C117", "M115"),
                                "the attempt that received a page reports the size of its body",
                                clauses::sizes)
                        .onTheWire());
    }

    /** Returns the id that a clause has for this kind of store. */
    private String id(String ofCheckpoints, String ofModels) {
        return all.equals(OperationCalls.OF_CHECKPOINTS) ? ofCheckpoints : ofModels;
    }

    private void ends(ContractContext context) {
        for (Capability capability : declared(context)) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            int before = context.listener().scopes().size();
            Thread.currentThread().interrupt();
            try {
                PlainCall.failure(() -> call.apply(context.client()));
            } finally {
                boolean unused = Thread.interrupted();
            }
            assertThat(call.apply(context.client())).isNotNull();
            assertThat(since(before, context))
                    .as(capability.label())
                    .isNotEmpty()
                    .allSatisfy(scope -> assertThat(scope.ended()).hasSize(1));
        }
    }

    private void pages(ContractContext context) {
        for (Capability capability : declared(context)) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            int before = context.listener().scopes().size();
            if (call.apply(context.client()) instanceof Page<?> page) {
                int items = page.items().size();
                assertThat(since(before, context))
                        .as(capability.label())
                        .singleElement()
                        .satisfies(scope -> {
                            assertThat(scope.pages()).containsExactly(items);
                            assertThat(scope.problems()).isEmpty();
                            assertThat(scope.ended())
                                    .extracting(StoreListener.Finished::items)
                                    .containsExactly(items);
                        });
            }
        }
    }

    private void sizes(ContractContext context) {
        for (Capability capability : declared(context)) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            int before = context.listener().attempted().size();
            if (call.apply(context.client()) instanceof Page<?>) {
                List<StoreListener.Attempted> heard = context.listener().attempted();
                assertThat(heard.subList(before, heard.size()))
                        .as(capability.label())
                        .extracting(StoreListener.Attempted::responseBytes)
                        .isNotEmpty()
                        .allMatch(bytes -> bytes > 0);
            }
        }
    }

    private void deletions(ContractContext context) {
        for (Capability capability : declared(context)) {
            Operation operation = OperationCalls.operation(capability);
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            int before = context.listener().scopes().size();
            Object result = call.apply(context.client());
            assertThat(since(before, context))
                    .as(capability.label())
                    .filteredOn(scope -> scope.operation() == operation)
                    .singleElement()
                    .satisfies(scope -> assertThat(scope.ended())
                            .extracting(StoreListener.Finished::deletions)
                            .containsExactly(counts(result)));
        }
    }

    private static Map<DeleteOutcome, Integer> counts(Object result) {
        Map<DeleteOutcome, Integer> counts = new EnumMap<>(DeleteOutcome.class);
        Object report = result instanceof ModelDeletion deletion ? deletion.report() : result;
        if (report instanceof DeleteReport<?> ids) {
            ids.results().forEach(id -> counts.merge(id.outcome(), 1, Integer::sum));
        }
        return counts;
    }

    private void attempts(ContractContext context) {
        for (Capability capability : declared(context)) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            int before = context.listener().scopes().size();
            int attempted = context.listener().attempted().size();
            context.wire().inject(OperationCalls.operation(capability), Fault.status(REFUSED));
            assertThat(PlainCall.failure(() -> call.apply(context.client())))
                    .as(capability.label())
                    .isPresent();
            List<RecordedScope> scopes = since(before, context);
            assertThat(scopes).as(capability.label()).isNotEmpty().allSatisfy(scope -> {
                assertThat(scope.attemptsEnded()).hasSameSizeAs(scope.attemptsStarted());
                assertThat(scope.problems()).isEmpty();
            });
            List<StoreListener.Attempted> heard = context.listener().attempted();
            assertThat(scopes.stream().flatMap(scope -> scope.attemptsEnded().stream()))
                    .as("the attempts of %s", capability.label())
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(heard.subList(attempted, heard.size()));
        }
    }

    private static List<RecordedScope> since(int before, ContractContext context) {
        List<RecordedScope> scopes = context.listener().scopes();
        return scopes.subList(before, scopes.size());
    }

    private Set<Capability> declared(ContractContext context) {
        return OperationCalls.ofTheirOwn(all, context);
    }
}
