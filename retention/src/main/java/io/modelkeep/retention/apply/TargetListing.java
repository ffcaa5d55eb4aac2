package io.modelkeep.retention.apply;

import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.audit.Drift;
import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.internal.order.Protection;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A comparison of one part of a plan with one or two current lists. A single list that lacks an item is weak evidence
 * that the item is gone. Not thread-safe.
 */
final class TargetListing {

    private final TargetPlan part;
    private final Map<String, AuditHistory.Word> recorded;
    private final Map<String, Decision> planned = new HashMap<>();
    private final Set<String> present = new HashSet<>();
    private final Set<String> newIds = new HashSet<>();
    private final Map<String, Drift.Change> drift = new HashMap<>();

    /** The items that lack a property, by property. This matters only if the provider declares the property. */
    private final Map<Field, Map<String, Drift.Change>> unknown = new EnumMap<>(Field.class);

    private Set<String> latest = new TreeSet<>();
    private boolean confirmed;

    TargetListing(TargetPlan part, Map<String, AuditHistory.Word> recorded) {
        this.part = part;
        this.recorded = recorded;
        part.decisions().forEach(decision -> planned.put(decision.item().id(), decision));
    }

    /**
     * Reads a complete list. The stream throws an exception if the list is incomplete.
     *
     * @param declared supplies the properties that the provider declares; called after the list was read
     */
    TargetListing read(Stream<Item> items, Fields declared) {
        items.forEachOrdered(this::compare);
        ItemList.protecting(part.kind(), declared.get())
                .forEach(field -> unknown.getOrDefault(field, Map.of()).forEach(drift::putIfAbsent));
        return this;
    }

    /** The properties that a provider declares. */
    @FunctionalInterface
    interface Fields {
        Set<Field> get();
    }

    /** Adds a second list. It confirms the absence of the items that neither list contains. */
    void confirmBy(TargetListing second) {
        present.addAll(second.present);
        newIds.addAll(second.newIds);
        second.drift.forEach(drift::putIfAbsent);
        latest = second.latest;
        confirmed = true;
    }

    /** Reports whether the list lacks an item and no request of an earlier run explains the absence. */
    boolean needsConfirmation() {
        return !confirmed
                && part.decisions().stream()
                        .anyMatch(decision ->
                                !isPresent(decision.item()) && (decision.kept() || !isExplained(decision.item())));
    }

    boolean isPresent(Item item) {
        return present.contains(item.id());
    }

    /**
     * Reports whether an item to delete is gone. No list contains it, and either a second list confirms that or an
     * earlier run may have deleted it.
     */
    boolean isGone(Item item) {
        return !isPresent(item) && (confirmed || isExplained(item));
    }

    private boolean isExplained(Item item) {
        AuditHistory.Word word = recorded.get(item.id());
        return word != null && word.explainsAbsence();
    }

    /** Returns how many listed items the plan does not contain. */
    long newItems() {
        return newIds.size();
    }

    /** Returns additional information for the reader of the report. */
    List<String> notes() {
        List<String> then = part.decisions().stream()
                .map(Decision::item)
                .filter(item -> item.latest().orElse(false))
                .map(Item::id)
                .toList();
        return then.isEmpty() || latest.isEmpty() || latest.containsAll(then)
                ? List.of()
                : List.of("the latest was " + String.join(", ", then) + " and is now " + String.join(", ", latest));
    }

    /** Returns the items that differ from the plan, each with one change, in the plan's order. */
    List<Drift> drift() {
        List<Drift> inOrder = new ArrayList<>();
        for (Decision decision : part.decisions()) {
            Item item = decision.item();
            Drift.Change found = drift.get(item.id());
            if (found == null && confirmed && decision.kept() && !isPresent(item)) {
                found = Drift.Change.VANISHED;
            }
            if (found != null) {
                inOrder.add(new Drift(part.kind(), part.parent(), item.id(), found));
            }
        }
        return inOrder;
    }

    private void compare(Item now) {
        if (now.latest().orElse(false)) {
            latest.add(now.id());
        }
        Decision decision = planned.get(now.id());
        if (decision == null) {
            newIds.add(now.id());
            return;
        }
        present.add(now.id());
        // The id of an ambiguous item stands for several items, so a change means nothing, and the item is kept.
        if (!decision.reasons().contains(Decision.AMBIGUOUS)) {
            change(decision, now).ifPresent(change -> drift.putIfAbsent(now.id(), change));
        }
    }

    private Optional<Drift.Change> change(Decision decision, Item now) {
        AuditHistory.Word word = recorded.get(now.id());
        if (word != null && word.isAbsent()) {
            return Optional.of(Drift.Change.BACK);
        }
        Item then = decision.item();
        Optional<Drift.Change> another = Drift.Change.between(then, now);
        if (another.isPresent()) {
            return another;
        }
        if (decision.kept()) {
            boolean finished = Protection.isFinished(part.declared(), then);
            if (finished && now.itemState() == ItemState.UNKNOWN) {
                unknownIfDeclared(Field.STATE, now, Drift.Change.UNFINISHED);
            }
            return Drift.Change.unfinished(finished, now);
        }
        for (Field field : Protection.unknown(now)) {
            unknownIfDeclared(field, now, Drift.Change.UNKNOWN);
        }
        return Drift.Change.inUse(then, now);
    }

    private void unknownIfDeclared(Field field, Item item, Drift.Change change) {
        Map<String, Drift.Change> unknownItems = unknown.computeIfAbsent(field, unused -> new HashMap<>());
        unknownItems.put(item.id(), change);
    }
}
