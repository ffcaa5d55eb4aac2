package io.modelkeep.integration.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.integration.process.Bounded;
import io.modelkeep.integration.process.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan of a million checkpoints with eight metrics each by rules of every kind, in 512 MiB. */
@Bounded
class RetentionTest {

    private static final int MILLION = 1_000_000;

    private static final int MEBIBYTES = 512;

    @TempDir
    Path folder;

    @Test
    void aMillionCheckpointsArePlannedWrittenAndReadAgain() throws InterruptedException {
        Map<String, String> result;
        try (ChildJvm child = ChildJvm.ofHeap(
                MEBIBYTES,
                RetentionClient.class,
                Map.of(),
                Integer.toString(MILLION),
                folder.resolve("plan.json").toString())) {
            result = child.result(Duration.ofSeconds(170));
        }

        assertThat(result).containsEntry("seen", Integer.toString(MILLION)).containsEntry("same", "true");
        assertThat(Integer.parseInt(result.get("deleted"))).isGreaterThan(MILLION / 2);
    }
}
