package io.modelkeep.retention.report;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.item.ItemKind;
import java.util.Locale;
import java.util.Optional;

/** The known outcomes of deletions, in words. An item that no run processed has no outcome. */
@FunctionalInterface
public interface ReportOutcomes {

    /** No outcomes, where no audit log is given. */
    ReportOutcomes NONE = (kind, parent, id) -> Optional.empty();

    /** The text for a deletion that began and whose outcome was not recorded. */
    String OPEN = "begun, outcome not recorded";

    Optional<String> of(ItemKind kind, String parent, String id);

    /** Returns the last recorded outcome of an item, in words and with its cause. */
    static String word(AuditHistory.Entry entry) {
        String word = entry.outcome().map(ReportOutcomes::word).orElse(OPEN);
        return word
                + entry.cause()
                        .map(cause -> " (" + ReportText.cut(cause, 80) + ")")
                        .orElse("");
    }

    /** Returns an outcome in words. */
    static String word(DeleteOutcome outcome) {
        return switch (outcome) {
            case ALREADY_ABSENT -> "was already gone";
            case PRESUMED_DELETED -> "presumed deleted";
            default -> outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
