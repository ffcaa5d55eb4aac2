package io.modelkeep.retention.plan;

import io.modelkeep.Field;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.item.RetentionException;
import io.modelkeep.retention.item.RetentionException.Reason;
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
     * @throws RetentionException {@code NOT_EVALUABLE} if a property is not reported
     */
    void check(RetentionTarget catalogue) {
        List<String> problems = new ArrayList<>();
        for (Rule rule : policy.keepRules()) {
            rule.needs()
                    .filter(field -> !catalogue.fields().contains(field))
                    .ifPresent(field -> problems.add(rule.written() + " needs " + name(field)));
        }
        Set<Field> ordering = EnumSet.of(Field.CREATED_AT);
        if (catalogue.kind() == ItemKind.CHECKPOINTS) {
            ordering.add(Field.STEP);
        }
        if (ordering.stream().noneMatch(catalogue.fields()::contains)) {
            problems.add("finding the latest needs " + names(ordering, " or "));
        }
        if (!problems.isEmpty()) {
            throw new RetentionException(
                    Reason.NOT_EVALUABLE,
                    catalogue + ": " + String.join(", ", problems) + ", but the service reports "
                            + (catalogue.fields().isEmpty() ? "nothing" : names(catalogue.fields(), " and "))
                            + " of each item; remove that from the policy, or delete by id");
        }
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
