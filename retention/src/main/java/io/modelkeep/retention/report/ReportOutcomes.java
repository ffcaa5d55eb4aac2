package io.modelkeep.retention.report;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.item.ItemKind;
import java.util.Locale;
import java.util.Optional;

/** What is known of the deletion of items, in words; empty for an item that no run came to. */
@FunctionalInterface
public interface ReportOutcomes {

    /** Nothing was applied, as far as anyone says. */
    ReportOutcomes NONE = (kind, parent, id) -> Optional.empty();

    /** What stands for an outcome that nobody recorded. */
    String OPEN = "begun, outcome not recorded";

    Optional<String> of(ItemKind kind, String parent, String id);

    /** The last word of a record on an item, as a reader says it. */
    static String word(AuditHistory.Entry entry) {
        String word = entry.outcome().map(ReportOutcomes::word).orElse(OPEN);
        return word
                + entry.cause()
                        .map(cause -> " (" + ReportText.cut(cause, 80) + ")")
                        .orElse("");
    }

    /** An outcome as a reader says it. */
    static String word(DeleteOutcome outcome) {
        return switch (outcome) {
            case ALREADY_ABSENT -> "was already gone";
            case PRESUMED_DELETED -> "presumed deleted";
            default -> outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
