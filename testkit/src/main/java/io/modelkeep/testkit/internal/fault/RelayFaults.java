package io.modelkeep.testkit.internal.fault;

import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.network.Http1Relay;
import io.modelkeep.testkit.internal.network.Http1Relay.Spoiling;
import io.modelkeep.testkit.internal.network.Http2Relay;
import io.modelkeep.testkit.internal.network.Http2Relay.Refusal;
import io.modelkeep.testkit.internal.network.Relay;
import io.modelkeep.testkit.internal.network.RelayTls;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Folder;
import io.modelkeep.testkit.internal.support.NotApplicable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows about a relay that resets connections, rejects requests or removes parts of them. */
public final class RelayFaults {

    /** The attempts that a call makes by default. */
    private static final int ATTEMPTS = 3;

    private static final List<Operation> DELETIONS =
            List.of(Operation.DELETE_MODEL, Operation.DELETE_VERSIONS, Operation.DELETE_CHECKPOINTS);

    private static final String FRESH = "a fresh connection";
    private static final String POOLED = "a pooled connection";
    private static final String RESET = "the connection is reset while the request is sent";
    private static final String INSTEAD = " is reset instead of an answer";
    private static final String TURNED_AWAY = "the server rejects the HTTP/2 request unprocessed";
    private static final String STRIPPED = "a proxy removes the body";
    private static final String ARRIVED_ONCE = "DELETED (1 that arrives)";
    private static final String REFUSED_WITHOUT =
            "REFUSED because of InvalidRequestException, or DELETED if there is no body (0 or 1)";

    private RelayFaults() {}

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            // A download sends only list requests and requests to other addresses.
            if (operation == Operation.DOWNLOAD_CHECKPOINT) {
                continue;
            }
            for (boolean pooled : new boolean[] {false, true}) {
                String connection = pooled ? POOLED : FRESH;
                clauses.add(clause(
                                "F5",
                                operation,
                                RESET + " (" + connection + ")",
                                context -> reset(context, operation, Spoiling.RESET_BEFORE, pooled))
                        .ends(ARRIVED_ONCE));
                clauses.add(clause(
                                pooled ? "F7" : "F6",
                                operation,
                                "applied, " + connection + INSTEAD,
                                context -> reset(context, operation, Spoiling.RESET_AFTER, pooled))
                        .ends("PRESUMED_DELETED (1 to 3)"));
            }
            for (Refusal refusal : Refusal.values()) {
                String says = operation.label() + ": " + TURNED_AWAY + " (" + refusal + ")";
                clauses.add(Clause.of("F44", says, context -> turnedAway(context, operation, refusal))
                        .needs(FaultTrial.capability(operation))
                        .onTheWire()
                        .when("an HTTP/2 address", fixture -> http2(fixture).isPresent())
                        .ends(ARRIVED_ONCE));
            }
        }
        clauses.addAll(NotApplicable.byFiles("F5", RESET));
        clauses.addAll(NotApplicable.byFiles("F6", "applied, " + FRESH + INSTEAD));
        clauses.addAll(NotApplicable.byFiles("F7", "applied, " + POOLED + INSTEAD));
        clauses.addAll(NotApplicable.byFiles("F44", TURNED_AWAY));
        clauses.addAll(NotApplicable.but(DELETIONS, "F45", STRIPPED, "only a deletion does harm without its body"));
        for (Operation deletion : DELETIONS) {
            clauses.add(clause(
                            "F45",
                            deletion,
                            STRIPPED + " (of each DELETE)",
                            context -> stripped(context, deletion, true))
                    .ends(REFUSED_WITHOUT));
            clauses.add(clause(
                            "F45",
                            deletion,
                            STRIPPED + " (of the deletion, whatever its method)",
                            context -> stripped(context, deletion, false))
                    .ends(REFUSED_WITHOUT));
        }
        return clauses;
    }

    private static Clause clause(String id, Operation operation, String about, Clause.Proof proof) {
        return Clause.of(id, operation.label() + ": " + about, proof)
                .needs(FaultTrial.capability(operation))
                .onTheWire()
                .when(
                        "an HTTP/1.1 address",
                        fixture -> TlsFaults.address(fixture).isPresent());
    }

    private static Optional<URI> http2(StoreFixture fixture) {
        return fixture.wire().flatMap(FaultFixture::http2Address);
    }

    private static void reset(ContractContext context, Operation operation, Spoiling spoiling, boolean pooled)
            throws IOException {
        Http1Relay manner = new Http1Relay(TlsFaults.address(context.fixture()).orElseThrow());
        try (Relay relay = Relay.plain(manner)) {
            Map<String, String> settings = relay.instead(context.fixture());
            ModelkeepClient first = context.openMore(context.config(settings).build());
            int place = healthy(context, operation, first).place();
            ModelkeepClient second =
                    pooled ? first : context.openMore(context.config(settings).build());
            FaultTrial trial = FaultTrial.of(operation, context.fixture());
            manner.spoil(spoiling, (number, method) -> number == place);
            boolean applied = spoiling == Spoiling.RESET_AFTER;
            check(context, operation, second, trial, applied ? lost(operation) : repeated(operation), applied ? 0 : 1);
            assertThat(manner.spoiled()).isEqualTo(1);
        }
    }

    private static void turnedAway(ContractContext context, Operation operation, Refusal refusal) throws IOException {
        Http2Relay manner = new Http2Relay(http2(context.fixture()).orElseThrow());
        try (Relay relay = Relay.tls(RelayTls.TRUSTED.listening("h2"), manner);
                Folder folder = Folder.fresh()) {
            folder.put("authority.pem", RelayTls.authority());
            Map<String, String> settings = new HashMap<>(relay.instead(context.fixture()));
            settings.put("trust-store", folder.path().resolve("authority.pem").toString());
            ModelkeepClient stores = context.openMore(context.config(settings).build());
            Healthy healthy = healthy(context, operation, stores);
            FaultTrial trial = FaultTrial.of(operation, context.fixture());
            manner.refuse(refusal, healthy.place());
            // Nothing is uncertain, so no additional read is allowed.
            List<ExpectedResult> ways = notLookedAt(operation).stream()
                    .map(way -> way.reads(0, healthy.others()))
                    .toList();
            check(context, operation, stores, trial, ways, 1);
            assertThat(manner.refused()).isEqualTo(1);
        }
    }

    private static void stripped(ContractContext context, Operation deletion, boolean anyDelete) throws IOException {
        Http1Relay manner = new Http1Relay(TlsFaults.address(context.fixture()).orElseThrow());
        try (Relay relay = Relay.plain(manner)) {
            ModelkeepClient stores = context.openMore(
                    context.config(relay.instead(context.fixture())).build());
            int place = healthy(context, deletion, stores).place();
            FaultTrial trial = FaultTrial.of(deletion, context.fixture());
            manner.spoil(
                    Spoiling.STRIP_BODY, (number, method) -> anyDelete ? method.equals("DELETE ") : number == place);
            int before = context.requests().size();
            int heard = context.listener().attempted().size();
            CallResult ending = trial.run(stores);
            List<WireRequest> sent =
                    context.requests().subList(before, context.requests().size());
            // Without its body a request may look like a request of another operation.
            List<ExpectedResult> ways = manner.spoiled() > 0
                    ? List.of(ExpectedResult.outcome(REFUSED).own(0, 1).because(InvalidRequestException.class))
                    : FaultRow.healthy(deletion);
            FaultRow.checkOneOf(ways, context.fixture(), deletion, ending, sent);
            trial.checkTruth(ending);
            assertThat(manner.spoiled()).isLessThan(2);
            assertThat(sent.stream().filter(WireRequest::changedState)).hasSize(1 - manner.spoiled());
            assertThat(context.listener().attempted()).hasSize(heard + sent.size());
        }
    }

    /** Runs a trial and compares the requests that arrived with those reported to the listener. */
    private static void check(
            ContractContext context,
            Operation operation,
            ModelkeepClient stores,
            FaultTrial trial,
            List<ExpectedResult> ways,
            int notArrived) {
        int before = context.requests().size();
        int heard = context.listener().attempted().size();
        CallResult ending = trial.run(stores);
        List<WireRequest> sent =
                context.requests().subList(before, context.requests().size());
        FaultRow.checkOneOf(ways, context.fixture(), operation, ending, sent);
        trial.checkTruth(ending);
        assertThat(context.listener().attempted())
                .as("requests reported to the listener, where %s arrived", sent)
                .hasSize(heard + sent.size() + notArrived);
    }

    /**
     * The requests of an operation without a fault.
     *
     * @param place the number of requests before the first request of the operation itself
     * @param others the number of requests that are not of the operation itself
     */
    private record Healthy(int place, int others) {}

    private static Healthy healthy(ContractContext context, Operation operation, ModelkeepClient stores) {
        FaultTrial trial = operation == Operation.CREATE_MODEL
                ? new WriteTrials.Created(context.fixture(), "created-before")
                : FaultTrial.of(operation, context.fixture());
        int before = context.requests().size();
        CallResult ending = trial.run(stores);
        List<WireRequest> sent =
                context.requests().subList(before, context.requests().size());
        FaultRow.checkOneOf(FaultRow.healthy(operation), context.fixture(), operation, ending, sent);
        List<Boolean> own = sent.stream()
                .map(request -> request.operation().filter(operation::equals).isPresent())
                .toList();
        return new Healthy(
                own.indexOf(true), (int) own.stream().filter(mine -> !mine).count());
    }

    /** Returns the endings of a request that was carried out without an answer that reports it. */
    private static List<ExpectedResult> lost(Operation operation) {
        return switch (operation) {
            case CREATE_MODEL ->
                List.of(
                        ExpectedResult.error(OutcomeUnknownException.class),
                        ExpectedResult.answer().own(1, ATTEMPTS));
            case DELETE_MODEL, DELETE_VERSIONS, DELETE_CHECKPOINTS ->
                List.of(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS));
            default -> List.of(ExpectedResult.answer().own(2, 2));
        };
    }

    /**
     * Returns the endings of a request that was not carried out, which only a read or a retry can show. Requests that
     * did not arrive are not counted.
     */
    private static List<ExpectedResult> repeated(Operation operation) {
        return operation == Operation.CREATE_MODEL
                ? List.of(ExpectedResult.error(OutcomeUnknownException.class).own(0, 0), ExpectedResult.answer())
                : FaultRow.healthy(operation);
    }

    /**
     * Returns the endings of a request that was reported as not processed. Requests that did not arrive are not
     * counted.
     */
    private static List<ExpectedResult> notLookedAt(Operation operation) {
        return operation == Operation.CREATE_MODEL
                ? List.of(ExpectedResult.error(UnavailableException.class).own(0, 0), ExpectedResult.answer())
                : FaultRow.healthy(operation);
    }
}
