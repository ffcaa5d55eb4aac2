package io.modelkeep.retention.plan;

import io.modelkeep.Field;
import io.modelkeep.retention.errors.LatestUndeterminedException;
import io.modelkeep.retention.errors.PolicyNotEvaluableException;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.retention.policy.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A check that a service reports the properties that a policy needs, before anything is read. */
final class RequiredFieldCheck {

    private final RetentionPolicy policy;

    RequiredFieldCheck(RetentionPolicy policy) {
        this.policy = policy;
    }

    /**
     * Checks that the items of a catalogue have the properties that the policy needs.
     *
     * @throws LatestUndeterminedException if the latest item cannot be determined by the reported properties
     * @throws PolicyNotEvaluableException if a property that a rule needs is not reported
     */
    void check(RetentionTarget catalogue) {
        checkOrder(catalogue);
        List<String> problems = new ArrayList<>();
        for (Rule rule : policy.content().keepRules()) {
            rule.needs()
                    .filter(field -> !catalogue.fields().contains(field))
                    .ifPresent(field -> problems.add(rule.written() + " needs " + name(field)));
        }
        if (!problems.isEmpty()) {
            throw new PolicyNotEvaluableException(catalogue + ": " + String.join(", ", problems) + reported(catalogue)
                    + "; remove that from the policy, or delete by id");
        }
    }

    private static void checkOrder(RetentionTarget catalogue) {
        Set<Field> ordering = EnumSet.of(Field.CREATED_AT);
        if (catalogue.kind() == ItemKind.CHECKPOINTS) {
            ordering.add(Field.STEP);
        }
        if (ordering.stream().noneMatch(catalogue.fields()::contains)) {
            throw new LatestUndeterminedException(catalogue + ": finding the latest needs " + names(ordering, " or ")
                    + reported(catalogue) + "; delete by id instead");
        }
    }

    private static String reported(RetentionTarget catalogue) {
        return ", but the service reports "
                + (catalogue.fields().isEmpty() ? "nothing" : names(catalogue.fields(), " and ")) + " of each item";
    }

    private static String names(Collection<Field> fields, String between) {
        return fields.stream()
                .sorted(Comparator.naturalOrder())
                .map(RequiredFieldCheck::name)
                .collect(Collectors.joining(between));
    }

    static String name(Field field) {
        return switch (field) {
            case STEP -> "the step";
            case METRICS -> "metrics";
            case CREATED_AT -> "the time";
            case SIZE -> "the size";
            case STATE -> "the state";
            case LIVE -> "whether it serves production";
            case ALIASES -> "aliases and tags";
        };
    }
}
