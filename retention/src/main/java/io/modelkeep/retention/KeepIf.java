package io.modelkeep.retention;

import io.modelkeep.retention.RetentionException.Reason;
import java.util.function.Predicate;

/** The rule that keeps the items for which a predicate is true. */
record KeepIf(String name, Predicate<Item> predicate) implements Rule {

    static final String WORD = "keep-if";

    @Override
    public String written() {
        return WORD + "=" + name;
    }

    @Override
    public void mark(Lineup lineup, Marks marks) {
        int reason = marks.reason(written());
        for (int position = 0; position < lineup.size(); position++) {
            int i = lineup.at(position);
            if (test(lineup, lineup.item(i))) {
                marks.add(i, reason);
            }
        }
    }

    private boolean test(Lineup lineup, Item item) {
        try {
            return predicate.test(item);
        } catch (RuntimeException failed) {
            throw new RetentionException(
                    Reason.NOT_EVALUABLE,
                    lineup.subject() + ": the predicate " + name + " failed for " + item.id() + ": " + failed,
                    failed);
        }
    }
}
