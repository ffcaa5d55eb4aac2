package io.modelkeep.retention.plan;

import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.retention.internal.file.JsonLineWriter;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.MetricValues;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A writer of a plan's document, one item at a time.
 *
 * <p>The first field of each line states its kind. The header begins with {@value #FORMAT}, and a part with
 * {@value #KIND}. An item of the part before it begins with {@value #DECISION}. The last line is the {@value #DIGEST},
 * which covers all other lines.
 */
final class PlanWriter {

    static final String FORMAT = "format";
    static final String KIND = "kind";
    static final String DECISION = "decision";
    static final String DIGEST = "digest";

    /** The name of the format, in the header. */
    static final String NAME = "modelkeep-plan";

    /** The version of the format. Every change of the fields, even an addition, needs another version. */
    static final int VERSION = 1;

    static final String DELETE = "delete";
    static final String KEEP = "keep";

    private final JsonLineWriter json;

    private PlanWriter(JsonLineWriter json) {
        this.json = json;
    }

    /** Writes the whole document, leaves the stream open, and returns the digest. */
    static String write(RetentionPlan plan, OutputStream out) throws IOException {
        MessageDigest digest = newDigest();
        try (JsonLineWriter json = new JsonLineWriter(new DigestOutputStream(out, digest))) {
            new PlanWriter(json).write(plan);
        }
        String made = "sha256:" + HexFormat.of().formatHex(digest.digest());
        try (JsonLineWriter json = new JsonLineWriter(out)) {
            json.beginObject();
            json.text(DIGEST, made);
            json.endLine();
        }
        out.flush();
        return made;
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private void write(RetentionPlan plan) throws IOException {
        json.beginObject();
        json.text(FORMAT, NAME);
        json.number("version", VERSION);
        json.text("plannedAt", plan.plannedAt().toString());
        json.text("provider", plan.provider());
        json.text("origin", plan.origin());
        json.texts("account", plan.account());
        json.texts("policy", plan.policy());
        write(plan.totals());
        json.endLine();
        for (TargetPlan part : plan.parts()) {
            write(part);
        }
    }

    private void write(TargetPlan part) throws IOException {
        json.beginObject();
        json.text(KIND, part.kind().name());
        json.text("parent", part.parent());
        if (part.problem().isPresent()) {
            json.beginObject("problem");
            json.text("type", part.problem().get().type());
            json.text("message", part.problem().get().message());
            json.endObject();
        } else {
            write(part.totals());
            json.texts("declared", part.declared().stream().map(Field::name).toList());
            json.texts("notes", part.notes());
        }
        json.endLine();
        for (Decision decision : part.decisions()) {
            write(decision);
        }
    }

    private void write(ItemTotals totals) throws IOException {
        json.beginObject("totals");
        json.number("seen", totals.seen());
        json.number("kept", totals.kept());
        json.number("deleted", totals.deleted());
        json.number("keptBytes", totals.keptBytes());
        json.number("deletedBytes", totals.deletedBytes());
        json.endObject();
    }

    private void write(Decision decision) throws IOException {
        Item item = decision.item();
        json.beginObject();
        json.text(DECISION, decision.kept() ? KEEP : DELETE);
        json.text("id", item.id());
        json.text("revision", item.revision());
        json.text("name", item.name());
        json.number("step", item.step());
        json.number("number", item.number());
        if (item.createdAt().isPresent()) {
            json.text("createdAt", item.createdAt().get().toString());
        }
        json.number("sizeBytes", item.sizeBytes());
        json.text("state", item.state());
        if (item.itemState() != ItemState.UNKNOWN) {
            json.text("itemState", item.itemState().name());
        }
        json.flag("live", item.live());
        json.flag("latest", item.latest());
        if (item.aliases().isPresent()) {
            json.texts("aliases", item.aliases().get());
        }
        if (item.tags().isPresent()) {
            json.texts("tags", item.tags().get());
        }
        write(item.values());
        if (decision.kept()) {
            json.texts("reasons", decision.reasons());
        }
        json.endLine();
    }

    private void write(MetricValues metrics) throws IOException {
        List<String> names = metrics.names().names();
        boolean begun = false;
        for (int i = 0; i < names.size(); i++) {
            double value = metrics.at(i);
            if (!Double.isNaN(value)) {
                if (!begun) {
                    json.beginObject("metrics");
                    begun = true;
                }
                json.decimal(names.get(i), value);
            }
        }
        if (begun) {
            json.endObject();
        }
    }
}
