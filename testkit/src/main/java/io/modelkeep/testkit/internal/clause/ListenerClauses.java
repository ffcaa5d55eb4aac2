package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.StoreException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.PlainCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The clauses about events for failed calls and retries, and about the number of attempts. */
public final class ListenerClauses {

    private static final int REFUSED = 422;

    private final Set<Capability> all;

    private ListenerClauses(Set<Capability> all) {
        this.all = all;
    }

    /** Returns the clauses for the operations of one kind of store. */
    public static List<Clause> of(Set<Capability> all) {
        ListenerClauses clauses = new ListenerClauses(all);
        return List.of(
                Clause.of(
                                clauses.id("C101", "M98"),
                                "the outcome for the listener is the exception type of a failed call, or incomplete "
                                        + "for a failed deletion",
                                clauses::outcomes)
                        .onTheWire(),
                Clause.of(
                                clauses.id("C102", "M99"),
                                "no route that the listener receives contains an id",
                                clauses::routes)
                        .onTheWire(),
                Clause.of(
                                clauses.id("C103", "M100"),
                                "the listener is notified of each retry before it starts, with its reason and its "
                                        + "delay",
                                clauses::repetitions)
                        .onTheWire()
                        .when("simulated waits", fixture -> !fixture.shared()),
                Clause.of(
                                clauses.id("C104", "M101"),
                                "a failing read is attempted max-attempts times",
                                clauses::attempts)
                        .onTheWire());
    }

    /** Returns the id that a clause has for this kind of store. */
    private String id(String ofCheckpoints, String ofModels) {
        return all.equals(OperationCalls.OF_CHECKPOINTS) ? ofCheckpoints : ofModels;
    }

    private void outcomes(ContractContext context) {
        for (Capability capability : declared(context)) {
            Operation operation = OperationCalls.operation(capability);
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            int before = context.listener().finished().size();
            context.wire().inject(operation, Fault.status(REFUSED));
            Optional<StoreException> failure = PlainCall.failure(() -> call.apply(context.client()));
            boolean deletes = OperationCalls.BULKS.contains(operation) || operation == Operation.DELETE_MODEL;
            assertThat(failure).as(capability.label()).isPresent();
            List<StoreListener.Finished> heard = context.listener().finished();
            assertThat(heard.subList(before, heard.size()))
                    .as(capability.label())
                    .filteredOn(event -> event.operation() == operation)
                    .extracting(StoreListener.Finished::outcome)
                    .containsExactly(
                            deletes ? "incomplete" : failure.get().getClass().getSimpleName());
        }
    }

    /** Compares the routes of two calls on different items, which differ only in their ids. */
    private void routes(ContractContext context) {
        for (Capability capability : declared(context)) {
            assertThat(routes(context, capability))
                    .as("the routes of %s on two different items", capability.label())
                    .isNotEmpty()
                    .isEqualTo(routes(context, capability));
        }
    }

    private static Set<String> routes(ContractContext context, Capability capability) {
        Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
        int before = context.listener().attempted().size();
        assertThat(call.apply(context.client())).isNotNull();
        Set<String> routes = new TreeSet<>();
        List<StoreListener.Attempted> heard = context.listener().attempted();
        heard.subList(before, heard.size()).forEach(event -> routes.add(event.route()));
        return routes;
    }

    private void repetitions(ContractContext context) {
        for (Capability capability : reads(context)) {
            Operation operation = OperationCalls.operation(capability);
            for (int status : new int[] {500, 429}) {
                Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
                int before = context.listener().retrying().size();
                int slept = context.time().sleeps().size();
                context.wire().inject(operation, Fault.status(status));
                assertThat(call.apply(context.client())).isNotNull();
                List<StoreListener.Retrying> heard = context.listener().retrying();
                String reason = status == 500 ? "UnavailableException" : "RateLimitedException";
                assertThat(heard.subList(before, heard.size()))
                        .as("%s after %s", capability.label(), status)
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.provider())
                                    .isEqualTo(context.client().provider());
                            assertThat(event.operation()).isEqualTo(operation);
                            assertThat(event.attempt()).isEqualTo(2);
                            assertThat(event.reason()).isEqualTo(reason);
                            assertThat(context.time()
                                            .sleeps()
                                            .subList(
                                                    slept,
                                                    context.time().sleeps().size()))
                                    .as("waits")
                                    .contains(event.delay());
                        });
            }
        }
    }

    private void attempts(ContractContext context) {
        for (Capability capability : reads(context)) {
            for (int most : new int[] {1, 2, 5}) {
                ModelkeepClient stores =
                        context.openMore(context.config(Map.of(CommonKeys.MAX_ATTEMPTS.name(), Integer.toString(most)))
                                .build());
                Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
                Operation operation = OperationCalls.operation(capability);
                long before = requests(context, operation);
                for (int i = 0; i < most; i++) {
                    context.wire().inject(operation, Fault.status(500));
                }
                assertThat(PlainCall.failure(() -> call.apply(stores)))
                        .as(capability.label())
                        .isPresent();
                assertThat(requests(context, operation) - before)
                        .as("requests of %s, each of which fails", capability.label())
                        .isEqualTo(most);
                assertThat(context.wire().unconsumed()).isEmpty();
            }
        }
    }

    private static long requests(ContractContext context, Operation operation) {
        return context.requests().stream()
                .filter(request -> request.operation().equals(Optional.of(operation)))
                .count();
    }

    private Set<Capability> declared(ContractContext context) {
        return OperationCalls.ofTheirOwn(all, context);
    }

    private Set<Capability> reads(ContractContext context) {
        Set<Capability> reads = declared(context);
        reads.removeIf(capability -> !OperationCalls.READS.contains(OperationCalls.operation(capability)));
        return reads;
    }
}
