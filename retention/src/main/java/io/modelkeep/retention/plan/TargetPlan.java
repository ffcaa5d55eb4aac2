package io.modelkeep.retention.plan;

import io.modelkeep.Field;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.spi.SafeText;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of a plan about the checkpoints of one training run or the versions of one model. Immutable.
 *
 * <p>A part with a {@link #problem()} has no decisions: nothing of it is deleted.
 */
public final class TargetPlan {

    /**
     * The reason why a part could not be planned.
     *
     * @param type the simple name of the {@link io.modelkeep.errors.StoreException} or {@link RetentionException}
     * @param message what happened, on one line
     */
    public record Problem(String type, String message) {

        private static final int MAX_MESSAGE = 1024;

        /** Creates a problem and makes its message safe to print. */
        public Problem {
            Objects.requireNonNull(type, "type");
            message = SafeText.of(message, MAX_MESSAGE);
        }
    }

    private final ItemKind kind;
    private final String parent;
    private final List<Decision> decisions;
    private final Set<Field> declared;
    private final List<String> notes;
    private final @Nullable Problem problem;
    private final ItemTotals totals;

    private TargetPlan(
            ItemKind kind,
            String parent,
            List<Decision> decisions,
            Set<Field> declared,
            List<String> notes,
            @Nullable Problem problem) {
        this.kind = kind;
        this.parent = parent;
        this.decisions = List.copyOf(decisions);
        this.declared = Collections.unmodifiableSet(new TreeSet<>(declared));
        this.notes = List.copyOf(notes);
        this.problem = problem;
        this.totals = count(this.decisions);
    }

    /** Returns the plan of a target with its decisions. */
    public static TargetPlan of(
            ItemKind kind, String parent, List<Decision> decisions, Set<Field> declared, List<String> notes) {
        return new TargetPlan(kind, parent, decisions, declared, notes, null);
    }

    /** Returns the plan of a target that could not be planned. */
    public static TargetPlan of(ItemKind kind, String parent, Problem problem) {
        return new TargetPlan(kind, parent, List.of(), Set.of(), List.of(), problem);
    }

    /** Returns the kind of the items. */
    public ItemKind kind() {
        return kind;
    }

    /** Returns the id of the training run or model that the items belong to. */
    public String parent() {
        return parent;
    }

    /** Returns one decision for each item, the highest step or the newest item first. */
    public List<Decision> decisions() {
        return decisions;
    }

    /**
     * Returns which of the properties {@code STATE}, {@code LIVE} and {@code ALIASES} the provider declares. An item is
     * kept if one of its declared properties is unknown. The undeclared properties were not checked.
     */
    public Set<Field> declared() {
        return declared;
    }

    /** Returns notes in addition to the decisions, such as a name to keep that no item has. */
    public List<String> notes() {
        return notes;
    }

    /** Returns why there are no decisions. Empty if there are decisions. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** Returns the counts of this part. */
    public ItemTotals totals() {
        return totals;
    }

    private static ItemTotals count(List<Decision> decisions) {
        Tally tally = new Tally();
        decisions.forEach(tally::add);
        return tally.totals();
    }

    /** A counter of decisions. Not thread-safe. */
    static final class Tally {

        private long kept;
        private long deleted;
        private long keptBytes;
        private long deletedBytes;
        private boolean keptSized = true;
        private boolean deletedSized = true;

        void add(Decision decision) {
            OptionalLong size = decision.item().sizeBytes();
            if (decision.kept()) {
                kept++;
                keptSized &= size.isPresent();
                keptBytes += size.orElse(0);
            } else {
                deleted++;
                deletedSized &= size.isPresent();
                deletedBytes += size.orElse(0);
            }
        }

        void add(ItemTotals totals) {
            kept += totals.kept();
            deleted += totals.deleted();
            keptSized &= totals.keptBytes().isPresent();
            keptBytes += totals.keptBytes().orElse(0);
            deletedSized &= totals.deletedBytes().isPresent();
            deletedBytes += totals.deletedBytes().orElse(0);
        }

        ItemTotals totals() {
            return new ItemTotals(
                    kept + deleted, kept, deleted, bytes(keptSized, keptBytes), bytes(deletedSized, deletedBytes));
        }

        private static OptionalLong bytes(boolean known, long bytes) {
            return known ? OptionalLong.of(bytes) : OptionalLong.empty();
        }
    }
}
