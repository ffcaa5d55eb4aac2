package io.modelkeep.weave.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelVersion;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.simulator.weave.WeaveLatest;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.weave.Form;
import io.modelkeep.weave.Rows;
import io.modelkeep.weave.WeaveAttributes;
import io.modelkeep.weave.WeaveRun;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which version {@code latest} means is the service's to say, and not always the newest. */
class LatestVersionTest {

    private static ModelId publish(WeaveRun run, String... sources) {
        ModelId model = new ModelId("published");
        for (String source : sources) {
            assertThat(run.stores
                            .models()
                            .create(ModelSpec.builder(model.value())
                                    .sourceCode(source)
                                    .build())
                            .id())
                    .isEqualTo(model);
        }
        return model;
    }

    private static List<Long> latest(WeaveRun run, ModelId model) {
        return run.stores
                .models()
                .streamVersions(model)
                .filter(version -> version.latest().orElseThrow())
                .map(version -> version.number().orElseThrow())
                .toList();
    }

    private static void assertLatest(WeaveRun run, ModelId model, long number) {
        assertThat(latest(run, model)).containsExactly(number);
        String digest = run.digests(model).get((int) number);
        Model listed = run.stores.models().list(PageRequest.first()).items().get(0);
        for (Model read : List.of(listed, run.stores.models().get(model))) {
            assertThat(read.attributes())
                    .containsEntry(WeaveAttributes.LATEST_NUMBER, Long.toString(number))
                    .containsEntry(WeaveAttributes.LATEST_DIGEST, digest);
        }
    }

    @Test
    void publishingContentAgainMovesItBack() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = publish(run, "a", "b", "c", "d", "e", "f");
            assertLatest(run, model, 5);
            publish(run, "a");
            assertThat(run.digests(model)).hasSize(6);
            assertLatest(run, model, 0);
        }
    }

    @Test
    void onOlderServersItIsTheNewest() {
        try (WeaveRun run =
                new WeaveRun(WeaveSimulator.builder().latest(WeaveLatest.NEWEST), Form.OBJECT_ROUTE, Map.of())) {
            ModelId model = publish(run, "a", "b", "a");
            assertLatest(run, model, 1);
        }
    }

    @Test
    void isNoAliasAndAllOthersAreReportedWithTheTags() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.setAlias(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value(), all.get(2), "production");
            run.simulator.setAlias(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value(), all.get(2), "stable");
            run.simulator.addTag(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value(), all.get(0), "paper");
            List<ModelVersion> versions =
                    run.stores.models().streamVersions(model).toList();
            assertThat(versions)
                    .extracting(version -> version.aliases().orElseThrow())
                    .containsExactly(Set.of(), Set.of(), Set.of("production", "stable"));
            assertThat(versions)
                    .extracting(version -> version.tags().orElseThrow())
                    .containsExactly(Set.of("paper"), Set.of(), Set.of());
            assertThat(versions)
                    .extracting(version -> version.latest().orElseThrow())
                    .containsExactly(false, false, true);
        }
    }

    /** The service reads the flag and the alias one after the other: while latest moves, either may be the older one. */
    @Test
    void isWhatEitherTheFlagOrTheAliasSays() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.inject("list-versions", 1, Rows.withFirst("aliases", List.of("latest")));
            assertThat(latest(run, model)).containsExactly(0L, 2L);
        }
    }

    @Test
    void rowThatIsNotTheLatest_isMalformed() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            run.inject("get-model", 1, Rows.withFirst("is_latest", 0));
            run.inject("list-models", 1, Rows.withFirst("is_latest", 0));
            assertThatThrownBy(() -> run.stores.models().get(model)).isInstanceOf(MalformedResponseException.class);
            assertThatThrownBy(() -> run.stores.models().list(PageRequest.first()))
                    .isInstanceOf(MalformedResponseException.class);
        }
    }
}
