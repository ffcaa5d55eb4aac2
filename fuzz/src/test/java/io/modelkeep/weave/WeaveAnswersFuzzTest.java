package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.DeleteMode;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.VersionId;
import io.modelkeep.fuzz.ScriptedService;
import io.modelkeep.fuzz.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;

/** Whatever the service answers, the outcome is one of ours, and only what was asked to be deleted is. */
class WeaveAnswersFuzzTest {

    private static final ModelId MODEL = new ModelId("model");
    private static final List<VersionId> DIGESTS =
            List.of(new VersionId("A".repeat(43)), new VersionId("B".repeat(43)));

    private static final ScriptedService SERVICE = new ScriptedService(
                    "weave", Map.of("weave.entity", "entity", "weave.project", "project"))
            .operation("delete-versions", WeaveAnswersFuzzTest::deleteVersions)
            .operation("delete-model", stores -> stores.models().delete(MODEL))
            .operation("delete-model-and-versions", stores -> stores.models().delete(MODEL, DeleteMode.FORCE))
            .operation(
                    "get-model",
                    stores -> assertThat(stores.models().get(MODEL)).isNotNull())
            .operation(
                    "list-models",
                    stores -> assertThat(stores.models().stream().limit(1000)).doesNotContainNull())
            .operation(
                    "list-versions",
                    stores -> assertThat(stores.models().streamVersions(MODEL).limit(1000))
                            .doesNotContainNull());

    private static void deleteVersions(ModelkeepClient stores) {
        ScriptedService.assertHonest(stores.models().deleteVersions(MODEL, DIGESTS), DIGESTS);
    }

    @Seeded
    @FuzzTest
    void anyAnswerEndsInAResultOrAFailure(byte[] script) {
        boolean ofVersions = new String(script, StandardCharsets.ISO_8859_1).startsWith("delete-versions\n");
        for (RecordedRequest request : SERVICE.run(script)) {
            if (ofVersions && request.getTarget().equals("/obj/delete")) {
                assertThat(request.getBody().utf8())
                        .matches(".*\"digests\":\\[\"(A{43}|B{43})\"(,\"(A{43}|B{43})\")*\\].*");
            }
            assertThat(ofVersions && request.getMethod().equals("DELETE")).isFalse();
        }
    }
}
