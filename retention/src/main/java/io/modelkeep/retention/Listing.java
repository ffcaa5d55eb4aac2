package io.modelkeep.retention;

import io.modelkeep.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The content of a catalogue when it was read.
 *
 * @param kind the kind of the items
 * @param parent the training or model that they are part of
 * @param items each id once, in any order
 * @param ambiguous the ids that were listed as several things
 * @param metricNames the metrics that were listed; empty where that is not known
 * @param declared the properties that the provider declares it reports, and that protect an item: see {@link #protecting}
 * @param notes what a reader of the plan should know about the reading
 */
record Listing(
        ItemKind kind,
        String parent,
        List<Item> items,
        Set<String> ambiguous,
        Set<String> metricNames,
        Set<Field> declared,
        List<String> notes) {

    /** The properties of versions that protect an item from deletion. */
    private static final Set<Field> OF_VERSIONS = Set.of(Field.STATE, Field.LIVE, Field.ALIASES);

    /** The same for checkpoints. */
    private static final Set<Field> OF_CHECKPOINTS = Set.of(Field.STATE);

    /** The properties that protect an item of this kind from deletion. */
    static Set<Field> protecting(ItemKind kind) {
        return kind == ItemKind.CHECKPOINTS ? OF_CHECKPOINTS : OF_VERSIONS;
    }

    /** Those of the fields that protect an item of this kind. */
    static Set<Field> protecting(ItemKind kind, Set<Field> fields) {
        Set<Field> declared = EnumSet.noneOf(Field.class);
        declared.addAll(fields);
        declared.retainAll(protecting(kind));
        return declared;
    }

    /** The subject that a message begins with. */
    String subject() {
        return (kind == ItemKind.CHECKPOINTS ? "checkpoints of " : "versions of ") + parent;
    }
}
