package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Exchanges;
import io.modelkeep.testkit.internal.support.InjectedFault;
import io.modelkeep.testkit.internal.support.NotApplicable;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.PlainCall;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row of the fault matrix: a fault on the wire, and the allowed endings of each operation. */
public final class FaultRow {

    /**
     * The timeout of an attempt that gets no answer: short to wait for, and not always sufficient on a busy machine.
     */
    private static final String SHORT_TIMEOUT = "400ms";

    /** An action that plays the fault of a row for one operation. */
    public interface Play {
        InjectedFault on(ContractContext context, Operation operation) throws Exception;
    }

    private final String id;
    private final String about;
    private final String variant;
    private final Play play;
    private final Map<Operation, List<ExpectedResult>> cells = new EnumMap<>(Operation.class);
    private final Map<Operation, String> notApplicable = new EnumMap<>(Operation.class);
    private final Map<String, String> settings = new LinkedHashMap<>();
    private boolean spare;
    private boolean warm;
    private boolean timed;
    private List<ExpectedResult> unreadableModel = List.of();

    private FaultRow(String id, String about, String variant, Play play) {
        this.id = id;
        this.about = about;
        this.variant = variant;
        this.play = play;
        notApplicable.put(Operation.DOWNLOAD_CHECKPOINT, NotApplicable.FILES);
    }

    /** Creates a row that plays one fault after the other, each on one request of the operation. */
    public static FaultRow of(String id, String about, Fault... faults) {
        return of(id, about, "", playing(() -> List.of(faults)));
    }

    /** Creates one of several variants of a row. */
    public static FaultRow of(String id, String about, String variant, Play play) {
        return new FaultRow(id, about, variant, play);
    }

    public static Play playing(Supplier<List<Fault>> faults) {
        return (context, operation) -> {
            faults.get().forEach(fault -> context.wire().inject(operation, fault));
            return InjectedFault.DONE;
        };
    }

    /** Sets the allowed endings of all reads. */
    public FaultRow reads(ExpectedResult... ways) {
        OperationCalls.READS.forEach(read -> cells.put(read, List.of(ways)));
        return this;
    }

    /** Sets the allowed endings of one of the reads. */
    public FaultRow read(Operation read, ExpectedResult... ways) {
        cells.put(read, List.of(ways));
        return this;
    }

    /**
     * Makes an attempt time out after a short time. On a busy machine, an answer that is under way may also come too
     * late. Then more requests are sent than there are faults, and more outcomes may be uncertain.
     */
    public FaultRow withShortAttempts() {
        settings.put(CommonKeys.REQUEST_TIMEOUT.name(), SHORT_TIMEOUT);
        settings.put(CommonKeys.MAX_ATTEMPTS.name(), "10");
        this.timed = true;
        return this;
    }

    /** Sets the allowed endings of all deletions. */
    public FaultRow deletes(ExpectedResult... ways) {
        return bulks(ways).model(ways);
    }

    /** Sets the allowed endings of bulk deletions. */
    public FaultRow bulks(ExpectedResult... ways) {
        OperationCalls.BULKS.forEach(bulk -> cells.put(bulk, List.of(ways)));
        return this;
    }

    /** Sets the allowed endings of the deletion of a model. */
    public FaultRow model(ExpectedResult... ways) {
        cells.put(Operation.DELETE_MODEL, List.of(ways));
        return this;
    }

    /** Adds allowed endings of the deletion of a model for providers without a request that reads a model. */
    public FaultRow modelThatCannotBeRead(ExpectedResult... ways) {
        this.unreadableModel = List.of(ways);
        return this;
    }

    /** Sets the allowed endings of the creation of a model. */
    public FaultRow creates(ExpectedResult... ways) {
        cells.put(Operation.CREATE_MODEL, List.of(ways));
        return this;
    }

    /** Sets the reason why the row does not apply to some operations. */
    public FaultRow not(String reason, Operation... operations) {
        for (Operation operation : operations) {
            cells.remove(operation);
            notApplicable.put(operation, reason);
        }
        return this;
    }

    public FaultRow notReads(String reason) {
        return not(reason, OperationCalls.READS.toArray(Operation[]::new));
    }

    /** Adds a setting for the client. */
    public FaultRow with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Declares that more faults are queued than a provider may need. The expected requests limit the number. */
    public FaultRow withSpareFaults() {
        this.spare = true;
        return this;
    }

    /** Sends a read first, so that the connection is already open. */
    public FaultRow afterAnotherCall() {
        this.warm = true;
        return this;
    }

    String id() {
        return id;
    }

    String about() {
        return about;
    }

    /** Returns a clause for each operation, including those to which the row does not apply. */
    public List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        notApplicable.forEach((operation, reason) ->
                clauses.add(Clause.of(id, says(operation), context -> {}).never(reason)));
        cells.forEach((operation, ways) -> {
            Clause clause = Clause.of(id, says(operation), context -> prove(context, operation, ways))
                    .needs(FaultTrial.capability(operation))
                    .onTheWire()
                    .ends(ways.stream().map(ExpectedResult::words).collect(Collectors.joining(", or ")));
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                clause = clause.with(setting.getKey(), setting.getValue());
            }
            clauses.add(clause);
        });
        return clauses;
    }

    private String says(Operation operation) {
        return operation.label() + ": " + about + (variant.isEmpty() ? "" : " (" + variant + ")");
    }

    private void prove(ContractContext context, Operation operation, List<ExpectedResult> ways) throws Exception {
        if (warm) {
            assertThat(PlainCall.prepared(context).apply(context.client())).isNotNull();
        }
        FaultTrial trial = FaultTrial.of(operation, context.fixture());
        InjectedFault played = play.on(context, operation);
        int before = context.requests().size();
        int heard = context.listener().attempted().size();
        CallResult ending = trial.run(context.client());
        List<WireRequest> all = context.requests();
        List<WireRequest> sent = all.subList(before, all.size());
        List<ExpectedResult> expected = played.spoiled() ? ways(context, operation, ways) : healthy(operation);
        boolean late = timed && late(context, heard);
        if (!late) {
            checkOneOf(expected, context, operation, ending, before);
        }
        checkTruth(trial, context, ending, before);
        played.check();
        assertThat(context.listener().attempted().size() - heard)
                .as("requests reported to the listener, where %s arrived", sent)
                .isEqualTo(sent.size());
        if (!spare) {
            assertThat(context.wire().unconsumed())
                    .as("faults that were not played")
                    .isEmpty();
        }
    }

    private static void checkTruth(FaultTrial trial, ContractContext context, CallResult ending, int before) {
        try {
            trial.checkTruth(ending);
        } catch (AssertionError untrue) {
            throw new AssertionError(
                    "the state afterwards contradicts the result \"" + ending.words() + "\": "
                            + Exchanges.line(untrue.getMessage()) + Exchanges.words(context.wire(), before),
                    untrue);
        }
    }

    /** Reports whether more attempts ended without an answer than the one with the fault, as on a busy machine. */
    private static boolean late(ContractContext context, int heard) {
        List<StoreListener.Attempted> all = context.listener().attempted();
        return all.subList(heard, all.size()).stream()
                        .filter(event -> event.status().isEmpty())
                        .count()
                > 1;
    }

    private List<ExpectedResult> ways(ContractContext context, Operation operation, List<ExpectedResult> ways) {
        boolean read = context.declared().contains(Capability.MODEL_GET);
        return operation != Operation.DELETE_MODEL || read
                ? ways
                : Stream.concat(ways.stream(), unreadableModel.stream()).toList();
    }

    static List<ExpectedResult> healthy(Operation operation) {
        boolean deletes = operation == Operation.DELETE_MODEL || OperationCalls.BULKS.contains(operation);
        return List.of(deletes ? ExpectedResult.outcome(DeleteOutcome.DELETED) : ExpectedResult.answer());
    }

    static void checkOneOf(
            List<ExpectedResult> ways, ContractContext context, Operation operation, CallResult ending, int before) {
        List<WireRequest> all = context.requests();
        List<WireRequest> sent = all.subList(before, all.size());
        try {
            checkOneOf(ways, context.fixture(), operation, ending, sent);
        } catch (AssertionError none) {
            throw new AssertionError(none.getMessage() + Exchanges.words(context.wire(), before), none);
        }
    }

    static void checkOneOf(
            List<ExpectedResult> ways,
            StoreFixture fixture,
            Operation operation,
            CallResult ending,
            List<WireRequest> sent) {
        List<String> reasons = new ArrayList<>();
        for (ExpectedResult way : ways) {
            try {
                way.check(fixture, operation, ending, sent);
                return;
            } catch (AssertionError otherwise) {
                reasons.add("expected " + way + ", but " + Exchanges.line(otherwise.getMessage()));
            }
        }
        throw new AssertionError(ending.words() + "\n  " + String.join("\n  ", reasons));
    }
}
