package io.modelkeep.integration.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.integration.process.Bounded;
import io.modelkeep.integration.process.ChildJvm;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Very many threads on one {@code Stores}, in 64 MiB. */
@Bounded
class CrowdTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int THREADS = 256;
    private static final int EACH = 3;

    private static final int STORMING = 64;
    private static final int CALLS = 20;

    /** What the budget has for free while nothing succeeds. */
    private static final int REPETITIONS = 20;

    @ParameterizedTest
    @EnumSource
    void twoHundredAndFiftySixThreadsEachGetTheirTurn(DeletableItems things) throws InterruptedException {
        try (StoreFixture server = things.fixture()) {
            List<String> parents = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                parents.add(things.given(server, EACH));
            }

            Map<String, String> result = run(things, server, String.join(",", parents), THREADS, 2, "delete");

            assertThat(result)
                    .containsEntry("ended", "true")
                    .containsEntry("listed", Integer.toString(THREADS * 2))
                    .containsEntry("deleted", Integer.toString(THREADS))
                    .containsEntry("threads", "0")
                    .containsEntry("attempts", Integer.toString(requests(server)));
            assertThat(parents)
                    .allSatisfy(parent -> assertThat(things.ids(server, parent)).hasSize(EACH - 1));
            assertThat(Long.parseLong(result.get("heap"))).isLessThan(Memory.HELD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStormOf429EndsRepetitionsAndNoFirstAttempt(DeletableItems things) throws InterruptedException {
        try (StoreFixture server = things.fixture()) {
            String parent = things.given(server, EACH);
            FaultFixture wire = server.wire().orElseThrow();
            int most = STORMING * CALLS + REPETITIONS;
            for (int i = 0; i < most; i++) {
                wire.inject(things.listing(), Fault.status(429));
            }

            Map<String, String> result = run(things, server, parent, STORMING, CALLS, "list");

            assertThat(result)
                    .containsEntry("ended", "true")
                    .containsEntry("limited", Integer.toString(STORMING * CALLS))
                    .containsEntry("repetitions", Integer.toString(REPETITIONS))
                    .containsEntry("attempts", Integer.toString(most))
                    .containsEntry("threads", "0");
            assertThat(requests(server)).isEqualTo(most);
            assertThat(things.ids(server, parent)).hasSize(EACH);
        }
    }

    private static int requests(StoreFixture server) {
        return server.wire().orElseThrow().requests().size();
    }

    private static Map<String, String> run(
            DeletableItems things, StoreFixture server, String parents, int threads, int rounds, String then)
            throws InterruptedException {
        try (ChildJvm child = ChildJvm.ofSmallHeap(
                CrowdClient.class,
                server.config(),
                things.name(),
                parents,
                Integer.toString(threads),
                Integer.toString(rounds),
                then)) {
            return child.result(LONGEST);
        }
    }
}
