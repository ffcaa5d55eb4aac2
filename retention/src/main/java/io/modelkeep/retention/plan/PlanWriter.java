package io.modelkeep.retention.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.MetricValues;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A writer of a plan's document, one item at a time. */
final class PlanWriter {

    static final String PARTS = "parts";
    static final String ITEMS = "items";
    static final String DELETE = "delete";
    static final String KEEP = "keep";

    private final RetentionPlan plan;

    PlanWriter(RetentionPlan plan) {
        this.plan = plan;
    }

    /** Returns the digest of all lines except the line of the digest. */
    String digest() {
        MessageDigest digest = PlanFormat.newDigest();
        try (OutputStream out =
                new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest), 1 << 16)) {
            write(out, Optional.empty());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return PlanFormat.written(digest);
    }

    /** Writes the whole document and leaves the stream open. */
    void write(OutputStream out) throws IOException {
        write(out, Optional.of(plan.digest()));
        out.flush();
    }

    private void write(OutputStream out, Optional<String> digest) throws IOException {
        try (JsonGenerator json = PlanFormat.JSON.createGenerator(out)) {
            json.setPrettyPrinter(new PlanLines());
            json.writeStartObject();
            json.writeStringField("schema", PlanFormat.SCHEMA);
            if (digest.isPresent()) {
                json.writeStringField("digest", digest.get());
            }
            json.writeStringField("plannedAt", plan.plannedAt().toString());
            json.writeStringField("provider", plan.provider());
            json.writeStringField("origin", plan.origin());
            json.writeObjectFieldStart("account");
            for (Map.Entry<String, String> setting : plan.account().entrySet()) {
                json.writeStringField(setting.getKey(), setting.getValue());
            }
            json.writeEndObject();
            write(json, "policy", plan.policy());
            write(json, plan.totals());
            json.writeArrayFieldStart(PARTS);
            for (TargetPlan part : plan.parts()) {
                write(json, part);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, TargetPlan part) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", part.kind().name());
        json.writeStringField("parent", part.parent());
        if (part.problem().isPresent()) {
            json.writeObjectFieldStart("problem");
            json.writeStringField("type", part.problem().get().type());
            json.writeStringField("message", part.problem().get().message());
            json.writeEndObject();
        } else {
            write(json, part.totals());
            write(json, "declared", part.declared().stream().map(Field::name).toList());
            write(json, "notes", part.notes());
            json.writeArrayFieldStart(ITEMS);
            for (Decision decision : part.decisions()) {
                write(json, decision);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ItemTotals totals) throws IOException {
        json.writeObjectFieldStart("totals");
        json.writeNumberField("seen", totals.seen());
        json.writeNumberField("kept", totals.kept());
        json.writeNumberField("deleted", totals.deleted());
        write(json, "keptBytes", totals.keptBytes());
        write(json, "deletedBytes", totals.deletedBytes());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Decision decision) throws IOException {
        Item item = decision.item();
        json.writeStartObject();
        json.writeStringField("decision", decision.kept() ? KEEP : DELETE);
        json.writeStringField("id", item.id());
        write(json, "revision", item.revision());
        write(json, "name", item.name());
        write(json, "step", item.step());
        write(json, "number", item.number());
        if (item.createdAt().isPresent()) {
            json.writeStringField("createdAt", item.createdAt().get().toString());
        }
        write(json, "sizeBytes", item.sizeBytes());
        write(json, "state", item.state());
        if (item.itemState() != ItemState.UNKNOWN) {
            json.writeStringField("itemState", item.itemState().name());
        }
        if (item.live().isPresent()) {
            json.writeBooleanField("live", item.live().get());
        }
        if (item.latest().isPresent()) {
            json.writeBooleanField("latest", item.latest().get());
        }
        if (item.aliases().isPresent()) {
            write(json, "aliases", List.copyOf(item.aliases().get()));
        }
        if (item.tags().isPresent()) {
            write(json, "tags", List.copyOf(item.tags().get()));
        }
        write(json, item.values());
        if (decision.kept()) {
            write(json, "reasons", decision.reasons());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, MetricValues metrics) throws IOException {
        List<String> names = metrics.names().names();
        boolean begun = false;
        for (int i = 0; i < names.size(); i++) {
            double value = metrics.at(i);
            if (!Double.isNaN(value)) {
                if (!begun) {
                    json.writeObjectFieldStart("metrics");
                    begun = true;
                }
                json.writeNumberField(names.get(i), value);
            }
        }
        if (begun) {
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String field, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(field, text.get());
        }
    }

    private static void write(JsonGenerator json, String field, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(field, number.getAsLong());
        }
    }
}
