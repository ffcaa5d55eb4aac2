package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.retention.errors.InvalidPolicyException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.internal.order.ItemSelector;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.item.MetricNames;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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

    private final List<Rule> keepRules;
    private final ItemSelector keptNames;
    private final ItemSelector namesIfPresent;
    private final ItemSelector protectedNames;
    private final MetricNames metrics;
    private final @Nullable Long maxDeletions;
    private final @Nullable BigDecimal maxDeleteFraction;
    private final List<String> rules;

    private RetentionPolicy(Builder from) {
        this.keptNames = new ItemSelector(from.keptNames);
        this.namesIfPresent = new ItemSelector(from.namesIfPresent);
        this.protectedNames = new ItemSelector(from.protectedNames);
        this.keepRules = from.keepRules();
        this.metrics = MetricNames.of(from.allMetrics());
        this.maxDeletions = from.maxDeletions;
        this.maxDeleteFraction = from.maxDeleteFraction;
        this.rules = written(from);
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

    private List<String> written(Builder from) {
        Set<String> written = new TreeSet<>();
        keepRules.forEach(rule -> written.add(rule.written()));
        from.metrics.forEach(metric -> written.add("metric=" + metric));
        if (!protectedNames.isEmpty()) {
            written.add("protect=" + protectedNames.written());
        }
        if (from.missing != MissingMetric.KEEP) {
            written.add("missing-metric=" + from.missing.written());
        }
        if (maxDeletions != null) {
            written.add("max-deletions=" + maxDeletions);
        }
        if (maxDeleteFraction != null) {
            written.add("max-delete-fraction=" + maxDeleteFraction.toPlainString());
        }
        return List.copyOf(written);
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
        keepRules.forEach(rule -> rule.needs().ifPresent(needs::add));
        if (kind == ItemKind.VERSIONS) {
            needs.add(Field.CREATED_AT);
        }
        return needs;
    }

    /** Returns the names of the metrics that are read with the items, sorted. */
    public List<String> metrics() {
        return metrics.names();
    }

    public MetricNames metricNames() {
        return metrics;
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
        return PolicyEvaluation.of(this, list, now).decisions();
    }

    public List<Rule> keepRules() {
        return keepRules;
    }

    public ItemSelector keptNames() {
        return keptNames;
    }

    public ItemSelector namesIfPresent() {
        return namesIfPresent;
    }

    /** Reports whether a rule compares times with the clock. A wrong clock could then delete items that should stay. */
    public boolean dependsOnClock() {
        return keepRules.stream().anyMatch(Rule::dependsOnClock);
    }

    public ItemSelector protectedNames() {
        return protectedNames;
    }

    public OptionalLong maxDeletions() {
        return maxDeletions == null ? OptionalLong.empty() : OptionalLong.of(maxDeletions);
    }

    public Optional<BigDecimal> maxDeleteFraction() {
        return Optional.ofNullable(maxDeleteFraction);
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

        private final List<String> problems = new ArrayList<>();
        private final Map<String, Rule> rules = new LinkedHashMap<>();
        private final Set<String> keptNames = new LinkedHashSet<>();
        private final Set<String> namesIfPresent = new LinkedHashSet<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private final Set<String> aliases = new LinkedHashSet<>();
        private final Set<String> protectedNames = new LinkedHashSet<>();
        private final Set<String> metrics = new TreeSet<>();
        private MissingMetric missing = MissingMetric.KEEP;
        private @Nullable Long maxDeletions;
        private @Nullable BigDecimal maxDeleteFraction;

        private Builder() {}

        /** Keeps the last finished items: {@code keep-last=3}. */
        public Builder keepLast(int count) {
            return add(new KeepLast(count), PolicyRules.count(count));
        }

        /** Keeps the best item by a metric: {@code keep-best=val/reward:max}. */
        public Builder keepBest(String metric, MetricGoal goal) {
            return keepBest(metric, goal, 1);
        }

        /** Keeps the best items by a metric: {@code keep-best=val/reward:max:2}. */
        public Builder keepBest(String metric, MetricGoal goal, int count) {
            KeepBest rule = new KeepBest(metric, goal, count, MissingMetric.KEEP);
            return add(rule, PolicyRules.metric(metric).or(() -> PolicyRules.count(count)));
        }

        /** Keeps the steps that are multiples of a number: {@code keep-every=100}. */
        public Builder keepEvery(long steps) {
            return add(new KeepEvery(steps), PolicyRules.count(steps));
        }

        /** Keeps, for each multiple of a number, the nearest step: {@code keep-every=100:closest}. */
        public Builder keepEveryClosest(long steps) {
            return add(new KeepClosest(steps), PolicyRules.count(steps));
        }

        /** Keeps the items that are not older than this: {@code keep-within=30d}. */
        public Builder keepWithin(Duration age) {
            return add(new KeepWithin(age), PolicyRules.age(age));
        }

        /**
         * Keeps steps, ids or version numbers: {@code keep=120,240}. If no item has one of these names, a plan that
         * deletes anything is refused, because the name may be misspelled.
         */
        public Builder keep(String... stepsOrIds) {
            return addNames(Decision.KEEP, List.of(stepsOrIds), keptNames);
        }

        /**
         * Keeps steps, ids or version numbers where they exist: {@code keep-if-present=120,240}. Use this rule in a
         * policy that many training runs share.
         */
        public Builder keepIfPresent(String... stepsOrIds) {
            return addNames(Decision.KEEP_IF_PRESENT, List.of(stepsOrIds), namesIfPresent);
        }

        /** Keeps the versions with one of these tags: {@code keep-tag=paper}. */
        public Builder keepTag(String... names) {
            return addNames(KeepLabelled.Label.TAG.word(), List.of(names), tags);
        }

        /**
         * Keeps the versions with one of these aliases: {@code keep-alias=production}. Every version with an alias is
         * kept even without this rule. Only this rule, however, refuses a service that does not report aliases.
         */
        public Builder keepAlias(String... names) {
            return addNames(KeepLabelled.Label.ALIAS.word(), List.of(names), aliases);
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
            if (rules.containsKey(rule.written())) {
                return problem(rule.written() + " is given twice; give each predicate a different name");
            }
            return add(rule, PolicyRules.predicate(name));
        }

        /** Reads this metric with the items, for predicates and reports: {@code metric=val/loss}. */
        public Builder metric(String name) {
            PolicyRules.metric(name)
                    .ifPresentOrElse(wrong -> problem("metric=" + name + ": " + wrong), () -> metrics.add(name));
            return this;
        }

        /** Protects these items without counting them toward other rules: {@code protect=120,240}. */
        public Builder protect(String... stepsOrIds) {
            return addNames("protect", List.of(stepsOrIds), protectedNames);
        }

        /** Sets the treatment of items without a metric. The default is {@code missing-metric=keep}. */
        public Builder missingMetric(MissingMetric treatment) {
            this.missing = Objects.requireNonNull(treatment, "treatment");
            return this;
        }

        /** Refuses a plan that deletes more items than this in all its parts: {@code max-deletions=500}. */
        public Builder maxDeletions(long count) {
            PolicyRules.count(count).ifPresent(wrong -> problem("max-deletions=" + count + ": " + wrong));
            this.maxDeletions = count;
            return this;
        }

        /** Refuses a part of which more than this share would be deleted: {@code max-delete-fraction=0.9}. */
        public Builder maxDeleteFraction(BigDecimal fraction) {
            Optional<String> wrong = PolicyRules.fraction(fraction);
            wrong.ifPresent(text -> problem("max-delete-fraction=" + fraction + ": " + text));
            this.maxDeleteFraction = wrong.isPresent() ? BigDecimal.ONE : fraction.stripTrailingZeros();
            return this;
        }

        /**
         * Builds the policy.
         *
         * @throws InvalidPolicyException the policy is not valid; the exception names all problems
         */
        public RetentionPolicy build() {
            List<String> all = new ArrayList<>(problems);
            if (all.isEmpty() && keepRules().isEmpty()) {
                all.add("no rule keeps anything; give one, such as keep-last=3");
            }
            if (rules.size() > PolicyRules.MOST_RULES) {
                all.add(rules.size() + " rules keep something; give at most " + PolicyRules.MOST_RULES);
            }
            RetentionPolicy policy = new RetentionPolicy(this);
            if (policy.toString().length() > PolicyRules.LONGEST_POLICY) {
                all.add("the rules are longer than 1 MiB; use a predicate instead of so many names");
            }
            if (!all.isEmpty()) {
                throw new InvalidPolicyException(all);
            }
            return policy;
        }

        Builder problem(String text) {
            problems.add(text);
            return this;
        }

        private Builder add(Rule rule, Optional<String> wrong) {
            wrong.ifPresentOrElse(text -> problem(rule.written() + ": " + text), () -> rules.put(rule.written(), rule));
            return this;
        }

        private Builder addNames(String word, List<String> names, Set<String> to) {
            if (names.isEmpty()) {
                problem(word + " names nothing; give ids or steps, such as " + word + "=120,240");
            }
            for (String name : names) {
                ItemSelector.problem(name).ifPresent(wrong -> problem(word + "=" + name + ": " + wrong));
            }
            to.addAll(names);
            return this;
        }

        public List<Rule> keepRules() {
            List<Rule> all = new ArrayList<>();
            rules.values().forEach(rule -> all.add(rule instanceof KeepBest best ? best.with(missing) : rule));
            add(all, keptNames, names -> new KeepNamed(Decision.KEEP, names));
            add(all, namesIfPresent, names -> new KeepNamed(Decision.KEEP_IF_PRESENT, names));
            add(all, tags, names -> new KeepLabelled(KeepLabelled.Label.TAG, names));
            add(all, aliases, names -> new KeepLabelled(KeepLabelled.Label.ALIAS, names));
            // Reasons appear in the order of the rules, which must not depend on the order of the builder's calls.
            all.sort(Comparator.comparing(Rule::written));
            return List.copyOf(all);
        }

        private static void add(List<Rule> rules, Set<String> names, Function<ItemSelector, Rule> rule) {
            if (!names.isEmpty()) {
                rules.add(rule.apply(new ItemSelector(names)));
            }
        }

        private Set<String> allMetrics() {
            Set<String> all = new TreeSet<>(metrics);
            for (Rule rule : rules.values()) {
                if (rule instanceof KeepBest best) {
                    all.add(best.metric());
                }
            }
            return all;
        }
    }
}
