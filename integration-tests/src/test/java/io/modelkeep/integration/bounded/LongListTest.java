package io.modelkeep.integration.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.integration.process.Bounded;
import io.modelkeep.integration.process.ChildJvm;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A list of a million checkpoints, read to its end in 64 MiB. */
@Bounded
class LongListTest {

    private static final int MILLION = 1_000_000;
    private static final int PAGE = 100;

    /** What a heap differs in from one look to the next; the million itself would be fifty times that. */
    private static final long WOBBLE = 2L << 20;

    @Test
    void aMillionCheckpointsAreStreamedInConstantMemory() throws InterruptedException {
        DeletableItems things = DeletableItems.WANDB_TRAINING_CHECKPOINTS;
        try (StoreFixture server = things.fixture()) {
            String parent = things.given(server, MILLION);

            Map<String, String> result;
            try (ChildJvm child = ChildJvm.ofSmallHeap(
                    LongListClient.class,
                    server.config(),
                    things.name(),
                    parent,
                    Integer.toString(Integer.MAX_VALUE))) {
                result = child.result(Duration.ofSeconds(150));
            }

            assertThat(result)
                    .containsEntry("count", Integer.toString(MILLION))
                    .containsEntry("hashes", Long.toString(hashes()));
            assertThat(server.wire().orElseThrow().requests()).hasSize(MILLION / PAGE);
            assertThat(Long.parseLong(result.get("heap")))
                    .isLessThan(Memory.HELD)
                    .isLessThan(Long.parseLong(result.get("early")) + WOBBLE);
        }
    }

    /** Of the steps 1, 2, 3 and so on: each came, and none twice. */
    private static long hashes() {
        return IntStream.rangeClosed(1, MILLION)
                .mapToObj(Integer::toString)
                .mapToLong(String::hashCode)
                .sum();
    }
}
