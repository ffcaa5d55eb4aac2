package io.modelkeep.retention.plan;

import io.modelkeep.retention.errors.DeletionLimitExceededException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.policy.PolicyEvaluation;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.time.Instant;
import java.util.List;

/**
 * The part of the planner that turns a list of items into the plan of one target, by a policy. Immutable and
 * thread-safe.
 */
public final class RetentionEngine {

    private final RetentionPolicy policy;
    private final Instant now;

    /**
     * Creates an engine.
     *
     * @param policy the policy that decides
     * @param now the time that ages are counted from
     */
    public RetentionEngine(RetentionPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /**
     * Decides about each item of a listing.
     *
     * @throws RetentionException if the policy refuses the listing, so that nothing of it may be deleted
     */
    public TargetPlan decide(ItemList listing) {
        TargetNotes notes = new TargetNotes(policy, listing);
        if (listing.items().isEmpty()) {
            return TargetPlan.of(listing.kind(), listing.parent(), List.of(), listing.declared(), notes.ofNothing());
        }
        PolicyEvaluation evaluation = PolicyEvaluation.of(policy, listing, now);
        return TargetPlan.of(
                listing.kind(),
                listing.parent(),
                evaluation.decisions(),
                listing.declared(),
                notes.of(evaluation.items(), evaluation.reasons()));
    }

    /**
     * Checks the number of deletions of a whole plan against {@code max-deletions}.
     *
     * @throws DeletionLimitExceededException if the number is above the limit
     */
    void checkCount(String subject, long deleted) {
        PolicyEvaluation.checkCount(policy, subject, deleted);
    }
}
