package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;

/** How a report names things. */
final class ReportNames {

    private static final int MAX_REASONS = 300;

    private ReportNames() {}

    static String noun(ItemKind kind) {
        return kind == ItemKind.CHECKPOINTS ? "checkpoint" : "version";
    }

    static String parent(ItemKind kind) {
        return kind == ItemKind.CHECKPOINTS ? "training" : "model";
    }

    /** An item by its step or number, else by its id. */
    static String item(ItemKind kind, Item item) {
        if (item.step().isPresent()) {
            return "step " + ReportText.count(item.step().getAsLong());
        }
        if (item.number().isPresent()) {
            return noun(kind) + " " + ReportText.count(item.number().getAsLong());
        }
        return noun(kind) + " " + ReportText.cut(item.id(), 80);
    }

    static String reasons(Decision decision) {
        return ReportText.cut(String.join(", ", decision.reasons()), MAX_REASONS);
    }
}
