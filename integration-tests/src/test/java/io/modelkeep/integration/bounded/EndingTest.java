package io.modelkeep.integration.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.integration.process.Bounded;
import io.modelkeep.integration.process.ChildJvm;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.Eventually;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Deletions that are queued, in the air, reading or backing off when they are ended: all are back at once, in 64 MiB. */
@Bounded
class EndingTest {

    private static final int CHECKPOINTS = 3;
    private static final int AT_ONCE = 4;
    private static final int THREADS = 16;
    private static final int PROMPT_MILLIS = 2000;

    /** What each deletion meets on the wire. */
    @SuppressWarnings("ImmutableEnumChecker") // a fault is, though no annotation says so
    private enum Met {
        STALL(Fault.stall(), "told"),
        DRIP(Fault.drip(Duration.ofMillis(200)), "told"),
        BACK_OFF(Fault.status(429).header("Retry-After", "30"), "backingOff");

        private final Fault fault;
        private final String cue;

        Met(Fault fault, String cue) {
            this.fault = fault;
            this.cue = cue;
        }
    }

    static Stream<Arguments> endings() {
        // What the library does there is the same for all; only what a deletion sends before and after differs.
        return Stream.of(
                        Arguments.of(DeletableItems.WANDB_TRAINING_CHECKPOINTS, Met.STALL),
                        Arguments.of(DeletableItems.WANDB_TRAINING_CHECKPOINTS, Met.BACK_OFF),
                        Arguments.of(DeletableItems.WEAVE_VERSIONS, Met.STALL),
                        Arguments.of(DeletableItems.WEAVE_VERSIONS, Met.DRIP),
                        Arguments.of(DeletableItems.BASETEN_DEPLOYMENTS, Met.STALL))
                .flatMap(given -> Stream.of("close", "interrupt")
                        .map(ending -> Arguments.of(given.get()[0], given.get()[1], ending)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void allAreBackAtOnce(DeletableItems things, Met met, String ending) throws InterruptedException {
        try (StoreFixture server = things.fixture()) {
            String parent = things.given(server, CHECKPOINTS);
            List<String> all = things.ids(server, parent);
            FaultFixture wire = server.wire().orElseThrow();
            for (int i = 0; i < THREADS; i++) {
                wire.inject(things.deletion(), met.fault);
            }

            Map<String, String> result;
            try (ChildJvm child = ChildJvm.ofSmallHeap(
                    EndingClient.class,
                    server.config(),
                    things.name(),
                    parent,
                    all.get(1),
                    Integer.toString(THREADS),
                    ending,
                    met.cue)) {
                if (met.cue.equals("told")) {
                    Eventually.holds(
                            "as many as may are in the air",
                            () -> deletions(things, wire) == AT_ONCE || !child.isAlive());
                    child.tell("end");
                }
                result = child.result(Duration.ofMinutes(1));
            }

            assertThat(result)
                    .containsEntry("alive", "0")
                    .containsEntry("cancelled", Integer.toString(THREADS))
                    .containsEntry("flags", Integer.toString(ending.equals("interrupt") ? THREADS : 0))
                    .containsEntry("threads", "0");
            assertThat(Integer.parseInt(result.get("millis"))).isLessThan(PROMPT_MILLIS);
            // A drip was carried out before it dripped.
            assertThat(things.ids(server, parent)).hasSize(met == Met.DRIP ? CHECKPOINTS - 1 : CHECKPOINTS);
        }
    }

    private static long deletions(DeletableItems things, FaultFixture wire) {
        return wire.requests().stream()
                .filter(request -> request.operation().equals(Optional.of(things.deletion())))
                .count();
    }
}
