package io.modelkeep.testkit.internal.row;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;

import io.modelkeep.Operation;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.fault.ExpectedResult;
import io.modelkeep.testkit.internal.fault.FaultRow;
import io.modelkeep.testkit.internal.support.AnswerDamage;
import io.modelkeep.testkit.internal.support.JsonEdit;
import io.modelkeep.testkit.internal.support.TextEdit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The rows about answers that report a success and cannot be trusted. */
public final class DamageRows {

    private static final int ATTEMPTS = 3;
    private static final int LIMIT = 64 << 10;
    private static final String JSON = "application/json";
    static final String NO_COUNT = "only the answer of a bulk deletion contains a count that is checked";

    private DamageRows() {}

    public static List<FaultRow> all() {
        List<FaultRow> rows = new ArrayList<>();
        unusable(rows, "HTML", Fault.answer(200, "text/html", "<html><body>log in</body></html>"));
        unusable(rows, "an empty body", Fault.answer(200, JSON, ""));
        unusable(rows, "another service's success", Fault.answer(200, JSON, "{\"status\":\"ok\"}"));
        unusable(rows, "null", Fault.answer(200, JSON, "null"));
        unusable(rows, "an empty list", Fault.answer(200, JSON, "[]"));
        unusable(rows, "half an object", Fault.answer(200, JSON, "{\"a\":"));
        rows.add(believed(form(
                        "F24",
                        "applied, a success without a usable body",
                        "204",
                        noContent().applied()))
                .bulks(ExpectedResult.outcome(PRESUMED_DELETED, DELETED).own(1, ATTEMPTS)));
        rows.add(FaultRow.of("F25", "applied, the body is cut off", Fault.cutBody())
                .reads(ExpectedResult.answer().own(2, 2))
                .deletes(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS))
                .creates(
                        ExpectedResult.error(OutcomeUnknownException.class),
                        ExpectedResult.answer().own(1, ATTEMPTS)));
        rows.add(damaged("no fields", JsonEdit::empty).reads(ExpectedResult.error(MalformedResponseException.class)));
        rows.add(damaged("null in each field", JsonEdit::nulls)
                .reads(ExpectedResult.error(MalformedResponseException.class)));
        rows.add(damaged("each field twice", JsonEdit::keysTwice)
                .reads(ExpectedResult.error(MalformedResponseException.class)));
        rows.add(damaged("numbers as words", () -> JsonEdit.numbers(number -> "many")));
        rows.add(damaged("numbers with a fraction", () -> JsonEdit.numbers(number -> number + 0.5)));
        rows.add(edited("F27", "applied, unknown fields", "", JsonEdit::extraFields)
                .reads(ExpectedResult.answer())
                .deletes(ExpectedResult.outcome(DELETED))
                .creates(ExpectedResult.answer()));
        rows.addAll(bodies());
        rows.add(miscounted("a count below the request", () -> JsonEdit.counts(number -> number - 1)));
        rows.add(miscounted("more not found than requested", () -> JsonEdit.longerLists(987_654_321L)));
        return rows;
    }

    private static Fault noContent() {
        return Fault.answer(204, JSON, "");
    }

    private static void unusable(List<FaultRow> rows, String form, Fault fault) {
        rows.add(believed(form("F24", "applied, a success without a usable body", form, fault.applied())));
        rows.add(form("F24", "not applied, a success without a usable body", form, fault)
                .deletes(ExpectedResult.outcome(DELETED, REFUSED, FAILED, UNKNOWN)
                        .own(1, ATTEMPTS))
                .notReads("a read changes nothing, so whether it was carried out makes no difference")
                .not("a creation is equally uncertain whether or not it was applied", Operation.CREATE_MODEL));
    }

    /**
     * Sets the expectations for a request that was carried out and answered unusably, so that a read has to settle it.
     */
    private static FaultRow believed(FaultRow row) {
        return row.reads(ExpectedResult.error(MalformedResponseException.class))
                .bulks(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS).settledByReading())
                .model(ExpectedResult.outcome(PRESUMED_DELETED, DELETED).own(1, ATTEMPTS))
                .creates(ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class));
    }

    /**
     * Returns a row with damaged JSON. Damage to a field that is not used may go unnoticed, except in the answer of a
     * bulk deletion.
     */
    private static FaultRow damaged(String form, Supplier<JsonEdit> edit) {
        return edited("F26", "applied, the JSON is damaged", form, edit)
                .reads(ExpectedResult.error(MalformedResponseException.class), ExpectedResult.answer())
                .bulks(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS).settledByReading())
                .model(ExpectedResult.outcome(PRESUMED_DELETED, DELETED).own(1, ATTEMPTS))
                .creates(
                        ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class),
                        ExpectedResult.answer());
    }

    private static FaultRow miscounted(String form, Supplier<JsonEdit> edit) {
        return edited("F29", "applied, the counts do not match the request", form, edit)
                .bulks(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS).settledByReading())
                .not(NO_COUNT, Operation.DELETE_MODEL, Operation.CREATE_MODEL)
                .notReads(NO_COUNT);
    }

    /** Returns the rows about bodies that are too large, endless or too slow. */
    private static List<FaultRow> bodies() {
        String about = "applied, the body is too large, endless or too slow";
        FaultRow bomb =
                form("F28", about, "a gzip bomb", Fault.gzipBomb(32L << 20).applied());
        List<FaultRow> rows = new ArrayList<>();
        // Valid JSON, so that only its size is wrong. A list that is returned whole may be eight times as large.
        for (int times : new int[] {2, 4, 9}) {
            String form = "valid JSON of " + times + " times the limit";
            rows.add(tooLarge(
                    FaultRow.of("F28", about, form, (context, operation) -> {
                        TextEdit fresh = new TextEdit(TextEdit.field("padding", '"' + "p".repeat(times * LIMIT) + '"'));
                        context.wire().inject(operation, Fault.editText(fresh));
                        return new AnswerDamage(fresh::spoiled);
                    }),
                    times > 8));
        }
        FaultRow endless =
                form("F28", about, "an endless body", Fault.endlessBody().applied());
        FaultRow drip = form("F28", about, "a drip", Fault.drip(Duration.ofMillis(100)));
        for (FaultRow row : List.of(bomb, endless)) {
            row.with("max-response-size", "64KiB")
                    .reads(ExpectedResult.error(MalformedResponseException.class, UnavailableException.class))
                    .deletes(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS))
                    .creates(
                            ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class),
                            ExpectedResult.answer().own(1, ATTEMPTS));
        }
        drip.withShortAttempts()
                .afterAnotherCall()
                .reads(ExpectedResult.answer().own(2, 2))
                .deletes(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS))
                .creates(
                        ExpectedResult.error(OutcomeUnknownException.class),
                        ExpectedResult.answer().own(1, ATTEMPTS));
        rows.addAll(List.of(bomb, endless, drip));
        return rows;
    }

    private static FaultRow tooLarge(FaultRow row, boolean always) {
        ExpectedResult refused = ExpectedResult.error(MalformedResponseException.class, UnavailableException.class);
        ExpectedResult[] whole =
                always ? new ExpectedResult[] {refused} : new ExpectedResult[] {refused, ExpectedResult.answer()};
        return row.with("max-response-size", "64KiB")
                .reads(whole)
                .read(Operation.GET_MODEL, refused)
                .deletes(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS))
                .creates(
                        ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class),
                        ExpectedResult.answer().own(1, ATTEMPTS));
    }

    private static FaultRow form(String id, String about, String form, Fault fault) {
        return FaultRow.of(id, about, form, FaultRow.playing(() -> List.of(fault)));
    }

    static FaultRow edited(String id, String about, String form, Supplier<JsonEdit> edit) {
        return FaultRow.of(id, about, form, (context, operation) -> {
            JsonEdit fresh = edit.get();
            context.wire().inject(operation, Fault.editJson(fresh));
            return new AnswerDamage(fresh::spoiled);
        });
    }
}
