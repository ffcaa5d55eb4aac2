package io.modelkeep.retention.internal.order;

import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The properties of an item that protect it from deletion, whatever the policy says. */
public final class Protection {

    /** The maximum number of aliases that are named. Further aliases are only counted. */
    private static final int MOST_ALIASES = 20;

    private Protection() {}

    /** Reports whether an item is usable. Only usable items count where a rule keeps a number of items. */
    public static boolean isFinished(Set<Field> declared, Item item) {
        return item.itemState() == ItemState.READY
                || (item.itemState() == ItemState.UNKNOWN && !isStateUnknown(declared, item));
    }

    /**
     * Reports whether the state is unknown although it should be known. Either the provider declares states, or the
     * service reports a state that the provider does not know.
     */
    public static boolean isStateUnknown(Set<Field> declared, Item item) {
        return item.itemState() == ItemState.UNKNOWN
                && (declared.contains(Field.STATE) || item.state().isPresent());
    }

    public static boolean isLivenessUnknown(Set<Field> declared, Item item) {
        return declared.contains(Field.LIVE) && item.live().isEmpty();
    }

    /** Reports whether the aliases or the tags are unknown. Both come from one request. */
    public static boolean areAliasesUnknown(Set<Field> declared, Item item) {
        return declared.contains(Field.ALIASES)
                && (item.aliases().isEmpty() || item.tags().isEmpty());
    }

    /** Returns the unknown properties of an item. They protect the item if the provider declares them. */
    public static Set<Field> unknown(Item item) {
        Set<Field> unknown = EnumSet.noneOf(Field.class);
        for (Field field : Field.values()) {
            Set<Field> only = Set.of(field);
            if (isStateUnknown(only, item) || isLivenessUnknown(only, item) || areAliasesUnknown(only, item)) {
                unknown.add(field);
            }
        }
        return unknown;
    }

    public static boolean isAliased(Item item) {
        return item.aliases().filter(aliases -> !aliases.isEmpty()).isPresent();
    }

    /** Returns one reason for each alias. Above a limit, one more reason counts the other aliases. */
    public static List<String> aliases(Item item) {
        List<String> reasons = new ArrayList<>();
        Set<String> aliases = item.aliases().orElse(Set.of());
        aliases.stream().limit(MOST_ALIASES).forEach(alias -> reasons.add(Decision.ALIAS + alias));
        if (aliases.size() > MOST_ALIASES) {
            reasons.add(Decision.ALIAS + "and " + (aliases.size() - MOST_ALIASES) + " more");
        }
        return reasons;
    }
}
