package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.baseten.internal.api.BasetenApi;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.read.BasetenIds;
import io.modelkeep.baseten.internal.read.CheckpointParent;
import io.modelkeep.baseten.internal.read.FilePath;
import io.modelkeep.baseten.internal.read.LoopsRun;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.fuzz.PathSegments;
import io.modelkeep.fuzz.Refusal;
import io.modelkeep.fuzz.Seeded;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/** What is taken as an id is one segment of a path, and what is taken as a file's name stays below its directory. */
class BasetenIdsFuzzTest {

    private static final BasetenApi API = new Retrofit.Builder()
            .baseUrl("https://host.invalid/v1/")
            .addConverterFactory(JacksonConverterFactory.create())
            .build()
            .create(BasetenApi.class);

    private static final BasetenService SERVICE =
            BasetenClient.service(StoreConfig.of(Map.of("provider", "baseten", "baseten.api-key", Refusal.KEY)));

    @Seeded
    @FuzzTest
    void anAcceptedIdIsOneSegment(byte[] id) {
        String text = new String(id, StandardCharsets.UTF_8);
        attempt(() -> {
            String model = BasetenIds.model(new ModelId(text), Operation.DELETE_MODEL);
            PathSegments.assertPath(API.deleteModel(model).request().url(), "v1", "models", text);
        });
        attempt(() -> {
            String deployment =
                    BasetenIds.deployments(List.of(new VersionId(text))).get(0).value();
            PathSegments.assertPath(
                    API.deleteDeployment("model", deployment).request().url(),
                    "v1",
                    "models",
                    "model",
                    "deployments",
                    text);
            assertThat(text).isNotEqualToIgnoringCase("production").isNotEqualToIgnoringCase("development");
        });
        attempt(() -> {
            String checkpoint = BasetenIds.loopsCheckpoints(List.of(new CheckpointId(text)))
                    .get(0)
                    .value();
            PathSegments.assertPath(
                    API.deleteLoopsCheckpoint(checkpoint).request().url(), "v1", "loops", "checkpoints", text);
        });
    }

    @Seeded
    @FuzzTest
    void anAcceptedTrainingIsARunOrAJob(byte[] id) {
        String text = new String(id, StandardCharsets.UTF_8);
        attempt(() -> {
            CheckpointParent parent = BasetenIds.training(new RunId(text), SERVICE, Operation.LIST_CHECKPOINTS);
            assertThat(parent.id()).hasToString(text);
            String[] parts = text.split(":", -1);
            if (parent instanceof LoopsRun) {
                assertThat(parts).hasSize(2);
                PathSegments.assertPath(API.getRun(parts[1]).request().url(), "v1", "loops", "runs", parts[1]);
            } else {
                assertThat(parts).hasSize(3);
                PathSegments.assertPath(
                        API.listJobCheckpoints(parts[1], parts[2]).request().url(),
                        "v1",
                        "training_projects",
                        parts[1],
                        "jobs",
                        parts[2],
                        "checkpoints");
            }
        });
    }

    @Seeded
    @FuzzTest
    void aFileStaysBelowItsDirectory(byte[] name) {
        String text = new String(name, StandardCharsets.UTF_8);
        if (FilePath.isWithin(text)) {
            Path directory = Path.of("/directory/below");
            Path file = directory.resolve(text).normalize();
            assertThat(file.startsWith(directory)).isTrue();
            assertThat(file).isNotEqualTo(directory);
        }
    }

    private static void attempt(Runnable use) {
        try {
            use.run();
        } catch (InvalidRequestException refused) {
            Refusal.assertPrintable(refused);
        }
    }
}
