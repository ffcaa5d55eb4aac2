package io.modelkeep.testkit.internal.row;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.fault.ExpectedResult;
import io.modelkeep.testkit.internal.fault.FaultRow;
import io.modelkeep.testkit.internal.support.AnswerDamage;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.HostileText;
import io.modelkeep.testkit.internal.support.JsonEdit;
import io.modelkeep.testkit.internal.support.PrintedOutput;
import io.modelkeep.testkit.internal.support.TextEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The rows S11 and S12: hostile JSON is rejected or harmless, and never accepted as a success. */
final class HostileJsonRows {

    private static final int ATTEMPTS = 3;
    private static final int MEGABYTE = 1 << 20;
    private static final int BELOW_THE_BOUND_OF_A_BODY = 5_000_000;
    private static final String JSON = "application/json";
    private static final String CANARY = "canary-of-the-body";
    private static final String DEEP = "[".repeat(100_000) + "]".repeat(100_000);
    private static final String NOTHING_TO_MISS = "the meaning of a 404 for a creation differs by provider";

    private HostileJsonRows() {}

    static List<FaultRow> all() {
        List<FaultRow> rows = new ArrayList<>();
        rows.addAll(noticed());
        rows.addAll(passedOver());
        rows.add(FaultRow.of("S11", "applied, a field that names a class", Fault.editJson(HostileJsonRows::withClass))
                .reads(ExpectedResult.answer())
                .deletes(ExpectedResult.outcome(DELETED))
                .creates(ExpectedResult.answer()));
        rows.add(notApplied("another service's success", "{\"success\":true,\"status\":\"deleted\",\"deleted\":true}"));
        rows.add(notApplied("nested 100,000 deep", "{\"deleted\":" + DEEP + "}"));
        rows.add(absent("nested 100,000 deep", "{\"detail\":" + DEEP + "}"));
        rows.add(absent("text after the end", HostileText.errorBody("not found") + " x"));
        rows.addAll(canaries());
        return rows;
    }

    private static List<FaultRow> noticed() {
        Map<String, UnaryOperator<String>> forms = new LinkedHashMap<>();
        forms.put("nested 100,000 deep", TextEdit.field("deep", DEEP));
        forms.put("a name of 1 MiB", TextEdit.field("n".repeat(MEGABYTE), "1"));
        forms.put("a name twice, once escaped", TextEdit.nameTwice());
        forms.put("text after the end", body -> body + " x");
        forms.put("a second document", body -> body + body);
        forms.put("a comment", body -> "/* all is well */" + body);
        forms.put("a control character in a string", TextEdit.field("text", "\"a\u0000b\""));
        forms.put("NaN for numbers", TextEdit.numbers("NaN"));
        forms.put("a class and its value", body -> "[\"java.net.URL\"," + body + "]");
        List<FaultRow> rows = new ArrayList<>();
        forms.forEach((form, edit) ->
                rows.add(unusable(edited("S11", "applied, hostile JSON that must be rejected", form, edit))));
        return rows;
    }

    private static List<FaultRow> passedOver() {
        Map<String, UnaryOperator<String>> forms = new LinkedHashMap<>();
        forms.put("a number of 5 MB", TextEdit.field("number", "9".repeat(BELOW_THE_BOUND_OF_A_BODY)));
        forms.put("a string of 2 MiB", TextEdit.field("text", '"' + "t".repeat(2 * MEGABYTE) + '"'));
        forms.put("a million elements", TextEdit.field("list", "[0" + ",0".repeat(1_000_000) + "]"));
        forms.put("a byte order mark", body -> '\ufeff' + body);
        for (String number : List.of("1e400", "1e999999999", "18446744073709551617", "0.0000001e7")) {
            forms.put(number + " for numbers", TextEdit.numbers(number));
        }
        List<FaultRow> rows = new ArrayList<>();
        String about = "applied, hostile JSON that is rejected or harmless";
        forms.forEach((form, edit) -> rows.add(lenient(edited("S11", about, form, edit))));
        rows.add(lenient(edited("S11", about, "half of a surrogate pair in strings", TextEdit.halfCharacters()))
                .model(
                        ExpectedResult.outcome(PRESUMED_DELETED, DELETED).own(1, ATTEMPTS),
                        ScopeRows.anotherWasDeleted())
                .not("the path of a file may be any text", Operation.LIST_FILES));
        rows.add(lenient(editedValues(about, "a nested list for each value", () -> List.of(List.of()))));
        rows.add(lenient(editedValues(about, "an object for each value", Map::of)));
        return rows;
    }

    private static Map<String, Object> withClass(Map<String, Object> object) {
        Map<String, Object> named = new LinkedHashMap<>(Map.of("@class", "java.net.URL"));
        named.putAll(object);
        return named;
    }

    private static FaultRow unusable(FaultRow row) {
        return row.reads(ExpectedResult.error(MalformedResponseException.class))
                .bulks(ExpectedResult.outcome(PRESUMED_DELETED).own(1, ATTEMPTS).settledByReading())
                .model(ExpectedResult.outcome(PRESUMED_DELETED, DELETED).own(1, ATTEMPTS))
                .creates(ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class));
    }

    private static FaultRow lenient(FaultRow row) {
        return row.reads(ExpectedResult.error(MalformedResponseException.class), ExpectedResult.answer())
                .deletes(ExpectedResult.outcome(PRESUMED_DELETED, DELETED).own(1, ATTEMPTS))
                .creates(
                        ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class),
                        ExpectedResult.answer());
    }

    private static FaultRow notApplied(String form, String body) {
        return playing("S11", "not applied, a success in hostile JSON", form, Fault.answer(200, JSON, body))
                .deletes(ExpectedResult.outcome(DELETED, REFUSED, FAILED, UNKNOWN)
                        .own(1, ATTEMPTS))
                .notReads("a read changes nothing, so whether it was carried out makes no difference")
                .not("a creation is equally uncertain whether or not it was applied", Operation.CREATE_MODEL);
    }

    /** Returns a row in which an unreadable 404 must not be taken for an absence. */
    private static FaultRow absent(String form, String body) {
        return playing("S11", "404 in hostile JSON", form, Fault.answer(404, JSON, body))
                .reads(ExpectedResult.error(MalformedResponseException.class))
                .deletes(ExpectedResult.outcome(FAILED, UNKNOWN).because(MalformedResponseException.class))
                .not(NOTHING_TO_MISS, Operation.CREATE_MODEL);
    }

    /** Returns the rows in which an unreadable answer must not appear in an exception. */
    private static List<FaultRow> canaries() {
        String about = "applied, an unreadable answer is not quoted";
        String page = "<html><body>" + CANARY + "</body></html>";
        String damaged = "{\"" + CANARY + "\":\"" + CANARY + "\"," + CANARY;
        List<FaultRow> rows = new ArrayList<>();
        rows.add(unquoted(edited("S12", about, "half JSON", body -> damaged)));
        rows.add(unquoted(edited("S12", about, "text for numbers", TextEdit.numbers('"' + CANARY + '"'))));
        rows.add(unquoted(playing(
                "S12", about, "HTML", Fault.answer(200, "text/html", page).applied())));
        return rows;
    }

    private static FaultRow unquoted(FaultRow row) {
        return row.reads(
                        ExpectedResult.error(MalformedResponseException.class).and(HostileJsonRows::quotesNothing),
                        ExpectedResult.answer())
                .deletes(ExpectedResult.outcome(PRESUMED_DELETED, DELETED)
                        .own(1, ATTEMPTS)
                        .and(HostileJsonRows::quotesNothing))
                .creates(
                        ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class)
                                .and(HostileJsonRows::quotesNothing),
                        ExpectedResult.answer());
    }

    private static void quotesNothing(CallResult ending) {
        assertThat(ending.reasons())
                .allSatisfy(failure -> assertThat(PrintedOutput.text(failure)).doesNotContain(CANARY));
    }

    private static FaultRow playing(String id, String about, String form, Fault fault) {
        return FaultRow.of(id, about, form, FaultRow.playing(() -> List.of(fault)));
    }

    private static FaultRow editedValues(String about, String form, Supplier<Object> value) {
        return FaultRow.of("S11", about, form, (context, operation) -> {
            JsonEdit fresh = JsonEdit.values(value.get());
            context.wire().inject(operation, Fault.editJson(fresh));
            return new AnswerDamage(fresh::spoiled);
        });
    }

    private static FaultRow edited(String id, String about, String form, UnaryOperator<String> edit) {
        return FaultRow.of(id, about, form, (context, operation) -> {
            TextEdit fresh = new TextEdit(edit);
            context.wire().inject(operation, Fault.editText(fresh));
            return new AnswerDamage(fresh::spoiled);
        });
    }
}
