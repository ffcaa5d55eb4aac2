package io.modelkeep.retention.plan;

import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.retention.errors.PlanTooLargeException;
import io.modelkeep.retention.internal.file.JsonLineReader;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.item.MetricValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A reader of the parts of a plan's document. A part that occurs twice is refused. Not thread-safe. */
final class TargetPlanReader {

    private final JsonLineReader in;
    private final MetricNames metrics;
    private final Set<String> parents = new HashSet<>();

    /** Shared lists of reasons and shared states, because a million items have only a few different ones. */
    private final Map<List<String>, List<String>> reasons = new HashMap<>();

    private final Map<String, String> states = new HashMap<>();
    private int items;

    TargetPlanReader(JsonLineReader in, MetricNames metrics) {
        this.in = in;
        this.metrics = metrics;
    }

    /** Reads the part whose line has begun, with the lines of its items. */
    TargetPlan part() throws IOException {
        ItemKind kind = in.constant(PlanWriter.KIND, ItemKind.class);
        String parent = in.text("parent");
        if (!parents.add(TargetKey.key(kind, parent))) {
            throw in.unexpected("another part");
        }
        if (in.hasNext("problem")) {
            TargetPlan.Problem problem =
                    in.object("problem", fields -> new TargetPlan.Problem(fields.text("type"), fields.text("message")));
            in.endLine();
            return TargetPlan.of(kind, parent, problem);
        }
        in.skip("totals");
        Set<Field> declared = EnumSet.noneOf(Field.class);
        for (String name : in.texts("declared")) {
            declared.add(in.constantOf(name, Field.class));
        }
        List<String> notes = in.texts("notes");
        in.endLine();
        return TargetPlan.of(kind, parent, decisions(), declared, notes);
    }

    private List<Decision> decisions() throws IOException {
        List<Decision> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        while (in.hasNext(PlanWriter.DECISION)) {
            Decision decision = decision();
            if (!ids.add(decision.item().id())) {
                throw in.unexpected("another item");
            }
            if (++items > RetentionPlan.MAX_ITEMS) {
                throw new PlanTooLargeException("the plan holds more than " + RetentionPlan.MAX_ITEMS + " items");
            }
            all.add(decision);
            in.endLine();
        }
        return all;
    }

    private Decision decision() throws IOException {
        String decided = in.text(PlanWriter.DECISION);
        Item.Builder item = Item.builder(in.text("id"));
        in.optionalText("revision").ifPresent(item::revision);
        in.optionalText("name").ifPresent(item::name);
        in.optionalNumber("step").ifPresent(item::step);
        in.optionalNumber("number").ifPresent(item::number);
        if (in.hasNext("createdAt")) {
            item.createdAt(in.instant("createdAt"));
        }
        in.optionalNumber("sizeBytes").ifPresent(item::sizeBytes);
        if (in.hasNext("state")) {
            item.state(states.computeIfAbsent(in.text("state"), state -> state));
        }
        if (in.hasNext("itemState")) {
            item.itemState(in.constant("itemState", ItemState.class));
        }
        in.optionalFlag("live").ifPresent(item::live);
        in.optionalFlag("latest").ifPresent(item::latest);
        if (in.hasNext("aliases")) {
            item.aliases(in.texts("aliases"));
        }
        if (in.hasNext("tags")) {
            item.tags(in.texts("tags"));
        }
        item.metrics(in.hasNext("metrics") ? in.object("metrics", this::metrics) : metrics.values(Map.of()));
        List<String> why =
                in.hasNext("reasons") ? reasons.computeIfAbsent(in.texts("reasons"), List::copyOf) : List.of();
        if (!(why.isEmpty() ? PlanWriter.DELETE : PlanWriter.KEEP).equals(decided)) {
            throw in.unexpected("a decision with its reasons");
        }
        return new Decision(item.build(), why);
    }

    private MetricValues metrics(JsonLineReader fields) throws IOException {
        double[] values = new double[metrics.names().size()];
        Arrays.fill(values, Double.NaN);
        for (String name = fields.next(); name != null; name = fields.next()) {
            int index = metrics.indexOf(name);
            if (index < 0) {
                throw fields.unexpected("a metric of the policy");
            }
            values[index] = fields.decimal(name);
        }
        return new MetricValues(metrics, values);
    }
}
