package io.modelkeep.retention;

import io.modelkeep.Field;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to keep; everything else may be deleted. An item stays if any rule keeps it, and the latest always stays. Immutable;
 * equal to every policy of the same {@link #rules()}.
 *
 * <p>The written form is the same in code, in a file and on the command line:
 *
 * <pre>{@code
 * RetentionPolicy.parse(List.of("keep-last=3", "keep-best=val/reward:max:2", "keep-every=100", "keep-within=30d"));
 * }</pre>
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RetentionPolicy {

    private RetentionPolicy() {}

    /**
     * Reads rules, one a string.
     *
     * @throws RetentionException {@code INVALID_POLICY}: with all problems at once
     */
    public static RetentionPolicy parse(List<String> rules) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads rules that are separated by line breaks or semicolons; the rest of a line from a {@code #} on is a comment where
     * the {@code #} begins the line or follows a blank.
     *
     * @throws RetentionException {@code INVALID_POLICY}: with all problems at once
     */
    public static RetentionPolicy parse(String text) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a file of rules in UTF-8, of at most 1 MiB; see {@link #parse(String)}.
     *
     * @throws RetentionException {@code INVALID_POLICY}: with all problems at once
     * @throws java.io.UncheckedIOException the file cannot be read
     */
    public static RetentionPolicy file(Path file) {
        throw new UnsupportedOperationException();
    }

    /** A builder without rules. */
    public static Builder builder() {
        return new Builder();
    }

    /** The rules and settings in their written form: sorted, each once, defaults left out. */
    public List<String> rules() {
        throw new UnsupportedOperationException();
    }

    /** What a catalogue must tell of its items for this policy to be evaluated. */
    public Set<Field> needs() {
        throw new UnsupportedOperationException();
    }

    /** The metrics that items are read with, sorted. */
    public List<String> metrics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RetentionPolicy that && rules().equals(that.rules());
    }

    @Override
    public int hashCode() {
        return rules().hashCode();
    }

    @Override
    public String toString() {
        return String.join("; ", rules());
    }

    /** Builds a {@link RetentionPolicy}; not thread-safe. What a rule refuses is told by {@link #build()}, all at once. */
    public static final class Builder {

        private Builder() {}

        /** Keeps the last ones that are finished: {@code keep-last=3}. */
        public Builder keepLast(int count) {
            return this;
        }

        /** Keeps the best one by a metric: {@code keep-best=val/reward:max}. */
        public Builder keepBest(String metric, Goal goal) {
            return keepBest(metric, goal, 1);
        }

        /** Keeps the best ones by a metric: {@code keep-best=val/reward:max:2}. */
        public Builder keepBest(String metric, Goal goal, int count) {
            return this;
        }

        /** Keeps the steps that are multiples of a number: {@code keep-every=100}. */
        public Builder keepEvery(long steps) {
            return this;
        }

        /** Keeps for each multiple of a number the step nearest to it: {@code keep-every=100:closest}. */
        public Builder keepEveryClosest(long steps) {
            return this;
        }

        /** Keeps those no older than this: {@code keep-within=30d}. */
        public Builder keepWithin(Duration age) {
            return this;
        }

        /** Keeps steps, ids or version numbers: {@code keep=120,240}. */
        public Builder keep(String... stepsOrIds) {
            return this;
        }

        /**
         * Keeps what a predicate is true of: {@code keep-if=NAME}.
         *
         * @param name tells the predicate from others, in the plan and for comparing policies: letters, digits and
         *     {@code - _ .}
         * @param predicate gives the same answer for the same item; metrics that it asks for must be named, as with
         *     {@link #metric}
         */
        public Builder keepIf(String name, Predicate<Item> predicate) {
            return this;
        }

        /** Reads items with this metric too, for predicates and for reports: {@code metric=val/loss}. */
        public Builder metric(String name) {
            return this;
        }

        /** Never deletes these, and keeps no other for it: {@code protect=120,240}. */
        public Builder protect(String... stepsOrIds) {
            return this;
        }

        /** What becomes of items without a metric: {@code missing-metric=keep}, which is the default. */
        public Builder missingMetric(MissingMetric treatment) {
            return this;
        }

        /** Refuses a plan that deletes more than this in all its parts: {@code max-deletions=500}. */
        public Builder maxDeletions(long count) {
            return this;
        }

        /** Refuses a part that deletes more than this share of its items: {@code max-delete-fraction=0.9}. */
        public Builder maxDeleteFraction(BigDecimal fraction) {
            return this;
        }

        /**
         * The finished policy.
         *
         * @throws RetentionException {@code INVALID_POLICY}: with all problems at once
         */
        public RetentionPolicy build() {
            return new RetentionPolicy();
        }
    }
}
