package io.modelkeep.integration.death;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.integration.process.Bounded;
import io.modelkeep.integration.process.ChildJvm;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.Eventually;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process dies between a request and its answer, and another one does the same again: the server ends as if nothing had
 * happened, and the report says of all that was gone that it is gone.
 */
@Bounded
class ProcessDeathTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int KEPT = 5;

    static Stream<Arguments> deaths() {
        return Stream.of(DeletableItems.values())
                .flatMap(things -> Stream.of(Arguments.of(things, true), Arguments.of(things, false)));
    }

    @ParameterizedTest(name = "{0}, killed when the second request was carried out: {1}")
    @MethodSource("deaths")
    void theSameDeletionAgainEndsAsIfNothingHadHappened(DeletableItems things, boolean applied)
            throws InterruptedException {
        try (StoreFixture server = things.fixture()) {
            int batch = server.maxBatchSize(things.deletion());
            String parent = things.given(server, 3 * batch + KEPT);
            List<String> all = things.ids(server, parent);
            List<String> asked = all.subList(0, 3 * batch);
            Fault stall = Fault.stall();
            FaultFixture wire = server.wire().orElseThrow();
            wire.injectAt(things.deletion(), 2, applied ? stall.applied() : stall);

            killInSecondRequest(things, server, parent, asked);

            assertThat(wire.unconsumed()).isEmpty();
            List<String> survivors = things.ids(server, parent);
            assertThat(all.size() - survivors.size()).isEqualTo(applied ? 2 * batch : batch);
            Map<String, String> report = delete(things, server, parent, asked);
            assertThat(report).containsOnlyKeys(asked);
            assertHonest(things, server, survivors, report);
            assertThat(things.ids(server, parent))
                    .containsExactlyInAnyOrderElementsOf(all.subList(asked.size(), all.size()));
        }
    }

    private static void killInSecondRequest(
            DeletableItems things, StoreFixture server, String parent, List<String> asked) throws InterruptedException {
        try (ChildJvm first = child(things, server, parent, asked)) {
            Eventually.holds("the second request arrived", () -> deletions(things, server) == 2 || !first.isAlive());
            assertThat(first.isAlive()).as("the process waits for an answer").isTrue();
            first.kill();
        }
        assertThat(deletions(things, server)).isEqualTo(2);
    }

    private static long deletions(DeletableItems things, StoreFixture server) {
        return server.wire().orElseThrow().requests().stream()
                .filter(request -> request.operation().equals(Optional.of(things.deletion())))
                .count();
    }

    private static ChildJvm child(DeletableItems things, StoreFixture server, String parent, List<String> asked) {
        Map<String, String> settings = new HashMap<>(server.config());
        // One request after the other, so that the second one is the one in the air.
        settings.put("max-concurrency", "1");
        List<String> arguments = new ArrayList<>(List.of(things.name(), parent));
        arguments.addAll(asked);
        return ChildJvm.of(DeletionClient.class, settings, arguments.toArray(String[]::new));
    }

    private static Map<String, String> delete(
            DeletableItems things, StoreFixture server, String parent, List<String> asked) throws InterruptedException {
        try (ChildJvm second = child(things, server, parent, asked)) {
            return second.result(LONGEST);
        }
    }

    /** What was there is deleted by the second process; of the rest the service may say that in its own way. */
    private static void assertHonest(
            DeletableItems things, StoreFixture server, List<String> survivors, Map<String, String> report) {
        report.forEach((id, outcome) -> {
            if (survivors.contains(id)) {
                assertThat(outcome).as(id).isEqualTo(DeleteOutcome.DELETED.name());
            } else {
                assertThat(outcome)
                        .as(id)
                        .isIn(
                                DeleteOutcome.ALREADY_ABSENT.name(),
                                server.deletedAgain(things.deletion()).name());
            }
        });
    }
}
