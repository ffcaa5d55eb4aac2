package io.modelkeep.retention.policy;

import io.modelkeep.retention.errors.DeletionLimitExceededException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.internal.order.Protection;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The evaluation of a policy on one list of items: always the same for the same list at the same time. The planner and
 * {@link RetentionPolicy#evaluate} share it.
 *
 * @param items the items in the order that the rules saw
 * @param reasons the reasons to keep each of them
 * @param decisions one decision for each item, the latest first
 */
public record PolicyEvaluation(OrderedItems items, KeepReasons reasons, List<Decision> decisions) {

    /**
     * Decides about items that do not come from a catalogue.
     *
     * @throws IllegalArgumentException an id occurs twice
     */
    static List<Decision> decide(RetentionPolicy policy, Collection<Item> items, Instant now) {
        Set<String> ids = new HashSet<>();
        Set<String> metricNames = new TreeSet<>();
        for (Item item : items) {
            if (!ids.add(item.id())) {
                throw new IllegalArgumentException("two items have the id " + item.id() + "; give each id once");
            }
            metricNames.addAll(item.metrics().keySet());
        }
        if (items.isEmpty()) {
            return List.of();
        }
        ItemList list = new ItemList(
                ItemKind.CHECKPOINTS, "the given list", List.copyOf(items), Set.of(), metricNames, Set.of(), List.of());
        return of(policy, list, now).decisions();
    }

    /**
     * Evaluates a policy on a list that is not empty.
     *
     * @param now the time from which ages are counted
     * @throws RetentionException the policy refuses: nothing of the list may be deleted
     */
    public static PolicyEvaluation of(RetentionPolicy policy, ItemList list, Instant now) {
        OrderedItems items = new OrderedItems(list, now);
        KeepReasons reasons = new KeepReasons(items.size());
        new AlwaysKept(policy.content().protectedNames(), items, reasons).mark();
        policy.content().keepRules().forEach(rule -> rule.mark(items, reasons));
        check(policy, items, reasons);
        Decision[] decisions = new Decision[items.size()];
        for (int i = 0; i < items.size(); i++) {
            int item = items.at(items.size() - 1 - i);
            decisions[i] = new Decision(items.item(item), withAliases(items.item(item), reasons.of(item)));
        }
        return new PolicyEvaluation(items, reasons, Arrays.asList(decisions));
    }

    /** Returns the reasons of an item with its aliases. Many items share the other reasons, but few their aliases. */
    private static List<String> withAliases(Item item, List<String> shared) {
        if (!Protection.isAliased(item)) {
            return shared;
        }
        List<String> reasons = new ArrayList<>(shared);
        int at = reasons.indexOf(Decision.ALIAS);
        reasons.remove(at);
        reasons.addAll(at, Protection.aliases(item));
        return List.copyOf(reasons);
    }

    private static void check(RetentionPolicy policy, OrderedItems items, KeepReasons reasons) {
        long deleted = 0;
        for (int i = 0; i < items.size(); i++) {
            deleted += reasons.isEmpty(i) ? 1 : 0;
        }
        if (deleted == items.size()) {
            throw new DeletionLimitExceededException(items.subject() + ": nothing would be left");
        }
        checkCount(policy, items.subject(), deleted);
        BigDecimal share = policy.content().maxDeleteFraction().orElse(BigDecimal.ONE);
        if (BigDecimal.valueOf(deleted).compareTo(share.multiply(BigDecimal.valueOf(items.size()))) > 0) {
            throw new DeletionLimitExceededException(items.subject() + ": " + deleted + " of " + items.size()
                    + " would be deleted, more than max-delete-fraction=" + share.toPlainString()
                    + " allows; look at what the policy keeps, or raise the limit");
        }
    }

    /**
     * Checks a number of deletions against {@code max-deletions}.
     *
     * @param subject the beginning of the message, such as {@code the plan}
     * @throws DeletionLimitExceededException if there are more
     */
    public static void checkCount(RetentionPolicy policy, String subject, long deleted) {
        policy.content().maxDeletions().ifPresent(most -> {
            if (deleted > most) {
                throw new DeletionLimitExceededException(
                        subject + ": " + deleted + " would be deleted, more than max-deletions=" + most
                                + " allows; look at what the policy keeps, or raise the limit");
            }
        });
    }
}
