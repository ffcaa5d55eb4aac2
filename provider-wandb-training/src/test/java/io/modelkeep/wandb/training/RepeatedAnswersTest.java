package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.wandb.training.ForeignServer.Received;
import io.modelkeep.wandb.training.ForeignServer.Said;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An answer that arrives twice on a connection is not the answer to the next batch. */
class RepeatedAnswersTest {

    private static final String ALL = "{\"deleted_count\":100,\"not_found_steps\":[]}";

    private static List<CheckpointId> steps(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(step -> new CheckpointId(Integer.toString(step)))
                .toList();
    }

    private static String listed() {
        return "{\"data\":["
                + String.join(
                        ",",
                        IntStream.rangeClosed(101, 200)
                                .mapToObj(step -> "{\"id\":\"u" + step + "\",\"step\":" + step + "}")
                                .toList())
                + "],\"has_more\":false}";
    }

    /** Refuses the second hundred, and sends each answer to a deletion twice. */
    private static Said twice(Received request) {
        if (!request.isDeletion()) {
            return Said.of(200, listed());
        }
        return request.body().contains("150") ? new Said(409, "{\"detail\":\"in use\"}", 2) : new Said(200, ALL, 2);
    }

    @Test
    void batchesWhoseAnswersHoldOnlyCountsDoNotShareAConnection() throws Exception {
        try (ForeignServer server = new ForeignServer(RepeatedAnswersTest::twice);
                ModelkeepClient stores = server.stores(Map.of("max-concurrency", "1"))) {
            DeleteReport<CheckpointId> report = stores.checkpoints().delete(new RunId("m1"), steps(300));

            assertThat(report.results().subList(100, 200))
                    .extracting(DeleteResult::outcome)
                    .containsOnly(DeleteOutcome.REFUSED);
            assertThat(report.summary()).isEqualTo(Map.of(DeleteOutcome.DELETED, 200, DeleteOutcome.REFUSED, 100));
            List<Received> deletions =
                    server.requests().stream().filter(Received::isDeletion).toList();
            assertThat(deletions).hasSize(3).allMatch(Received::closes);
            assertThat(deletions).extracting(Received::connection).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSingleBatchKeepsItsConnection() throws Exception {
        try (ForeignServer server = new ForeignServer(request -> Said.of(200, ALL));
                ModelkeepClient stores = server.stores(Map.of())) {
            for (int i = 0; i < 2; i++) {
                assertThat(stores.checkpoints()
                                .delete(new RunId("m1"), steps(100))
                                .complete())
                        .isTrue();
            }
            assertThat(server.requests()).noneMatch(Received::closes);
            assertThat(server.requests()).extracting(Received::connection).containsOnly(1);
        }
    }
}
