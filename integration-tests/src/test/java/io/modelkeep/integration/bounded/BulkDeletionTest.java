package io.modelkeep.integration.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.integration.process.Bounded;
import io.modelkeep.integration.process.ChildJvm;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hundred thousand ids in one call, some of them of nothing, in 64 MiB. */
@Bounded
class BulkDeletionTest {

    private static final int ASKED = 100_000;

    /** The simulator of deployments copies all of a model's for each that goes. */
    private static final int ASKED_DEPLOYMENTS = 10_000;

    private static final int ABSENT = 50;
    private static final int KEPT = 120;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void eachOfVeryManyIdsHasItsOutcome(DeletableItems things) throws IOException, InterruptedException {
        int count = things == DeletableItems.BASETEN_DEPLOYMENTS ? ASKED_DEPLOYMENTS : ASKED;
        try (StoreFixture server = things.fixture()) {
            String parent = things.given(server, count - ABSENT + KEPT);
            List<String> all = things.ids(server, parent);
            List<String> kept = all.subList(all.size() - KEPT, all.size());
            List<String> asked = new ArrayList<>(all.subList(0, all.size() - KEPT));
            // All within one batch, where there are batches.
            asked.addAll(count / 2, things.absent(ABSENT));
            Path ids = Files.write(directory.resolve("ids"), asked);
            Path outcomes = directory.resolve("outcomes");
            Map<String, String> settings = new HashMap<>(server.config());
            settings.put("max-concurrency", "8");

            Map<String, String> result;
            try (ChildJvm child = ChildJvm.ofSmallHeap(
                    BulkClient.class, settings, things.name(), parent, ids.toString(), outcomes.toString())) {
                result = child.result(Duration.ofSeconds(170));
            }

            assertThat(result)
                    .containsEntry("DELETED", Integer.toString(count - ABSENT))
                    .containsEntry("ALREADY_ABSENT", Integer.toString(ABSENT))
                    .containsOnlyKeys("DELETED", "ALREADY_ABSENT", "heap");
            assertThat(Files.readAllLines(outcomes)).isEqualTo(outcomes(asked, things.absent(ABSENT)));
            assertThat(things.ids(server, parent)).containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    private static List<String> outcomes(List<String> asked, List<String> absent) {
        Set<String> none = Set.copyOf(absent);
        return asked.stream()
                .map(id -> id + (none.contains(id) ? " ALREADY_ABSENT" : " DELETED"))
                .toList();
    }
}
