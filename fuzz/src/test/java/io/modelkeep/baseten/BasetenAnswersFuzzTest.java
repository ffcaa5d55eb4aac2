package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteMode;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.fuzz.ScriptedService;
import io.modelkeep.fuzz.Seeded;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;

/** Whatever the service answers, the outcome is one of ours, and only what was asked to be deleted is. */
class BasetenAnswersFuzzTest {

    private static final ModelId MODEL = new ModelId("model");
    private static final RunId RUN = new RunId("loops:run");
    private static final RunId JOB = new RunId("job:project:job");
    private static final List<VersionId> DEPLOYMENTS = List.of(new VersionId("one"), new VersionId("two"));
    private static final List<CheckpointId> CHECKPOINTS = List.of(new CheckpointId("one"), new CheckpointId("two"));

    private static final ScriptedService SERVICE = new ScriptedService(
                    "baseten", Map.of("baseten.max-requests-per-second", "10000"))
            .operation("delete-checkpoints", BasetenAnswersFuzzTest::deleteCheckpoints)
            .operation("delete-versions", BasetenAnswersFuzzTest::deleteVersions)
            .operation("delete-model", stores -> stores.models().delete(MODEL))
            .operation("delete-model-in-use", stores -> stores.models().delete(MODEL, DeleteMode.FORCE))
            .operation(
                    "get-model",
                    stores -> assertThat(stores.models().get(MODEL)).isNotNull())
            .operation(
                    "list-models",
                    stores -> assertThat(stores.models().stream().limit(1000)).doesNotContainNull())
            .operation(
                    "list-versions",
                    stores -> assertThat(stores.models().streamVersions(MODEL).limit(1000))
                            .doesNotContainNull())
            .operation(
                    "list-trainings",
                    stores -> assertThat(stores.checkpoints().streamRuns().limit(1000))
                            .doesNotContainNull())
            .operation(
                    "list-checkpoints",
                    stores -> assertThat(stores.checkpoints().stream(RUN).limit(1000))
                            .doesNotContainNull())
            .operation(
                    "list-job-checkpoints",
                    stores -> assertThat(stores.checkpoints().stream(JOB).limit(1000))
                            .doesNotContainNull())
            .operation(
                    "list-files",
                    stores -> assertThat(stores.checkpoints()
                                    .streamFiles(RUN, CHECKPOINTS.get(0))
                                    .limit(1000))
                            .doesNotContainNull())
            .operation(
                    "list-job-files",
                    stores -> assertThat(stores.checkpoints()
                                    .streamFiles(JOB, CHECKPOINTS.get(0))
                                    .limit(1000))
                            .doesNotContainNull());

    private static void deleteCheckpoints(ModelkeepClient stores) {
        ScriptedService.assertHonest(stores.checkpoints().delete(RUN, CHECKPOINTS), CHECKPOINTS);
    }

    private static void deleteVersions(ModelkeepClient stores) {
        ScriptedService.assertHonest(stores.models().deleteVersions(MODEL, DEPLOYMENTS), DEPLOYMENTS);
    }

    @Seeded
    @FuzzTest
    void anyAnswerEndsInAResultOrAFailure(byte[] script) {
        for (RecordedRequest request : SERVICE.run(script)) {
            if (request.getMethod().equals("DELETE")) {
                assertThat(request.getTarget())
                        .matches("/v1/(models/model(/deployments/(one|two))?|loops/checkpoints/(one|two))");
            }
        }
    }
}
