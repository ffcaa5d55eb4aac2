package io.modelkeep.retention.policy;

import io.modelkeep.retention.internal.order.ItemSelector;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.MetricNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules and settings of a policy that is being built, with the problems found so far. Not thread-safe. */
final class PolicyDraft {

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    final Set<String> keptNames = new LinkedHashSet<>();
    final Set<String> namesIfPresent = new LinkedHashSet<>();
    final Set<String> tags = new LinkedHashSet<>();
    final Set<String> aliases = new LinkedHashSet<>();
    final Set<String> protectedNames = new LinkedHashSet<>();
    final Set<String> metrics = new TreeSet<>();
    MissingMetric missing = MissingMetric.KEEP;

    @Nullable Long maxDeletions;

    @Nullable BigDecimal maxDeleteFraction;

    void problem(String text) {
        problems.add(text);
    }

    boolean contains(Rule rule) {
        return rules.containsKey(rule.written());
    }

    /** Adds a rule, or the problem of its value. */
    void add(Rule rule, Optional<String> wrong) {
        wrong.ifPresentOrElse(text -> problem(rule.written() + ": " + text), () -> rules.put(rule.written(), rule));
    }

    /** Adds the names of a rule, and the problems of those that are not valid. */
    void addNames(String word, List<String> names, Set<String> to) {
        if (names.isEmpty()) {
            problem(word + " names nothing; give ids or steps, such as " + word + "=120,240");
        }
        for (String name : names) {
            ItemSelector.problem(name).ifPresent(wrong -> problem(word + "=" + name + ": " + wrong));
        }
        to.addAll(names);
    }

    /** Returns the rules and settings that were added. */
    PolicyContent content() {
        return new PolicyContent(
                keepRules(),
                new ItemSelector(keptNames),
                new ItemSelector(namesIfPresent),
                new ItemSelector(protectedNames),
                MetricNames.of(allMetrics()),
                maxDeletions == null ? OptionalLong.empty() : OptionalLong.of(maxDeletions),
                Optional.ofNullable(maxDeleteFraction));
    }

    /** Returns all rules that keep items, in the order of their written forms. */
    private List<Rule> keepRules() {
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

    /** Returns the metrics that the rules and settings name. */
    private Set<String> allMetrics() {
        Set<String> all = new TreeSet<>(metrics);
        for (Rule rule : rules.values()) {
            if (rule instanceof KeepBest best) {
                all.add(best.metric());
            }
        }
        return all;
    }

    /** Returns the rules and settings in their written form: sorted, without duplicates and defaults. */
    List<String> written() {
        Set<String> written = new TreeSet<>();
        keepRules().forEach(rule -> written.add(rule.written()));
        metrics.forEach(metric -> written.add("metric=" + metric));
        if (!protectedNames.isEmpty()) {
            written.add("protect=" + new ItemSelector(protectedNames).written());
        }
        if (missing != MissingMetric.KEEP) {
            written.add("missing-metric=" + missing.written());
        }
        if (maxDeletions != null) {
            written.add("max-deletions=" + maxDeletions);
        }
        if (maxDeleteFraction != null) {
            written.add("max-delete-fraction=" + maxDeleteFraction.toPlainString());
        }
        return List.copyOf(written);
    }

    /**
     * Returns all problems, including those of the policy as a whole. Empty if the policy is valid.
     *
     * @param length the length of the policy's text
     */
    List<String> problems(int length) {
        List<String> all = new ArrayList<>(problems);
        if (all.isEmpty() && keepRules().isEmpty()) {
            all.add("no rule keeps anything; give one, such as keep-last=3");
        }
        if (rules.size() > PolicyRules.MOST_RULES) {
            all.add(rules.size() + " rules keep something; give at most " + PolicyRules.MOST_RULES);
        }
        if (length > PolicyRules.LONGEST_POLICY) {
            all.add("the rules are longer than 1 MiB; use a predicate instead of so many names");
        }
        return all;
    }
}
