package io.modelkeep.retention.internal.order;

import io.modelkeep.Field;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The content of a catalogue when it was read.
 *
 * @param kind the kind of the items
 * @param parent the id of the training run or model that contains the items
 * @param items the items, each id once, in any order
 * @param ambiguous the ids that were listed more than once, with different content
 * @param metricNames the names of the listed metrics, or empty if they are not known
 * @param declared the properties that the provider declares that it reports, and that protect an item; see
 *     {@link #protecting}
 * @param notes the notes about the reading for readers of the plan
 */
public record ItemList(
        ItemKind kind,
        String parent,
        List<Item> items,
        Set<String> ambiguous,
        Set<String> metricNames,
        Set<Field> declared,
        List<String> notes) {

    /** The properties of versions that protect an item from deletion. */
    private static final Set<Field> OF_VERSIONS = Set.of(Field.STATE, Field.LIVE, Field.ALIASES);

    /** The properties of checkpoints that protect an item from deletion. */
    private static final Set<Field> OF_CHECKPOINTS = Set.of(Field.STATE);

    /** Returns the properties that protect an item of this kind from deletion. */
    public static Set<Field> protecting(ItemKind kind) {
        return kind == ItemKind.CHECKPOINTS ? OF_CHECKPOINTS : OF_VERSIONS;
    }

    /** Returns the subset of the fields that protects an item of this kind from deletion. */
    public static Set<Field> protecting(ItemKind kind, Set<Field> fields) {
        Set<Field> declared = EnumSet.noneOf(Field.class);
        declared.addAll(fields);
        declared.retainAll(protecting(kind));
        return declared;
    }

    /** Returns the subject with which a message begins. */
    String subject() {
        return (kind == ItemKind.CHECKPOINTS ? "checkpoints of " : "versions of ") + parent;
    }
}
