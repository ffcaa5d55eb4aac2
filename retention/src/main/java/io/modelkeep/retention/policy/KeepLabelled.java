package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.retention.internal.order.ItemSelector;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.Item;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rule that keeps the versions with one of the given tags or aliases. */
public record KeepLabelled(Label label, ItemSelector names) implements Rule {

    /** The kind of label. */
    public enum Label {
        TAG("keep-tag"),
        ALIAS("keep-alias");

        private final String word;

        Label(String word) {
            this.word = word;
        }

        /** Returns the word that begins the rule. */
        public String word() {
            return word;
        }

        private Set<String> of(Item item) {
            return (this == TAG ? item.tags() : item.aliases()).orElse(Set.of());
        }
    }

    @Override
    public String written() {
        return label.word + "=" + names.written();
    }

    @Override
    public Optional<Field> needs() {
        return Optional.of(Field.ALIASES);
    }

    @Override
    public void mark(OrderedItems lineup, KeepReasons marks) {
        int reason = marks.reason(written());
        for (int i = 0; i < lineup.size(); i++) {
            if (label.of(lineup.item(i)).stream().anyMatch(names::has)) {
                marks.add(i, reason);
            }
        }
    }

    /** Returns the names that no item has. */
    public List<String> absentFrom(OrderedItems lineup) {
        Set<String> present = new TreeSet<>();
        for (int i = 0; i < lineup.size(); i++) {
            present.addAll(label.of(lineup.item(i)));
        }
        return names.without(present);
    }
}
