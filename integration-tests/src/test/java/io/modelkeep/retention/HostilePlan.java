package io.modelkeep.retention;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan with one text in every place that a service or a user fills, past all that checks ids and names. */
public final class HostilePlan {

    private HostilePlan() {}

    /** The plan, for the text as it stands. */
    public static RetentionPlan of(String text) {
        String rule = "keep-best=" + text + ":max";
        List<Decision> decisions = new ArrayList<>();
        for (int i = 9; i > 0; i--) {
            Item.Builder item = Item.builder(text + i)
                    .name(text)
                    .state(text)
                    .revision(text)
                    .aliases(Set.of(text))
                    .tags(Set.of(text));
            item.createdAt(Instant.EPOCH.plusSeconds(i)).metrics(Map.of(text, (double) i));
            decisions.add(new Decision(item.build(), i % 2 == 0 ? List.of() : List.of(rule, text)));
        }
        return new RetentionPlan(
                Instant.EPOCH,
                text,
                text,
                Map.of(text, text),
                List.of(rule, text),
                List.of(
                        TargetPlan.of(ItemKind.CHECKPOINTS, text, decisions, Set.of(), List.of(text)),
                        TargetPlan.of(ItemKind.VERSIONS, text, new TargetPlan.Problem(text, text))));
    }
}
