package io.modelkeep.retention.plan;

import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.retention.errors.PlanTooLargeException;
import io.modelkeep.retention.internal.file.JsonTokenCursor;
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

    private final JsonTokenCursor json;
    private final MetricNames metrics;
    private final Set<String> parents = new HashSet<>();

    /** Shared lists of reasons and shared states, because a million items have only a few different ones. */
    private final Map<List<String>, List<String>> reasons = new HashMap<>();

    private final Map<String, String> states = new HashMap<>();
    private int items;

    TargetPlanReader(JsonTokenCursor json, MetricNames metrics) {
        this.json = json;
        this.metrics = metrics;
    }

    /** Reads the part whose object has begun. */
    TargetPlan part() throws IOException {
        ItemKind kind = null;
        String parent = null;
        Set<Field> declared = Set.of();
        List<String> notes = List.of();
        List<Decision> decisions = null;
        TargetPlan.Problem problem = null;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "kind" -> kind = kind(json.text());
                case "parent" -> parent = json.text();
                case "totals" -> json.skip();
                case "declared" -> declared = declared();
                case "notes" -> notes = json.texts();
                case "problem" -> problem = problem();
                case PlanWriter.ITEMS -> decisions = decisions();
                default -> throw json.unexpected("a field of a part");
            }
        }
        if (kind == null || parent == null) {
            throw json.unexpected("a complete part");
        }
        if (!parents.add(TargetKey.key(kind, parent))) {
            throw json.unexpected("another part");
        }
        if (problem == null && decisions != null) {
            return TargetPlan.of(kind, parent, decisions, declared, notes);
        }
        if (problem != null && decisions == null) {
            return TargetPlan.of(kind, parent, problem);
        }
        throw json.unexpected("items or a problem");
    }

    private Set<Field> declared() throws IOException {
        Set<Field> declared = EnumSet.noneOf(Field.class);
        for (String name : json.texts()) {
            declared.add(named(Field.values(), name, "a property of items"));
        }
        return declared;
    }

    private <E extends Enum<E>> E named(E[] values, String name, String wanted) throws IOException {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> json.unexpected(wanted));
    }

    private ItemKind kind(String name) throws IOException {
        return named(ItemKind.values(), name, "a kind");
    }

    private TargetPlan.Problem problem() throws IOException {
        String type = null;
        String message = null;
        json.beginObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "type" -> type = json.text();
                case "message" -> message = json.text();
                default -> throw json.unexpected("a field of a problem");
            }
        }
        if (type == null || message == null) {
            throw json.unexpected("a complete problem");
        }
        return new TargetPlan.Problem(type, message);
    }

    private List<Decision> decisions() throws IOException {
        List<Decision> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        json.beginArray();
        while (json.nextObject()) {
            Decision decision = decision();
            if (!ids.add(decision.item().id())) {
                throw json.unexpected("another item");
            }
            if (++items > RetentionPlan.MAX_ITEMS) {
                throw new PlanTooLargeException("the plan holds more than " + RetentionPlan.MAX_ITEMS + " items");
            }
            all.add(decision);
        }
        return all;
    }

    private Decision decision() throws IOException {
        Item.Builder item = null;
        String decided = null;
        List<String> why = List.of();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (field.equals("decision")) {
                decided = json.text();
            } else if (field.equals("id")) {
                item = Item.builder(json.text()).metrics(metrics.values(Map.of()));
            } else if (field.equals("reasons")) {
                why = reasons.computeIfAbsent(json.texts(), List::copyOf);
            } else if (item == null) {
                throw json.unexpected("the id");
            } else {
                read(field, item);
            }
        }
        if (item == null || !(why.isEmpty() ? PlanWriter.DELETE : PlanWriter.KEEP).equals(decided)) {
            throw json.unexpected("an id, and a decision with its reasons");
        }
        return new Decision(item.build(), why);
    }

    private void read(String field, Item.Builder item) throws IOException {
        switch (field) {
            case "revision" -> item.revision(json.text());
            case "name" -> item.name(json.text());
            case "step" -> item.step(json.readLong());
            case "number" -> item.number(json.readLong());
            case "createdAt" -> item.createdAt(json.instant());
            case "sizeBytes" -> item.sizeBytes(json.readLong());
            case "state" -> item.state(states.computeIfAbsent(json.text(), state -> state));
            case "itemState" -> item.itemState(named(ItemState.values(), json.text(), "a state"));
            case "live" -> item.live(json.readBoolean());
            case "latest" -> item.latest(json.readBoolean());
            case "aliases" -> item.aliases(json.texts());
            case "tags" -> item.tags(json.texts());
            case "metrics" -> item.metrics(metrics());
            default -> throw json.unexpected("a field of an item");
        }
    }

    private MetricValues metrics() throws IOException {
        double[] values = new double[metrics.names().size()];
        Arrays.fill(values, Double.NaN);
        json.beginObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            int index = metrics.indexOf(field);
            if (index < 0) {
                throw json.unexpected("a metric of the policy");
            }
            values[index] = json.number();
        }
        return new MetricValues(metrics, values);
    }
}
