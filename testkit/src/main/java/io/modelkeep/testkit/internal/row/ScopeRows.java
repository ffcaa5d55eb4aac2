package io.modelkeep.testkit.internal.row;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;

import io.modelkeep.Operation;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.testkit.internal.fault.ExpectedResult;
import io.modelkeep.testkit.internal.fault.FaultRow;
import io.modelkeep.testkit.internal.support.JsonEdit;
import java.util.List;
import java.util.function.Supplier;

/** The rows in which the answer covers more items than requested, or other items. */
public final class ScopeRows {

    private static final int ATTEMPTS = 3;

    private ScopeRows() {}

    public static List<FaultRow> all() {
        return List.of(
                DamageRows.edited(
                                "F32",
                                "applied, the answer counts more items than requested",
                                "",
                                () -> JsonEdit.counts(number -> number + 1000))
                        .bulks(ExpectedResult.outcome(PRESUMED_DELETED, DELETED, UNKNOWN)
                                .own(1, ATTEMPTS)
                                .abortCause(ScopeExceededException.class))
                        .not(DamageRows.NO_COUNT, Operation.DELETE_MODEL, Operation.CREATE_MODEL)
                        .notReads(DamageRows.NO_COUNT),
                DamageRows.edited("F53", "applied, a negative count", "", () -> JsonEdit.counts(number -> -5L))
                        .deletes(ExpectedResult.outcome(PRESUMED_DELETED, DELETED, UNKNOWN)
                                .own(1, ATTEMPTS)
                                .abortCause(ScopeExceededException.class))
                        .not("the counts in the answer to a creation differ by provider", Operation.CREATE_MODEL)
                        .notReads("the meaning of a negative number differs by field"),
                other("other ids", JsonEdit::words)
                        .bulks(ExpectedResult.outcome(PRESUMED_DELETED, UNKNOWN)
                                .own(1, ATTEMPTS)
                                .settledByReading())
                        .model(
                                ExpectedResult.outcome(PRESUMED_DELETED, DELETED)
                                        .own(1, ATTEMPTS)
                                        .settledByReading(),
                                anotherWasDeleted())
                        .reads(ExpectedResult.error(MalformedResponseException.class))
                        .not(
                                "a list may contain any items",
                                Operation.LIST_MODELS,
                                Operation.LIST_VERSIONS,
                                Operation.LIST_RUNS,
                                Operation.LIST_CHECKPOINTS,
                                Operation.LIST_FILES),
                other("false for true", JsonEdit::denials)
                        .deletes(ExpectedResult.outcome(PRESUMED_DELETED, UNKNOWN)
                                .own(1, ATTEMPTS)
                                .settledByReading())
                        .notReads("only a deletion is confirmed by its answer"));
    }

    /** Expects the ending of a deletion whose answer names another item, which the service may have deleted. */
    static ExpectedResult anotherWasDeleted() {
        return ExpectedResult.outcome(PRESUMED_DELETED, UNKNOWN)
                .own(1, ATTEMPTS)
                .settledByReading()
                .because(ScopeExceededException.class);
    }

    private static FaultRow other(String form, Supplier<JsonEdit> edit) {
        return DamageRows.edited("F33", "applied, the answer contradicts the request", form, edit)
                .not("the service chooses the id of a created model", Operation.CREATE_MODEL);
    }
}
