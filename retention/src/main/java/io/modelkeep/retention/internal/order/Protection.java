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

    /** More aliases are counted, not named. */
    private static final int MOST_ALIASES = 20;

    private Protection() {}

    /** Whether an item can be used, so that it takes a place where only some are kept. */
    public static boolean isFinished(Set<Field> declared, Item item) {
        return item.itemState() == ItemState.READY
                || (item.itemState() == ItemState.UNKNOWN && !isStateUnknown(declared, item));
    }

    /**
     * Whether nothing is known of a state that should be known: the provider declares that it reports states, or the service
     * has a word for this one that the provider does not know.
     */
    public static boolean isStateUnknown(Set<Field> declared, Item item) {
        return item.itemState() == ItemState.UNKNOWN
                && (declared.contains(Field.STATE) || item.state().isPresent());
    }

    public static boolean isLivenessUnknown(Set<Field> declared, Item item) {
        return declared.contains(Field.LIVE) && item.live().isEmpty();
    }

    /** Whether the aliases or the tags are unknown: both come from one request. */
    public static boolean areAliasesUnknown(Set<Field> declared, Item item) {
        return declared.contains(Field.ALIASES)
                && (item.aliases().isEmpty() || item.tags().isEmpty());
    }

    /** The properties of an item that are unknown, which protects it where the provider declares them. */
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

    /** One reason for each alias. */
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
