package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.fuzz.ScriptedService;
import io.modelkeep.fuzz.Seeded;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;

/** Whatever the service answers, the outcome is one of ours, and only what was asked to be deleted is. */
class WandbTrainingAnswersFuzzTest {

    private static final List<CheckpointId> STEPS =
            List.of(new CheckpointId("1"), new CheckpointId("2"), new CheckpointId("120"));

    private static final ScriptedService SERVICE = new ScriptedService("wandb-training", Map.of())
            .operation("delete-checkpoints", WandbTrainingAnswersFuzzTest::deleteCheckpoints)
            .operation("delete-model", stores -> stores.models().delete(new ModelId("model")))
            .operation(
                    "list-checkpoints",
                    stores -> assertThat(stores.checkpoints().stream(new RunId("model"))
                                    .limit(1000))
                            .doesNotContainNull());

    private static void deleteCheckpoints(ModelkeepClient stores) {
        ScriptedService.assertHonest(stores.checkpoints().delete(new RunId("model"), STEPS), STEPS);
    }

    @Seeded
    @FuzzTest
    void anyAnswerEndsInAResultOrAFailure(byte[] script) {
        for (RecordedRequest request : SERVICE.run(script)) {
            if (request.getMethod().equals("DELETE") && request.getTarget().contains("/checkpoints")) {
                assertThat(request.getBody().utf8()).matches("\\{\"steps\":\\[(1|2|120)(,(1|2|120))*\\]\\}");
            }
        }
    }
}
