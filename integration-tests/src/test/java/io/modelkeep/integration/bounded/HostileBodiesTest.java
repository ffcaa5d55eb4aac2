package io.modelkeep.integration.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.integration.process.Bounded;
import io.modelkeep.integration.process.ChildJvm;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gzip bomb, a body without an end, a very long number and a very long error, as answers to lists and deletions, in 64 MiB. */
@Bounded
class HostileBodiesTest {

    private static final String MALFORMED = "MalformedResponseException,";
    private static final int CHECKPOINTS = 3;
    private static final long BOMB = 200L << 20;
    private static final List<Fault> BODIES = List.of(
            Fault.gzipBomb(BOMB),
            Fault.endlessBody(),
            Fault.answer(200, "application/json", "{\"deleted_count\":" + "7".repeat(5 << 20) + "}"),
            // The last, for a deletion that is refused like this is followed by no read.
            Fault.answer(400, "application/json", "{\"detail\":\"" + "x".repeat(100 << 20) + "\"}"));

    @ParameterizedTest
    @EnumSource
    void areRefusedAndTheDeletionIsSettledByARead(DeletableItems things) throws InterruptedException {
        try (StoreFixture server = things.fixture()) {
            String parent = things.given(server, CHECKPOINTS);
            String asked = things.ids(server, parent).get(1);
            FaultFixture wire = server.wire().orElseThrow();
            // Each round is a list and a deletion; the two reads that settle the deletion come through.
            int listings = 0;
            for (Fault body : BODIES) {
                wire.injectAt(things.listing(), listings + 1, body);
                wire.inject(things.deletion(), body);
                listings += 1 + (things == DeletableItems.BASETEN_CHECKPOINTS ? 3 : 2);
            }

            Map<String, String> result;
            try (ChildJvm child = ChildJvm.ofSmallHeap(
                    HostileBodiesClient.class,
                    server.config(),
                    things.name(),
                    parent,
                    Integer.toString(BODIES.size()),
                    asked)) {
                result = child.result(Duration.ofMinutes(2));
            }

            assertThat(wire.unconsumed()).isEmpty();
            assertThat(result)
                    .containsEntry("lists", MALFORMED + MALFORMED + MALFORMED + "InvalidRequestException")
                    .containsEntry("deletions", "FAILED,FAILED,FAILED,FAILED");
            assertThat(things.ids(server, parent)).hasSize(CHECKPOINTS).contains(asked);
            assertThat(Long.parseLong(result.get("heap"))).isLessThan(Memory.HELD);
        }
    }
}
