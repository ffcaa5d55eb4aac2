package io.modelkeep.retention.audit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.internal.file.JsonLineReader;
import io.modelkeep.retention.internal.file.JsonLineWriter;
import io.modelkeep.retention.item.ItemKind;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A line of an audit log. Each type reads its fields in the order in which it writes them. */
sealed interface AuditLine {

    /** The version of the line format. Every change of the fields, even an addition, needs another version. */
    int VERSION = 1;

    /** Writes the fields. */
    void write(JsonLineWriter out) throws IOException;

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
            implements AuditLine {

        static Begin read(JsonLineReader in) throws IOException {
            in.version(VERSION);
            return new Begin(
                    in.instant("at"),
                    in.number("run"),
                    in.text("who"),
                    in.text("plan"),
                    in.text("provider"),
                    in.text("origin"),
                    in.textMap("account"),
                    in.texts("policy"));
        }

        @Override
        public void write(JsonLineWriter out) throws IOException {
            out.text("line", "begin");
            out.number("version", VERSION);
            out.text("at", at.toString());
            out.number("run", run);
            out.text("who", who);
            out.text("plan", plan);
            out.text("provider", provider);
            out.text("origin", origin);
            out.texts("account", account);
            out.texts("policy", policy);
        }
    }

    /** The items of a batch that are about to be deleted. */
    record Intent(Instant at, long batch, ItemKind kind, String parent, List<String> ids) implements AuditLine {

        static Intent read(JsonLineReader in) throws IOException {
            return new Intent(
                    in.instant("at"),
                    in.number("batch"),
                    in.constant("kind", ItemKind.class),
                    in.text("parent"),
                    in.texts("ids"));
        }

        @Override
        public void write(JsonLineWriter out) throws IOException {
            head(out, "intent", at);
            out.number("batch", batch);
            out.text("kind", kind.name());
            out.text("parent", parent);
            out.texts("ids", ids);
        }
    }

    /** A request that was sent. */
    record Request(
            Instant at, String operation, String route, int attempt, OptionalInt status, Optional<String> requestId)
            implements AuditLine {

        static Request read(JsonLineReader in) throws IOException {
            return new Request(
                    in.instant("at"),
                    in.text("operation"),
                    in.text("route"),
                    in.integer("attempt"),
                    in.optionalInteger("status"),
                    in.optionalText("requestId"));
        }

        @Override
        public void write(JsonLineWriter out) throws IOException {
            head(out, "request", at);
            out.text("operation", operation);
            out.text("route", route);
            out.number("attempt", attempt);
            out.number("status", status);
            out.text("requestId", requestId);
        }
    }

    /** The outcomes of a batch, with the alarm that the answer raised, if any. */
    record Outcome(Instant at, long batch, List<Result> results, Optional<String> abortCause, Optional<String> alarm)
            implements AuditLine {

        static Outcome read(JsonLineReader in) throws IOException {
            return new Outcome(
                    in.instant("at"),
                    in.number("batch"),
                    in.objects("results", Result::read),
                    in.optionalText("abortCause"),
                    in.optionalText("alarm"));
        }

        @Override
        public void write(JsonLineWriter out) throws IOException {
            head(out, "outcome", at);
            out.number("batch", batch);
            Result.write(out, results);
            out.text("abortCause", abortCause);
            out.text("alarm", alarm);
        }
    }

    /** The items that were gone before anything was sent for them in this run. */
    record Absent(Instant at, ItemKind kind, String parent, List<Result> results) implements AuditLine {

        static Absent read(JsonLineReader in) throws IOException {
            return new Absent(
                    in.instant("at"),
                    in.constant("kind", ItemKind.class),
                    in.text("parent"),
                    in.objects("results", Result::read));
        }

        @Override
        public void write(JsonLineWriter out) throws IOException {
            head(out, "absent", at);
            out.text("kind", kind.name());
            out.text("parent", parent);
            Result.write(out, results);
        }
    }

    /** A note that the lines before this one are incomplete. */
    record Torn(Instant at, long lines) implements AuditLine {

        static Torn read(JsonLineReader in) throws IOException {
            return new Torn(in.instant("at"), in.number("lines"));
        }

        @Override
        public void write(JsonLineWriter out) throws IOException {
            head(out, "torn", at);
            out.number("lines", lines);
        }
    }

    /** The end of the run with the given number, with the number of recorded outcomes of each kind. */
    record End(Instant at, long run, Map<DeleteOutcome, Long> summary, long drift) implements AuditLine {

        static End read(JsonLineReader in) throws IOException {
            return new End(in.instant("at"), in.number("run"), in.object("summary", End::summary), in.number("drift"));
        }

        private static Map<DeleteOutcome, Long> summary(JsonLineReader in) throws IOException {
            Map<DeleteOutcome, Long> summary = new EnumMap<>(DeleteOutcome.class);
            for (String name = in.next(); name != null; name = in.next()) {
                summary.put(in.constantOf(name, DeleteOutcome.class), in.number(name));
            }
            return summary;
        }

        @Override
        public void write(JsonLineWriter out) throws IOException {
            head(out, "end", at);
            out.number("run", run);
            out.beginObject("summary");
            for (Map.Entry<DeleteOutcome, Long> count : summary.entrySet()) {
                out.number(count.getKey().name(), count.getValue());
            }
            out.endObject();
            out.number("drift", drift);
        }
    }

    /** A user's acknowledgment of the alarms that are recorded before this line. */
    record Acknowledged(Instant at, String who, long alarms) implements AuditLine {

        static Acknowledged read(JsonLineReader in) throws IOException {
            return new Acknowledged(in.instant("at"), in.text("who"), in.number("alarms"));
        }

        @Override
        public void write(JsonLineWriter out) throws IOException {
            head(out, "acknowledged", at);
            out.text("who", who);
            out.number("alarms", alarms);
        }
    }

    /** The outcome of an item. */
    record Result(
            String id,
            DeleteOutcome outcome,
            Optional<String> cause,
            OptionalInt attempts,
            Optional<String> requestId) {

        static Result read(JsonLineReader in) throws IOException {
            return new Result(
                    in.text("id"),
                    in.constant("outcome", DeleteOutcome.class),
                    in.optionalText("cause"),
                    in.optionalInteger("attempts"),
                    in.optionalText("requestId"));
        }

        static void write(JsonLineWriter out, List<Result> results) throws IOException {
            out.beginArray("results");
            for (Result result : results) {
                out.beginObject();
                out.text("id", result.id);
                out.text("outcome", result.outcome.name());
                out.text("cause", result.cause);
                out.number("attempts", result.attempts);
                out.text("requestId", result.requestId);
                out.endObject();
            }
            out.endArray();
        }
    }

    private static void head(JsonLineWriter out, String line, Instant at) throws IOException {
        out.text("line", line);
        out.text("at", at.toString());
    }
}
