package io.modelkeep.retention.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.ItemState;
import io.modelkeep.retention.audit.Drift;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is there, held against what was planned: what only the planned decision makes a change. */
class TargetListingTest {

    private final Item kept = item("1").name("final").itemState(ItemState.READY).build();
    private final Item deleted =
            item("2").name("step-2").itemState(ItemState.READY).build();

    @Test
    void unchangedItem_isNoDrift() {
        assertThat(listed(kept, deleted).drift()).isEmpty();
    }

    @Test
    void keptItemThatIsNoLongerFinished_isDrift() {
        Item broken = item("1").name("final").itemState(ItemState.FAILED).build();

        assertThat(listed(broken, deleted).drift()).extracting(Drift::change).containsExactly(Drift.Change.UNFINISHED);
    }

    @Test
    void renamedItemToDelete_isDrift() {
        Item renamed = item("2").name("final-2").itemState(ItemState.READY).build();

        assertThat(listed(kept, renamed).drift()).extracting(Drift::change).containsExactly(Drift.Change.NAME);
    }

    @Test
    void renamedKeptItem_isNoDrift() {
        Item renamed = item("1").name("best").itemState(ItemState.READY).build();

        assertThat(listed(renamed, deleted).drift()).isEmpty();
    }

    private TargetListing listed(Item... now) {
        TargetPlan part = TargetPlan.of(
                ItemKind.CHECKPOINTS,
                "run",
                List.of(new Decision(kept, List.of(Decision.LATEST)), new Decision(deleted, List.of())),
                Set.of(),
                List.of());
        return new TargetListing(part, Map.of()).read(Stream.of(now), Set::of);
    }

    private static Item.Builder item(String id) {
        return Item.builder(id).step(Long.parseLong(id));
    }
}
