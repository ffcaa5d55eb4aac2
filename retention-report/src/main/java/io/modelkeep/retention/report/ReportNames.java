package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;

/** The names of items and parts in a report. */
final class ReportNames {

    private static final int MAX_REASONS = 300;

    private ReportNames() {}

    static String noun(ItemKind kind) {
        return kind == ItemKind.CHECKPOINTS ? "checkpoint" : "version";
    }

    static String parent(ItemKind kind) {
        return kind == ItemKind.CHECKPOINTS ? "run" : "model";
    }

    /** Returns the name of an item: its step or number if known, otherwise its id. */
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
