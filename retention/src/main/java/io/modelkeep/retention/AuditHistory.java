package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.RetentionException.Reason;
import io.modelkeep.spi.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a record says of one plan: its runs, and the last word on each item. Immutable. */
public final class AuditHistory {

    /**
     * One run.
     *
     * @param who who deleted
     * @param begun when it began
     * @param ended when it ended; empty where it did not live to tell
     */
    public record Run(String who, Instant begun, Optional<Instant> ended) {}

    /**
     * The last word on one item.
     *
     * @param outcome what became of it; empty where it was to be deleted, and nothing says whether it was
     * @param cause the type of the failure, where there is one
     */
    public record Entry(Optional<DeleteOutcome> outcome, Optional<String> cause) {}

    /**
     * An answer that counts or names something other than what was requested, so that more may be gone. It stays in the
     * record until a user acknowledges it: {@link AuditLog#acknowledge}.
     *
     * @param at when it was recorded
     * @param plan the digest of the plan that was applied, which may be another one
     * @param kind the kind of the items that were requested
     * @param parent the training or model that they are part of
     * @param message the service's answer, in words
     */
    public record Alarm(Instant at, String plan, ItemKind kind, String parent, String message) {

        /** {@code {"at", "plan", "kind", "parent", "message"}}, as plain values. */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("at", at.toString());
            map.put("plan", plan);
            map.put("kind", kind.name());
            map.put("parent", parent);
            map.put("message", message);
            return map;
        }

        /** The time, the parent and the message, safe to print. */
        @Override
        public String toString() {
            return SafeText.of(at + ", " + parent + ": " + message, 2048);
        }
    }

    /** The items of one part. */
    private record Place(ItemKind kind, String parent) {}

    private final List<Run> runs;
    private final List<Alarm> alarms;
    private final Map<Place, Map<String, Word>> words;

    private AuditHistory(List<Run> runs, List<Alarm> alarms, Map<Place, Map<String, Word>> words) {
        this.runs = List.copyOf(runs);
        this.alarms = List.copyOf(alarms);
        this.words = words;
    }

    /**
     * Reads what a record says of a plan. Can be read while a run goes on.
     *
     * @throws RetentionException {@code DAMAGED_AUDIT}: it is no record, or was changed; {@code NOT_RECORDED}: it cannot be
     *     read, or is a symbolic link
     */
    public static AuditHistory read(RetentionPlan plan, Path file) {
        AuditWalk walk = AuditWalk.strict(plan.digest(), file);
        readLines(file, walk);
        return walk.history();
    }

    static void readLines(Path file, Consumer<AuditLine> lines) {
        try {
            AuditReader.Tail ignored = AuditFile.read(file, content -> AuditReader.read(file, content, lines));
            assert ignored != null;
        } catch (IOException unreadable) {
            throw new RetentionException(
                    Reason.NOT_RECORDED,
                    "the audit " + file + " cannot be read: " + unreadable + "; give one that can",
                    unreadable);
        }
    }

    /** The runs of the plan, oldest first. */
    public List<Run> runs() {
        return runs;
    }

    /**
     * Returns the alarms of the record that no user has acknowledged, oldest first. Those of other plans in the same file are
     * among them: while there is one, no plan is applied with this record.
     */
    public List<Alarm> alarms() {
        return alarms;
    }

    /** The last word on an item; empty where no run came to it. */
    public Optional<Entry> of(ItemKind kind, String parent, String id) {
        Word word = words.getOrDefault(new Place(kind, parent), Map.of()).get(id);
        return Optional.ofNullable(word).map(Word::entry);
    }

    /** How many items have each outcome by the last word on them. */
    Map<DeleteOutcome, Long> summary() {
        Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
        words.values()
                .forEach(part -> part.values()
                        .forEach(word ->
                                word.entry().outcome().ifPresent(outcome -> counts.merge(outcome, 1L, Long::sum))));
        return counts;
    }

    /** What is recorded of the items of one part, by id. */
    Map<String, Word> words(PlanPart part) {
        return words.getOrDefault(new Place(part.kind(), part.parent()), Map.of());
    }

    /**
     * The last word on one item, with what came before.
     *
     * @param sentBefore whether it may have been sent before the batch that this is of
     */
    record Word(Entry entry, boolean sentBefore) {

        private static final Entry OPEN = new Entry(Optional.empty(), Optional.empty());
        private static final Map<DeleteOutcome, Word> PLAIN = new EnumMap<>(DeleteOutcome.class);

        static {
            for (DeleteOutcome outcome : DeleteOutcome.values()) {
                PLAIN.put(outcome, new Word(new Entry(Optional.of(outcome), Optional.empty()), false));
            }
        }

        static final Word INTENDED = new Word(OPEN, false);
        static final Word INTENDED_AGAIN = new Word(OPEN, true);

        static Word of(AuditLine.Result result, boolean sentBefore) {
            return sentBefore || result.cause().isPresent()
                    ? new Word(new Entry(Optional.of(result.outcome()), result.cause()), sentBefore)
                    : PLAIN.getOrDefault(result.outcome(), INTENDED);
        }

        boolean gone() {
            return entry.outcome().filter(DeleteOutcome::gone).isPresent();
        }

        /** Whether a request for it may have left. */
        boolean sent() {
            return sentBefore || !entry.outcome().equals(Optional.of(DeleteOutcome.NOT_ATTEMPTED));
        }
    }

    /** Collects what the lines of a record say; not thread-safe. */
    static final class Collector {

        private final Map<Place, Map<String, Word>> words = new HashMap<>();

        void intended(AuditLine.Intent intent) {
            Map<String, Word> part = part(intent.kind(), intent.parent());
            intent.ids()
                    .forEach(id -> part.merge(
                            id, Word.INTENDED, (before, now) -> before.sent() ? Word.INTENDED_AGAIN : Word.INTENDED));
        }

        void settled(ItemKind kind, String parent, List<AuditLine.Result> results) {
            Map<String, Word> part = part(kind, parent);
            for (AuditLine.Result result : results) {
                Word before = part.get(result.id());
                part.put(result.id(), Word.of(result, before != null && before.sentBefore()));
            }
        }

        /** The items that have no outcome. */
        List<AuditCheck.Open> open() {
            List<AuditCheck.Open> open = new ArrayList<>();
            words.forEach((place, part) -> part.forEach((id, word) -> {
                if (word.entry().outcome().isEmpty()) {
                    open.add(new AuditCheck.Open(place.kind(), place.parent(), id));
                }
            }));
            return open;
        }

        private Map<String, Word> part(ItemKind kind, String parent) {
            return words.computeIfAbsent(new Place(kind, parent), place -> new HashMap<>());
        }

        AuditHistory history(List<Run> runs, List<Alarm> alarms) {
            return new AuditHistory(runs, alarms, words);
        }
    }
}
