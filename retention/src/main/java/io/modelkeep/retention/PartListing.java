package io.modelkeep.retention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares what is there now with one part of a plan; not thread-safe. */
final class PartListing {

    private final PlanPart part;
    private final Map<String, AuditHistory.Word> recorded;
    private final Map<String, Decision> planned = new HashMap<>();
    private final Set<String> present = new HashSet<>();
    private final Set<String> newIds = new HashSet<>();
    private final Map<String, Drift> drift = new HashMap<>();

    PartListing(PlanPart part, Map<String, AuditHistory.Word> recorded) {
        this.part = part;
        this.recorded = recorded;
        part.decisions().forEach(decision -> planned.put(decision.item().id(), decision));
    }

    /** Reads all of it; a partial list throws and is none. */
    void read(Stream<Item> items) {
        items.forEachOrdered(this::compare);
        for (Decision decision : part.decisions()) {
            if (decision.kept() && !isPresent(decision.item())) {
                tell(decision.item(), Drift.Change.VANISHED);
            }
        }
    }

    boolean isPresent(Item item) {
        return present.contains(item.id());
    }

    /** How many items are there that the plan does not know. */
    long newItems() {
        return newIds.size();
    }

    /** What is not as planned, at most one for each item, in the plan's order. */
    List<Drift> drift() {
        List<Drift> inOrder = new ArrayList<>();
        for (Decision decision : part.decisions()) {
            Drift found = drift.get(decision.item().id());
            if (found != null) {
                inOrder.add(found);
            }
        }
        return inOrder;
    }

    private void compare(Item now) {
        Decision decision = planned.get(now.id());
        if (decision == null) {
            newIds.add(now.id());
            return;
        }
        present.add(now.id());
        change(decision, now).ifPresent(change -> tell(now, change));
    }

    private Optional<Drift.Change> change(Decision decision, Item now) {
        if (decision.reasons().contains(Decision.AMBIGUOUS)) {
            // It is as several things already, and stays.
            return Optional.empty();
        }
        AuditHistory.Word word = recorded.get(now.id());
        if (word != null && word.gone()) {
            return Optional.of(Drift.Change.BACK);
        }
        return Drift.Change.between(decision.item(), now)
                .or(() -> decision.kept()
                        ? Drift.Change.unfinished(part.kind(), decision.item(), now)
                        : Drift.Change.inUse(part.kind(), now)
                                .or(() -> decision.item().name().equals(now.name())
                                        ? Optional.empty()
                                        : Optional.of(Drift.Change.NAME)));
    }

    private void tell(Item item, Drift.Change change) {
        drift.putIfAbsent(item.id(), new Drift(part.kind(), part.parent(), item.id(), change));
    }
}
