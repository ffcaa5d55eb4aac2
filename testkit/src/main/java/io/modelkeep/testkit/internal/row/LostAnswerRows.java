package io.modelkeep.testkit.internal.row;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.Operation;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.fault.ExpectedResult;
import io.modelkeep.testkit.internal.fault.FaultRow;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.InjectedFault;
import io.modelkeep.testkit.internal.support.OperationCalls;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The rows in which the answer is lost or reports a server error, so that it is not known whether the request was
 * carried out.
 */
public final class LostAnswerRows {

    /** The attempts that a call makes by default. */
    private static final int ATTEMPTS = 3;

    private static final String NOTHING_LOST =
            "a read changes nothing, so whether it was carried out makes no difference";

    private LostAnswerRows() {}

    public static List<FaultRow> all() {
        List<FaultRow> rows = new ArrayList<>();
        rows.add(FaultRow.of("F1", "no fault")
                .reads(ExpectedResult.answer())
                .deletes(ExpectedResult.outcome(DELETED).reads(0, 3))
                .creates(ExpectedResult.answer()));
        rows.add(lost(FaultRow.of(
                "F6",
                "applied, the answer is lost on a fresh connection",
                Fault.disconnect().applied())));
        rows.add(lost(FaultRow.of(
                        "F7",
                        "applied, the answer is lost on a pooled connection",
                        Fault.disconnect().applied()))
                .afterAnotherCall());
        rows.add(lost(FaultRow.of(
                        "F8",
                        "applied, no answer before the attempt times out",
                        Fault.stall().applied()))
                .afterAnotherCall()
                .withShortAttempts());
        rows.add(repeated(FaultRow.of("F9", "not applied, no answer before the attempt times out", Fault.stall()))
                .afterAnotherCall()
                .withShortAttempts());
        for (int status : new int[] {500, 502, 503, 504}) {
            rows.add(lost(form(
                            "F10",
                            "applied, then a server error",
                            status,
                            Fault.status(status).applied()))
                    .notReads(NOTHING_LOST));
            rows.add(repeated(form("F11", "not applied, a server error, then success", status, Fault.status(status))));
            rows.add(errorsOnly(status));
        }
        rows.add(repeated(FaultRow.of("F18", "not applied, 408, then success", Fault.status(408))));
        for (int status : new int[] {500, 503}) {
            rows.add(neverApplied(Integer.toString(status), Fault.status(status))
                    .deletes(ExpectedResult.outcome(FAILED)
                            .own(1, ATTEMPTS)
                            .settledByReading()
                            .because(UnavailableException.class))
                    .modelThatCannotBeRead(ExpectedResult.outcome(UNKNOWN)
                            .own(1, ATTEMPTS)
                            .settledByReading()
                            .because(OutcomeUnknownException.class)));
        }
        for (int status : new int[] {408, 502, 504, 520, 522, 524, 529}) {
            rows.add(mayContinue(Integer.toString(status), Fault.status(status)));
        }
        for (int status : new int[] {500, 503}) {
            rows.add(mayContinue(status + " in HTML", Fault.answer(status, "text/html", "<html>busy</html>")));
        }
        rows.add(mayContinue("no answer", Fault.disconnect()));
        rows.add(nothingButErrors());
        rows.add(nothingToBeRead());
        return rows;
    }

    private static FaultRow form(String id, String about, int status, Fault... faults) {
        return FaultRow.of(id, about, Integer.toString(status), FaultRow.playing(() -> List.of(faults)));
    }

    /** Sets the expectations for a request that was carried out without an answer that reports it. */
    private static FaultRow lost(FaultRow row) {
        return row.reads(ExpectedResult.answer().own(2, 2))
                .deletes(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS))
                .creates(
                        ExpectedResult.error(OutcomeUnknownException.class),
                        ExpectedResult.answer().own(1, ATTEMPTS));
    }

    /** Sets the expectations for a request that was not carried out, which only a read or a retry can show. */
    private static FaultRow repeated(FaultRow row) {
        return row.reads(ExpectedResult.answer().own(2, 2))
                .deletes(ExpectedResult.outcome(DELETED).own(2, 2))
                .creates(
                        ExpectedResult.error(OutcomeUnknownException.class),
                        ExpectedResult.answer().own(2, 2));
    }

    private static FaultRow errorsOnly(int status) {
        Fault fault = Fault.status(status);
        FaultRow.Play play = (context, operation) -> {
            List.of(fault.applied(), fault, fault).forEach(one -> context.wire().inject(operation, one));
            return () -> assertThat(context.wire().unconsumed())
                    .as("faults that were not played, of %s", ATTEMPTS)
                    .hasSize(ATTEMPTS - arrivals(context, operation));
        };
        return FaultRow.of(
                        "F12",
                        "applied by the first request, a server error every time",
                        Integer.toString(status),
                        play)
                .withSpareFaults()
                .reads(ExpectedResult.error(UnavailableException.class).own(ATTEMPTS, ATTEMPTS))
                .deletes(ExpectedResult.outcome(PRESUMED_DELETED)
                        .own(1, ATTEMPTS)
                        .settledByReading())
                .creates(ExpectedResult.error(OutcomeUnknownException.class).own(1, ATTEMPTS));
    }

    /** Returns a row with an error that does not exclude a later execution of the request. */
    private static FaultRow mayContinue(String form, Fault fault) {
        return neverApplied(form, fault)
                .deletes(ExpectedResult.outcome(UNKNOWN)
                        .own(1, ATTEMPTS)
                        .settledByReading()
                        .because(OutcomeUnknownException.class));
    }

    private static FaultRow neverApplied(String form, Fault fault) {
        FaultRow.Play play = (context, operation) -> {
            for (int i = 0; i < 4 * ATTEMPTS; i++) {
                context.wire().inject(operation, fault);
                if (operation == Operation.DELETE_MODEL && context.declared().contains(Capability.VERSION_DELETE)) {
                    // A model may also be deleted by deleting its known versions, if the deletion of the model failed.
                    context.wire().inject(Operation.DELETE_VERSIONS, fault);
                }
            }
            return InjectedFault.DONE;
        };
        return FaultRow.of("F52", "never applied, an error every time, the item stays listed", form, play)
                .withSpareFaults()
                .notReads("row F12 covers reads")
                .not("a creation is not settled by a read", Operation.CREATE_MODEL);
    }

    private static FaultRow nothingButErrors() {
        FaultRow.Play play = (context, operation) -> {
            for (int i = 0; i < 4 * ATTEMPTS; i++) {
                context.wire().inject(operation, Fault.status(500));
            }
            // The row does not cover reads before the deletion, so reads fail only after the deletion was sent.
            AtomicBoolean sent = new AtomicBoolean();
            context.listener().afterAttempt(() -> {
                if (arrived(context, operation) && sent.compareAndSet(false, true)) {
                    breakReads(context);
                }
            });
            return () -> assertThat(sent).isTrue();
        };
        return FaultRow.of("F13", "a server error for every request, including reads", "", play)
                .withSpareFaults()
                .deletes(ExpectedResult.outcome(UNKNOWN).own(1, ATTEMPTS))
                .notReads("row F12 covers reads")
                .not("a creation is not settled by a read", Operation.CREATE_MODEL);
    }

    /** Returns a row about reads that a provider needs before it deletes or creates. Most providers need none. */
    private static FaultRow nothingToBeRead() {
        FaultRow.Play play = (context, operation) -> {
            breakReads(context);
            return InjectedFault.DONE;
        };
        return FaultRow.of("F50", "a server error for reads only", "", play)
                .withSpareFaults()
                .deletes(
                        ExpectedResult.outcome(DELETED).reads(0, 0),
                        ExpectedResult.outcome(FAILED, NOT_ATTEMPTED).own(0, 0).because(UnavailableException.class))
                .creates(
                        ExpectedResult.answer().reads(0, 0),
                        ExpectedResult.error(UnavailableException.class).own(0, 0))
                .notReads("row F12 covers reads");
    }

    private static boolean arrived(ContractContext context, Operation operation) {
        return arrivals(context, operation) > 0;
    }

    private static int arrivals(ContractContext context, Operation operation) {
        return (int) context.requests().stream()
                .filter(request -> request.operation().filter(operation::equals).isPresent())
                .count();
    }

    /** Makes every read that the client supports fail, more often than any provider retries. */
    private static void breakReads(ContractContext context) {
        Set<Operation> reads = EnumSet.noneOf(Operation.class);
        context.declared().forEach(capability -> reads.add(OperationCalls.operation(capability)));
        reads.retainAll(OperationCalls.READS);
        for (Operation read : reads) {
            for (int i = 0; i < 4 * ATTEMPTS; i++) {
                context.wire().inject(read, Fault.status(500));
            }
        }
    }
}
