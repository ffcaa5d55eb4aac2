package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One line of a record. */
sealed interface AuditLine {

    /** What the lines' format is called. */
    String SCHEMA = "modelkeep-audit/2";

    /** The most bytes of a line: more than the longest ids of the largest batch take. */
    int MAX_BYTES = 8 << 20;

    /** A run begins: its number in the file, from 1. */
    record Begin(
            Instant at,
            long run,
            String who,
            String plan,
            String provider,
            String origin,
            Map<String, String> account,
            List<String> policy)
            implements AuditLine {}

    /** These are about to be deleted. */
    record Intent(Instant at, long batch, ItemKind kind, String parent, List<String> ids) implements AuditLine {}

    /** A request was made. */
    record Request(
            Instant at, String operation, String route, int attempt, OptionalInt status, Optional<String> requestId)
            implements AuditLine {}

    /** The outcomes of a batch, with the alarm that its answer raised. */
    record Outcome(Instant at, long batch, List<Result> results, Optional<String> stoppedBy, Optional<String> alarm)
            implements AuditLine {}

    /** These were gone before anything was sent for them in this run. */
    record Absent(Instant at, ItemKind kind, String parent, List<Result> results) implements AuditLine {}

    /** The lines before this one were not written to their end. */
    record Torn(Instant at, long lines) implements AuditLine {}

    /** The run of that number ended, and so many outcomes of each kind were recorded in it. */
    record End(Instant at, long run, Map<DeleteOutcome, Long> summary, long drift) implements AuditLine {}

    /** A user acknowledged the alarms that are recorded before this line. */
    record Acknowledged(Instant at, String who, long alarms) implements AuditLine {}

    /** What became of an item. */
    record Result(
            String id,
            DeleteOutcome outcome,
            Optional<String> cause,
            OptionalInt attempts,
            Optional<String> requestId) {}
}
