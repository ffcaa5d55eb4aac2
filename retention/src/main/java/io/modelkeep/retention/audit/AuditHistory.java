package io.modelkeep.retention.audit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.errors.AuditAccessException;
import io.modelkeep.retention.errors.InvalidAuditException;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
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

/**
 * The content of an audit log about one plan: the runs of the plan and the last recorded outcome of each item.
 * Immutable.
 */
public final class AuditHistory {

    /**
     * A run of the plan.
     *
     * @param who the name under which the run was started
     * @param begun the time at which the run began
     * @param ended the time at which the run ended, or empty if it was cut off
     */
    public record Run(String who, Instant begun, Optional<Instant> ended) {}

    /**
     * The last recorded state of one item.
     *
     * @param outcome the outcome, or empty if the deletion was begun and has no recorded outcome
     * @param cause the type of the failure, if there was one
     */
    public record Entry(Optional<DeleteOutcome> outcome, Optional<String> cause) {}

    /**
     * An alarm: the service's answer counts or names something other than what was requested, so that more may be gone.
     * The alarm stays in the audit log until a user acknowledges it with {@link AuditLog#acknowledge}.
     *
     * @param at the time at which the alarm was recorded
     * @param plan the digest of the plan that was applied, which may be another plan
     * @param kind the kind of the items that were requested
     * @param parent the id of the training run or model that contains them
     * @param message the description of the service's answer
     */
    public record Alarm(Instant at, String plan, ItemKind kind, String parent, String message) {

        /** Returns the alarm as plain values: {@code {"at", "plan", "kind", "parent", "message"}}. */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("at", at.toString());
            map.put("plan", plan);
            map.put("kind", kind.name());
            map.put("parent", parent);
            map.put("message", message);
            return map;
        }

        /** Returns the time, the parent and the message, in a form that is safe to print. */
        @Override
        public String toString() {
            return SafeText.of(at + ", " + parent + ": " + message, 2048);
        }
    }

    /** The key of one part of a plan. */
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
     * Reads the history of a plan from an audit log. The file can be read during a run.
     *
     * @param plan the plan
     * @param file the audit log
     * @return the history of the plan
     * @throws InvalidAuditException if the file is not an audit log or was changed
     * @throws AuditAccessException if it cannot be read or is a symbolic link
     */
    public static AuditHistory read(RetentionPlan plan, Path file) {
        AuditReplay walk = AuditReplay.strict(plan.digest(), file);
        readLines(file, walk);
        return walk.history();
    }

    static void readLines(Path file, Consumer<AuditLine> lines) {
        try {
            AuditReader.Tail ignored = AuditFile.read(file, content -> AuditReader.read(file, content, lines));
            assert ignored != null;
        } catch (IOException unreadable) {
            throw new AuditAccessException(
                    "the audit " + file + " cannot be read: " + unreadable + "; name a readable audit file",
                    unreadable);
        }
    }

    /** Returns the runs of the plan, oldest first. */
    public List<Run> runs() {
        return runs;
    }

    /**
     * Returns the alarms of the audit log that no user has acknowledged, oldest first. Alarms of other plans in the
     * same file are included. While there is an alarm, no plan is applied with this audit log.
     */
    public List<Alarm> alarms() {
        return alarms;
    }

    /** Returns the last recorded state of an item, or empty if no run reached it. */
    public Optional<Entry> of(ItemKind kind, String parent, String id) {
        Word word = words.getOrDefault(new Place(kind, parent), Map.of()).get(id);
        return Optional.ofNullable(word).map(Word::entry);
    }

    /** Returns the number of items with each outcome, by the last recorded outcome of each item. */
    Map<DeleteOutcome, Long> summary() {
        Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
        words.values()
                .forEach(part -> part.values()
                        .forEach(word ->
                                word.entry().outcome().ifPresent(outcome -> counts.merge(outcome, 1L, Long::sum))));
        return counts;
    }

    /** Returns the recorded states of the items of one part, by id. */
    public Map<String, Word> words(TargetPlan part) {
        return words.getOrDefault(new Place(part.kind(), part.parent()), Map.of());
    }

    /**
     * The last recorded state of one item, with the state before it.
     *
     * @param sentBefore whether the item may have been sent before the batch of this entry
     */
    public record Word(Entry entry, boolean sentBefore) {

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

        /** Reports whether the item is recorded as gone. */
        public boolean isAbsent() {
            return entry.outcome().filter(DeleteOutcome::isAbsent).isPresent();
        }

        /**
         * Returns whether the item may be gone because of the last batch that contains it. A deletion that the service
         * refused or ended without carrying it out explains nothing.
         */
        public boolean explainsAbsence() {
            return isAbsent() || entry.outcome().orElse(DeleteOutcome.UNKNOWN) == DeleteOutcome.UNKNOWN;
        }

        /** Returns whether a request to delete the item may have been sent. */
        public boolean sent() {
            return sentBefore || !entry.outcome().equals(Optional.of(DeleteOutcome.NOT_ATTEMPTED));
        }
    }

    /** A collector of the item states in the lines of an audit log. Not thread-safe. */
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

        /** Returns the items that have no outcome. */
        public List<AuditCheck.Open> open() {
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
