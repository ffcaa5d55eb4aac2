package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.fuzz.PathSegments;
import io.modelkeep.fuzz.Refusal;
import io.modelkeep.fuzz.Seeded;
import io.modelkeep.weave.internal.api.ObjectOrder;
import io.modelkeep.weave.internal.api.WeaveApi;
import io.modelkeep.weave.internal.api.WeaveIds;
import io.modelkeep.weave.internal.api.WeavePageToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.HttpUrl;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/** What is taken as an id is one segment of a path, or one value of a query, and comes back unchanged. */
class WeaveIdsFuzzTest {

    private static final WeaveApi API = new Retrofit.Builder()
            .baseUrl("https://host.invalid/")
            .addConverterFactory(JacksonConverterFactory.create())
            .build()
            .create(WeaveApi.class);

    @Seeded
    @FuzzTest
    void anAcceptedIdIsOneSegment(byte[] id) {
        String text = new String(id, StandardCharsets.UTF_8);
        attempt(() -> {
            String model = WeaveIds.model(new ModelId(text), Operation.DELETE_MODEL);
            HttpUrl url = API.deleteModel("entity", "project", model).request().url();
            PathSegments.assertPath(url, "v2", "entity", "project", "models", text);
            assertThat(url.query()).isNull();
        });
        attempt(() -> {
            List<String> digests =
                    List.copyOf(WeaveIds.digests(List.of(new VersionId(text))).keySet());
            HttpUrl url = API.deleteVersions("entity", "project", "model", digests)
                    .request()
                    .url();
            assertThat(url.queryParameterNames()).containsExactly("digests");
            assertThat(url.queryParameterValues("digests")).containsExactly(text);
            assertThat(text).doesNotMatch("latest|v[0-9]+");
        });
    }

    @Seeded
    @FuzzTest
    void aPageTokenIsOfThisListOrRefused(byte[] token) {
        String text = new String(token, StandardCharsets.UTF_8);
        read(text, ObjectOrder.models());
        read(text, ObjectOrder.versions("model"));
    }

    private static void read(String text, ObjectOrder order) {
        attempt(() -> {
            WeavePageToken read = parse(text, order);
            assertThat(read.offset()).isNotNegative();
            assertThat(parse(read.text(), order)).isEqualTo(read);
        });
    }

    private static WeavePageToken parse(String text, ObjectOrder order) {
        PageRequest page = PageRequest.first().withToken(text);
        return WeavePageToken.of(page, order.name(), order, Operation.LIST_VERSIONS)
                .orElseThrow();
    }

    private static void attempt(Runnable use) {
        try {
            use.run();
        } catch (InvalidRequestException refused) {
            Refusal.assertPrintable(refused);
        }
    }
}
