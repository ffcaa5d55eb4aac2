package io.modelkeep.retention.audit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.item.ItemKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A line of an audit log. */
sealed interface AuditLine {

    /** The name and version of the line format. */
    String SCHEMA = "modelkeep-audit/2";

    /** The maximum length of a line in bytes. A batch of the maximum size with ids of the maximum length is shorter. */
    int MAX_BYTES = 8 << 20;

    /** The beginning of a run. Runs are numbered within the file, from 1. */
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

    /** The items of a batch that are about to be deleted. */
    record Intent(Instant at, long batch, ItemKind kind, String parent, List<String> ids) implements AuditLine {}

    /** A request that was sent. */
    record Request(
            Instant at, String operation, String route, int attempt, OptionalInt status, Optional<String> requestId)
            implements AuditLine {}

    /** The outcomes of a batch, with the alarm that the answer raised, if any. */
    record Outcome(Instant at, long batch, List<Result> results, Optional<String> abortCause, Optional<String> alarm)
            implements AuditLine {}

    /** The items that were gone before anything was sent for them in this run. */
    record Absent(Instant at, ItemKind kind, String parent, List<Result> results) implements AuditLine {}

    /** A note that the lines before this one are incomplete. */
    record Torn(Instant at, long lines) implements AuditLine {}

    /** The end of the run with the given number, with the number of recorded outcomes of each kind. */
    record End(Instant at, long run, Map<DeleteOutcome, Long> summary, long drift) implements AuditLine {}

    /** A user's acknowledgment of the alarms that are recorded before this line. */
    record Acknowledged(Instant at, String who, long alarms) implements AuditLine {}

    /** The outcome of an item. */
    record Result(
            String id,
            DeleteOutcome outcome,
            Optional<String> cause,
            OptionalInt attempts,
            Optional<String> requestId) {}
}
