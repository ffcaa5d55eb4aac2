package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.retention.errors.InvalidPolicyException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A policy that states which items to keep. All other items may be deleted. An item stays if any rule keeps it, and the
 * latest item always stays. Immutable, and equal to every policy with the same {@link #rules()}.
 *
 * <p>The written form is the same in code, in a file and on the command line:
 *
 * <pre>{@code
 * RetentionPolicy.parse(List.of("keep-last=3", "keep-best=val/reward:max:2", "keep-every=100", "keep-within=30d"));
 * }</pre>
 */
public final class RetentionPolicy {

    private final PolicyContent content;
    private final List<String> rules;

    private RetentionPolicy(PolicyDraft from) {
        this.content = from.content();
        this.rules = from.written();
    }

    /**
     * Reads a policy from rules, one rule in each string.
     *
     * @throws InvalidPolicyException the policy is not valid; the exception names all problems
     */
    public static RetentionPolicy parse(List<String> rules) {
        return new PolicyReading().addAll(rules).policy();
    }

    /**
     * Reads a policy from rules that are separated by line breaks or semicolons. A {@code #} at the beginning of a line
     * or after a blank begins a comment, which ends with the line.
     *
     * @throws InvalidPolicyException the policy is not valid; the exception names all problems
     */
    public static RetentionPolicy parse(String text) {
        return new PolicyReading().addText(text).policy();
    }

    /**
     * Reads a policy from a UTF-8 file of at most 1 MiB, in the form that {@link #parse(String)} reads.
     *
     * @throws InvalidPolicyException the policy is not valid; the exception names all problems
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static RetentionPolicy file(Path file) {
        return new PolicyReading().addFile(file).policy();
    }

    /** Returns a new builder without rules. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the rules and settings in their written form: sorted, without duplicates and defaults. */
    public List<String> rules() {
        return rules;
    }

    /**
     * Returns the properties that a catalogue of this kind must report so that this policy can be evaluated.
     *
     * <p>A catalogue of checkpoints must in addition report the step or the time. For versions, the time is among the
     * returned properties. The latest item, which always stays, is determined by them.
     */
    public Set<Field> needs(ItemKind kind) {
        Set<Field> needs = EnumSet.noneOf(Field.class);
        content.keepRules().forEach(rule -> rule.needs().ifPresent(needs::add));
        if (kind == ItemKind.VERSIONS) {
            needs.add(Field.CREATED_AT);
        }
        return needs;
    }

    /** Returns the names of the metrics that are read with the items, sorted. */
    public List<String> metrics() {
        return content.metrics().names();
    }

    /** Returns the rules and settings in the form in which the planner evaluates them. */
    public PolicyContent content() {
        return content;
    }

    /**
     * Decides for each item whether this policy keeps it, and why. The method reads nothing but its arguments, so that
     * a policy can be tested with plain data. The planner decides by the same code.
     *
     * @param items the checkpoints or versions of one training run or model, each id once, in any order
     * @param now the time from which ages are counted
     * @return one decision for each item, the latest item first
     * @throws RetentionException the policy refuses to decide, for example because nothing would be left
     * @throws IllegalArgumentException an id occurs twice
     */
    public List<Decision> evaluate(Collection<Item> items, Instant now) {
        return PolicyEvaluation.decide(this, items, now);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RetentionPolicy that && rules.equals(that.rules);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    @Override
    public String toString() {
        return String.join("; ", rules);
    }

    /**
     * A builder of a {@link RetentionPolicy}. Values that cannot be used are reported by {@link #build()}, all at once.
     * Not thread-safe.
     */
    public static final class Builder {

        private final PolicyDraft draft = new PolicyDraft();

        private Builder() {}

        /** Keeps the last finished items: {@code keep-last=3}. */
        public Builder keepLast(int count) {
            return added(new KeepLast(count), PolicyRules.count(count));
        }

        /** Keeps the best item by a metric: {@code keep-best=val/reward:max}. */
        public Builder keepBest(String metric, MetricGoal goal) {
            return keepBest(metric, goal, 1);
        }

        /** Keeps the best items by a metric: {@code keep-best=val/reward:max:2}. */
        public Builder keepBest(String metric, MetricGoal goal, int count) {
            KeepBest rule = new KeepBest(metric, goal, count, MissingMetric.KEEP);
            return added(rule, PolicyRules.metric(metric).or(() -> PolicyRules.count(count)));
        }

        /** Keeps the steps that are multiples of a number: {@code keep-every=100}. */
        public Builder keepEvery(long steps) {
            return added(new KeepEvery(steps), PolicyRules.count(steps));
        }

        /** Keeps, for each multiple of a number, the nearest step: {@code keep-every=100:closest}. */
        public Builder keepEveryClosest(long steps) {
            return added(new KeepClosest(steps), PolicyRules.count(steps));
        }

        /** Keeps the items that are not older than this: {@code keep-within=30d}. */
        public Builder keepWithin(Duration age) {
            return added(new KeepWithin(age), PolicyRules.age(age));
        }

        /**
         * Keeps steps, ids or version numbers: {@code keep=120,240}. If no item has one of these names, a plan that
         * deletes anything is refused, because the name may be misspelled.
         */
        public Builder keep(String... stepsOrIds) {
            return named(Decision.KEEP, List.of(stepsOrIds), draft.keptNames);
        }

        /**
         * Keeps steps, ids or version numbers where they exist: {@code keep-if-present=120,240}. Use this rule in a
         * policy that many training runs share.
         */
        public Builder keepIfPresent(String... stepsOrIds) {
            return named(Decision.KEEP_IF_PRESENT, List.of(stepsOrIds), draft.namesIfPresent);
        }

        /** Keeps the versions with one of these tags: {@code keep-tag=paper}. */
        public Builder keepTag(String... names) {
            return named(KeepLabelled.Label.TAG.word(), List.of(names), draft.tags);
        }

        /**
         * Keeps the versions with one of these aliases: {@code keep-alias=production}. Every version with an alias is
         * kept even without this rule. Only this rule, however, refuses a service that does not report aliases.
         */
        public Builder keepAlias(String... names) {
            return named(KeepLabelled.Label.ALIAS.word(), List.of(names), draft.aliases);
        }

        /**
         * Keeps the items that a predicate is true for: {@code keep-if=NAME}.
         *
         * @param name identifies the predicate in the plan and in comparisons of policies; up to 64 letters, digits and
         *     {@code - _ .}
         * @param predicate always gives the same answer for the same item; the metrics that it uses must be named, as
         *     with {@link #metric}
         */
        public Builder keepIf(String name, Predicate<Item> predicate) {
            Objects.requireNonNull(predicate, "predicate");
            Rule rule = new KeepIf(name, predicate);
            if (draft.contains(rule)) {
                return problem(rule.written() + " is given twice; give each predicate a different name");
            }
            return added(rule, PolicyRules.predicate(name));
        }

        /** Reads this metric with the items, for predicates and reports: {@code metric=val/loss}. */
        public Builder metric(String name) {
            PolicyRules.metric(name)
                    .ifPresentOrElse(wrong -> problem("metric=" + name + ": " + wrong), () -> draft.metrics.add(name));
            return this;
        }

        /** Protects these items without counting them toward other rules: {@code protect=120,240}. */
        public Builder protect(String... stepsOrIds) {
            return named("protect", List.of(stepsOrIds), draft.protectedNames);
        }

        /** Sets the treatment of items without a metric. The default is {@code missing-metric=keep}. */
        public Builder missingMetric(MissingMetric treatment) {
            draft.missing = Objects.requireNonNull(treatment, "treatment");
            return this;
        }

        /** Refuses a plan that deletes more items than this in all its parts: {@code max-deletions=500}. */
        public Builder maxDeletions(long count) {
            PolicyRules.count(count).ifPresent(wrong -> problem("max-deletions=" + count + ": " + wrong));
            draft.maxDeletions = count;
            return this;
        }

        /** Refuses a part of which more than this share would be deleted: {@code max-delete-fraction=0.9}. */
        public Builder maxDeleteFraction(BigDecimal fraction) {
            Optional<String> wrong = PolicyRules.fraction(fraction);
            wrong.ifPresent(text -> problem("max-delete-fraction=" + fraction + ": " + text));
            draft.maxDeleteFraction = wrong.isPresent() ? BigDecimal.ONE : fraction.stripTrailingZeros();
            return this;
        }

        /**
         * Builds the policy.
         *
         * @throws InvalidPolicyException the policy is not valid; the exception names all problems
         */
        public RetentionPolicy build() {
            RetentionPolicy policy = new RetentionPolicy(draft);
            List<String> problems = draft.problems(policy.toString().length());
            if (!problems.isEmpty()) {
                throw new InvalidPolicyException(problems);
            }
            return policy;
        }

        Builder problem(String text) {
            draft.problem(text);
            return this;
        }

        private Builder added(Rule rule, Optional<String> wrong) {
            draft.add(rule, wrong);
            return this;
        }

        private Builder named(String word, List<String> names, Set<String> to) {
            draft.addNames(word, names, to);
            return this;
        }
    }
}
