package io.modelkeep.retention;

import io.modelkeep.Field;
import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionEngine;
import io.modelkeep.retention.plan.TargetPlan;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** What a policy decides of some items, to be asserted on. */
public final class Decided {

    /** The time of all decisions. */
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final TargetPlan part;

    private Decided(TargetPlan part) {
        this.part = part;
    }

    public static Decided of(String policy, Item... items) {
        return of(RetentionPolicy.parse(policy), ItemKind.CHECKPOINTS, List.of(items));
    }

    public static Decided ofVersions(String policy, Item... items) {
        return of(RetentionPolicy.parse(policy), ItemKind.VERSIONS, List.of(items));
    }

    public static Decided of(RetentionPolicy policy, ItemKind kind, List<Item> items) {
        Set<String> names = new TreeSet<>();
        items.forEach(item -> names.addAll(item.metrics().keySet()));
        return of(policy, new ItemList(kind, "run", items, Set.of(), names, Set.of(), List.of()));
    }

    /** Decides where the provider declares that it reports some properties. */
    public static Decided ofVersions(Set<Field> declared, String policy, Item... items) {
        return of(
                RetentionPolicy.parse(policy),
                new ItemList(ItemKind.VERSIONS, "model", List.of(items), Set.of(), Set.of(), declared, List.of()));
    }

    public static Decided of(RetentionPolicy policy, ItemList listing) {
        return new Decided(new RetentionEngine(policy, NOW).decide(listing));
    }

    /** A checkpoint of a step, which is its id. */
    public static Item.Builder step(long step) {
        return Item.builder(Long.toString(step)).step(step);
    }

    /** Checkpoints of these steps. */
    public static Item[] steps(long... steps) {
        return LongStream.of(steps).mapToObj(step -> step(step).build()).toArray(Item[]::new);
    }

    /** A checkpoint with one metric. */
    public static Item metric(long step, String metric, double value) {
        return step(step).metrics(Map.of(metric, value)).build();
    }

    public TargetPlan part() {
        return part;
    }

    public List<String> kept() {
        return part.decisions().stream()
                .filter(Decision::kept)
                .map(decision -> decision.item().id())
                .toList();
    }

    public List<String> deleted() {
        return part.decisions().stream()
                .filter(decision -> !decision.kept())
                .map(decision -> decision.item().id())
                .toList();
    }

    public Map<String, List<String>> reasons() {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        part.decisions().forEach(decision -> reasons.put(decision.item().id(), decision.reasons()));
        return reasons;
    }
}
