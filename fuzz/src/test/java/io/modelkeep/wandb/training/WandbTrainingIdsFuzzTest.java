package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.fuzz.PathSegments;
import io.modelkeep.fuzz.Refusal;
import io.modelkeep.fuzz.Seeded;
import io.modelkeep.wandb.training.internal.api.WandbTrainingApi;
import io.modelkeep.wandb.training.internal.api.WandbTrainingIds;
import io.modelkeep.wandb.training.internal.api.WandbTrainingPageToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/** What is taken as an id is one segment of a path, or one number, and comes back unchanged. */
class WandbTrainingIdsFuzzTest {

    private static final WandbTrainingApi API = new Retrofit.Builder()
            .baseUrl("https://host.invalid/v1/")
            .addConverterFactory(JacksonConverterFactory.create())
            .build()
            .create(WandbTrainingApi.class);

    @Seeded
    @FuzzTest
    void anAcceptedIdIsOneSegment(byte[] id) {
        String text = new String(id, StandardCharsets.UTF_8);
        attempt(() -> {
            String model = WandbTrainingIds.model(new ModelId(text), Operation.DELETE_MODEL);
            PathSegments.assertPath(API.deleteModel(model).request().url(), "v1", "preview", "models", text);
        });
        attempt(() -> assertThat(WandbTrainingIds.steps(List.of(new CheckpointId(text))))
                .containsExactly(Map.entry(Long.parseLong(text), new CheckpointId(text)))
                .allSatisfy((step, same) -> assertThat(step).hasToString(text).isNotNegative()));
    }

    @Seeded
    @FuzzTest
    void aPageTokenIsOfThisListOrRefused(byte[] token) {
        String text = new String(token, StandardCharsets.UTF_8);
        attempt(() -> {
            PageRequest page = PageRequest.first().withToken(text);
            WandbTrainingPageToken read =
                    WandbTrainingPageToken.of(page, "model", Order.DESCENDING).orElseThrow();
            assertThat(read.text()).isEqualTo(text);
            assertThat(API.listCheckpoints("model", read.after(), 1, null)
                            .request()
                            .url()
                            .queryParameter("after"))
                    .isEqualTo(read.after());
        });
    }

    private static void attempt(Runnable use) {
        try {
            use.run();
        } catch (InvalidRequestException refused) {
            Refusal.assertPrintable(refused);
        }
    }
}
