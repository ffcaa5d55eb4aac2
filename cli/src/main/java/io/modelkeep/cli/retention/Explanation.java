package io.modelkeep.cli.retention;

import io.modelkeep.ItemState;
import io.modelkeep.cli.output.Column;
import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The decision of a plan about one item.
 *
 * @param part the part of the plan that contains the item
 * @param decision the decision
 */
record Explanation(TargetPlan part, Decision decision) {

    /** The view of explanations for output. */
    static final ResourceView<Explanation> KIND = new ResourceView<>(
            Explanation::fields,
            List.of(
                    new Column<>("OF", each -> each.part.parent()),
                    new Column<>("ID", each -> each.item().id()),
                    new Column<>("NAME", each -> each.item().name().orElse("")),
                    new Column<>("STEP", each -> text(each.item().step())),
                    new Column<>("NUMBER", each -> text(each.item().number())),
                    new Column<>("CREATED", each -> text(each.item().createdAt())),
                    new Column<>("BYTES", each -> text(each.item().sizeBytes())),
                    new Column<>("METRICS", Explanation::metrics),
                    new Column<>("ALIASES", each -> words(each.item().aliases())),
                    new Column<>("TAGS", each -> words(each.item().tags())),
                    new Column<>("DECISION", Explanation::word),
                    new Column<>("REASONS", each -> String.join(", ", each.decision.reasons()))));

    private Item item() {
        return decision.item();
    }

    public String word() {
        return decision.kept() ? "keep" : "delete";
    }

    public String metrics() {
        return item().metrics().entrySet().stream()
                .map(metric -> metric.getKey() + "=" + metric.getValue())
                .collect(Collectors.joining(" "));
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(part.kind() == ItemKind.CHECKPOINTS ? "run" : "model", part.parent());
        fields.put("id", item().id());
        item().revision().ifPresent(revision -> fields.put("revision", revision));
        item().name().ifPresent(name -> fields.put("name", name));
        item().step().ifPresent(step -> fields.put("step", step));
        item().number().ifPresent(number -> fields.put("number", number));
        item().createdAt().ifPresent(time -> fields.put("createdAt", time.toString()));
        item().sizeBytes().ifPresent(bytes -> fields.put("sizeBytes", bytes));
        item().state().ifPresent(state -> fields.put("state", state));
        if (item().itemState() != ItemState.UNKNOWN) {
            fields.put("itemState", item().itemState().name());
        }
        item().live().ifPresent(live -> fields.put("live", live));
        item().latest().ifPresent(latest -> fields.put("latest", latest));
        item().aliases().ifPresent(aliases -> fields.put("aliases", List.copyOf(aliases)));
        item().tags().ifPresent(tags -> fields.put("tags", List.copyOf(tags)));
        if (!item().metrics().isEmpty()) {
            fields.put("metrics", item().metrics());
        }
        fields.put("decision", word());
        fields.put("reasons", decision.reasons());
        return fields;
    }

    private static String words(Optional<Set<String>> words) {
        return String.join(" ", words.orElse(Set.of()));
    }

    private static String text(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "";
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }
}
