package io.modelkeep.simulator.wandb;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.internal.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The checkpoints of one model by step, with the positions of deleted ones. Not thread-safe. */
final class CheckpointSeries {
    private static final BigInteger HIGHEST_STEP = BigInteger.valueOf(Long.MAX_VALUE);

    private final NavigableMap<Long, Saved> byStep = new TreeMap<>();
    /** The steps of all checkpoints, including deleted and replaced ones that a cursor may still name. */
    private final Map<UUID, Long> stepsById = new HashMap<>();

    /**
     * A saved state. Null metrics stand for those derived from the step, so that a million checkpoints use little
     * memory.
     */
    private record Saved(UUID id, @Nullable Map<String, Double> metrics) {}

    /** A page of consecutive checkpoints in the requested order, and whether more follow. */
    record Page(List<SimulatedCheckpoint> items, boolean hasMore) {}

    CheckpointSeries copy() {
        CheckpointSeries copy = new CheckpointSeries();
        copy.byStep.putAll(byStep);
        copy.stepsById.putAll(stepsById);
        return copy;
    }

    int size() {
        return byStep.size();
    }

    boolean isLatest(BigInteger step) {
        return !byStep.isEmpty() && BigInteger.valueOf(byStep.lastKey()).equals(step);
    }

    void append(int count) {
        long step = byStep.isEmpty() ? 0 : byStep.lastKey();
        for (int i = 0; i < count; i++) {
            step = Math.addExact(step, 1);
            put(step, null);
        }
    }

    void save(long step, Map<String, Double> metrics) {
        put(step, new LinkedHashMap<>(metrics));
    }

    private void put(Long step, @Nullable Map<String, Double> metrics) {
        Saved saved = new Saved(UUID.randomUUID(), metrics);
        byStep.put(step, saved);
        stepsById.put(saved.id(), step);
    }

    boolean remove(BigInteger step) {
        boolean possible = step.signum() >= 0 && step.compareTo(HIGHEST_STEP) <= 0;
        return possible && byStep.remove(step.longValueExact()) != null;
    }

    Page page(@Nullable String after, int limit, boolean descending, DeletedCursor deletedCursor) {
        NavigableMap<Long, Saved> ordered = descending ? byStep.descendingMap() : byStep;
        if (after != null) {
            ordered = after(ordered, after, deletedCursor);
        }
        List<SimulatedCheckpoint> items = new ArrayList<>();
        for (Map.Entry<Long, Saved> entry : ordered.entrySet()) {
            if (items.size() == limit) {
                return new Page(items, true);
            }
            items.add(checkpoint(entry));
        }
        return new Page(items, false);
    }

    private NavigableMap<Long, Saved> after(
            NavigableMap<Long, Saved> ordered, String cursor, DeletedCursor deletedCursor) {
        UUID id = uuid(cursor);
        Long step = id == null ? null : stepsById.get(id);
        Saved there = step == null ? null : byStep.get(step);
        if (step != null && there != null && there.id().equals(id)) {
            return ordered.tailMap(step, false);
        }
        return switch (deletedCursor) {
            case CONTINUE -> {
                if (step == null) {
                    throw unknownCursor();
                }
                yield ordered.tailMap(step, false);
            }
            case EMPTY_PAGE -> new TreeMap<>();
            case NOT_FOUND -> throw unknownCursor();
            case BAD_REQUEST -> throw new Refusal(400, "invalid cursor");
            case UNPROCESSABLE -> throw invalidCursor();
            case RESTART -> ordered;
        };
    }

    List<SimulatedCheckpoint> all() {
        return byStep.entrySet().stream().map(CheckpointSeries::checkpoint).toList();
    }

    private static SimulatedCheckpoint checkpoint(Map.Entry<Long, Saved> entry) {
        Map<String, Double> metrics = entry.getValue().metrics();
        return new SimulatedCheckpoint(
                entry.getValue().id().toString(),
                entry.getKey(),
                metrics == null ? metricsOf(entry.getKey()) : metrics);
    }

    /**
     * Returns a growing training reward and a validation reward that stops growing, so that the best checkpoint is
     * not the latest.
     */
    private static Map<String, Double> metricsOf(long step) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train/reward", step / (step + 100.0));
        metrics.put("val/reward", step % 101 * 37 % 101 / 100.0);
        return metrics;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException notUuid) {
            return null;
        }
    }

    private static Refusal invalidCursor() {
        return new Refusal(Answer.json(
                422,
                Map.of(
                        "detail",
                        List.of(Map.of(
                                "loc",
                                List.of("query", "after"),
                                "msg",
                                "Value error, no such item",
                                "type",
                                "value_error")))));
    }

    private static Refusal unknownCursor() {
        return new Refusal(404, "cursor not found");
    }
}
