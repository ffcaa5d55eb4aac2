package io.modelkeep.testkit;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;

import io.modelkeep.MalformedResponseException;
import io.modelkeep.Operation;
import io.modelkeep.ScopeExceededException;
import java.util.List;
import java.util.function.Supplier;

/** The service answers about more than was asked, or about something else. */
final class ScopeRows {

    private static final int ATTEMPTS = 3;

    private ScopeRows() {}

    static List<FaultRow> all() {
        return List.of(
                DamageRows.edited(
                                "F32",
                                "applied, a count above what was asked",
                                "",
                                () -> JsonEdit.counts(number -> number + 1000))
                        .bulks(Expected.outcome(PRESUMED_DELETED, DELETED, UNKNOWN)
                                .own(1, ATTEMPTS)
                                .stoppedBy(ScopeExceededException.class))
                        .not(DamageRows.NO_COUNT, Operation.DELETE_MODEL, Operation.CREATE_MODEL)
                        .notReads(DamageRows.NO_COUNT),
                DamageRows.edited("F53", "applied, a count below zero", "", () -> JsonEdit.counts(number -> -5L))
                        .deletes(Expected.outcome(PRESUMED_DELETED, DELETED, UNKNOWN)
                                .own(1, ATTEMPTS)
                                .stoppedBy(ScopeExceededException.class))
                        .not("what a creation counts differs by provider", Operation.CREATE_MODEL)
                        .notReads("what a number below zero means differs by field"),
                other("other ids", JsonEdit::words)
                        .bulks(Expected.outcome(PRESUMED_DELETED, UNKNOWN)
                                .own(1, ATTEMPTS)
                                .settledByReading())
                        .model(
                                Expected.outcome(PRESUMED_DELETED, DELETED)
                                        .own(1, ATTEMPTS)
                                        .settledByReading(),
                                anotherWasDeleted())
                        .reads(Expected.error(MalformedResponseException.class))
                        .not(
                                "a list is about whatever it holds",
                                Operation.LIST_MODELS,
                                Operation.LIST_VERSIONS,
                                Operation.LIST_TRAININGS,
                                Operation.LIST_CHECKPOINTS,
                                Operation.LIST_FILES),
                other("false for true", JsonEdit::denials)
                        .deletes(Expected.outcome(PRESUMED_DELETED, UNKNOWN)
                                .own(1, ATTEMPTS)
                                .settledByReading())
                        .notReads("only a deletion is confirmed"));
    }

    /** A service that names another thing deleted that one, for all that a provider may know. */
    static Expected anotherWasDeleted() {
        return Expected.outcome(PRESUMED_DELETED, UNKNOWN)
                .own(1, ATTEMPTS)
                .settledByReading()
                .because(ScopeExceededException.class);
    }

    private static FaultRow other(String form, Supplier<JsonEdit> edit) {
        return DamageRows.edited("F33", "applied, the answer is about something else", form, edit)
                .not("what was created is for the service to name", Operation.CREATE_MODEL);
    }
}
