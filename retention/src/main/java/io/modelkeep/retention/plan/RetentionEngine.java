package io.modelkeep.retention.plan;

import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.internal.order.Protection;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.RetentionException;
import io.modelkeep.retention.item.RetentionException.Reason;
import io.modelkeep.retention.policy.AlwaysKept;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decides by a policy what stays: of the same listing at the same time always the same. Immutable and thread-safe. */
public final class RetentionEngine {

    private final RetentionPolicy policy;
    private final Instant now;

    /** A policy, and what ages are counted from. */
    public RetentionEngine(RetentionPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /**
     * Decides about each item of a listing.
     *
     * @throws RetentionException the policy refuses: nothing of the listing may be deleted
     */
    public TargetPlan decide(ItemList listing) {
        TargetNotes notes = new TargetNotes(policy, listing);
        if (listing.items().isEmpty()) {
            return TargetPlan.of(listing.kind(), listing.parent(), List.of(), listing.declared(), notes.ofNothing());
        }
        OrderedItems lineup = new OrderedItems(listing, now);
        KeepReasons marks = new KeepReasons(lineup.size());
        new AlwaysKept(policy.protectedNames(), lineup, marks).mark();
        policy.keepRules().forEach(rule -> rule.mark(lineup, marks));
        check(lineup, marks);
        Decision[] decisions = new Decision[lineup.size()];
        for (int i = 0; i < lineup.size(); i++) {
            int item = lineup.at(lineup.size() - 1 - i);
            decisions[i] = new Decision(lineup.item(item), reasons(lineup.item(item), marks.of(item)));
        }
        return TargetPlan.of(
                listing.kind(),
                listing.parent(),
                Arrays.asList(decisions),
                listing.declared(),
                notes.of(lineup, marks));
    }

    /** Names the aliases, which are reasons that few items share. */
    private static List<String> reasons(Item item, List<String> shared) {
        if (!Protection.isAliased(item)) {
            return shared;
        }
        List<String> reasons = new ArrayList<>(shared);
        int at = reasons.indexOf(Decision.ALIAS);
        reasons.remove(at);
        reasons.addAll(at, Protection.aliases(item));
        return List.copyOf(reasons);
    }

    private void check(OrderedItems lineup, KeepReasons marks) {
        long deleted = 0;
        for (int i = 0; i < lineup.size(); i++) {
            deleted += marks.isEmpty(i) ? 1 : 0;
        }
        if (deleted == lineup.size()) {
            throw new RetentionException(Reason.NOTHING_KEPT, lineup.subject() + ": nothing would be left");
        }
        checkCount(lineup.subject(), deleted);
        BigDecimal share = policy.maxDeleteFraction().orElse(BigDecimal.ONE);
        if (BigDecimal.valueOf(deleted).compareTo(share.multiply(BigDecimal.valueOf(lineup.size()))) > 0) {
            throw new RetentionException(
                    Reason.TOO_MANY,
                    lineup.subject() + ": " + deleted + " of " + lineup.size()
                            + " would be deleted, more than max-delete-fraction=" + share.toPlainString()
                            + " allows; look at what the policy keeps, or raise the limit");
        }
    }

    /**
     * Checks how many are deleted altogether.
     *
     * @throws RetentionException {@code TOO_MANY}
     */
    void checkCount(String subject, long deleted) {
        policy.maxDeletions().ifPresent(most -> {
            if (deleted > most) {
                throw new RetentionException(
                        Reason.TOO_MANY,
                        subject + ": " + deleted + " would be deleted, more than max-deletions=" + most
                                + " allows; look at what the policy keeps, or raise the limit");
            }
        });
    }
}
