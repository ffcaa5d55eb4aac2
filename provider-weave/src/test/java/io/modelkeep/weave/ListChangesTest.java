package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.weave.internal.api.ObjectPages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a list that changes between them, and what it costs to find the place again. */
class ListChangesTest {

    private static final PageRequest TEN = PageRequest.first().withSize(10);

    private static Page<ModelVersion> after(WeaveRun run, ModelId model, Page<ModelVersion> page) {
        return run.stores
                .models()
                .listVersions(model, TEN.withToken(page.nextToken().orElseThrow()));
    }

    private static List<String> digests(Page<ModelVersion> page) {
        return page.items().stream().map(version -> version.id().value()).toList();
    }

    @Test
    void aPageOfAListThatStaysAsItIsCostsOneRequest() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(35);
            assertThat(run.stores.models().streamVersions(model)).hasSize(35);
            run.simulator.clearExchanges();
            Page<ModelVersion> page = run.stores.models().listVersions(model, TEN);
            for (int pages = 1; pages <= 4; pages++) {
                assertThat(run.simulator.exchanges()).hasSize(pages);
                page = pages < 4 ? after(run, model, page) : page;
            }
            assertThat(page.items()).hasSize(5);
            assertThat(page.nextToken()).isEmpty();
        }
    }

    /** What is deleted of the first ten, and how many requests the next page then costs. */
    private void assertSecondPage(IntFunction<Boolean> isDeleted, int requests) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(30);
            List<String> all = run.digests(model);
            Page<ModelVersion> first = run.stores.models().listVersions(model, TEN);
            IntStream.range(0, 30).filter(isDeleted::apply).forEach(i -> run.forget(model, all.get(i)));
            run.simulator.clearExchanges();
            List<String> left = IntStream.range(10, 30)
                    .filter(i -> !isDeleted.apply(i))
                    .limit(10)
                    .mapToObj(all::get)
                    .toList();
            // A place that had to be looked for may stand at the end of what was read, and the page is shorter then.
            List<String> next = digests(after(run, model, first));
            assertThat(next).isNotEmpty().isEqualTo(left.subList(0, next.size()));
            assertThat(run.simulator.exchanges()).hasSize(requests);
        }
    }

    @Test
    void whereTheLastRowSeenIsDeletedNothingIsSkipped() {
        assertSecondPage(i -> i == 9, 1);
    }

    @Test
    void whereOneRowBeforeIsDeletedNothingIsSkipped() {
        assertSecondPage(i -> i == 0, 2);
    }

    @Test
    void whereAllRowsBeforeAreDeletedNothingIsSkipped() {
        assertSecondPage(i -> i < 10, 2);
    }

    @Test
    void whereRowsBehindAreDeletedNothingElseIsSkipped() {
        assertSecondPage(i -> i == 10 || i == 12, 1);
    }

    @Test
    void whereRowsBeforeAndBehindAreDeletedNothingElseIsSkipped() {
        assertSecondPage(i -> i % 2 == 1, 2);
    }

    @Test
    void whereAllIsDeletedTheListEnds() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(30);
            Page<ModelVersion> first = run.stores.models().listVersions(model, TEN);
            run.forgetAll(model);
            Page<ModelVersion> second = after(run, model, first);
            assertThat(second.items()).isEmpty();
            assertThat(second.nextToken()).isEmpty();
        }
    }

    @Test
    void modelsInsertedBeforeThePosition_areNotRepeated() {
        try (WeaveRun run = WeaveRun.start()) {
            for (int i = 0; i < 30; i++) {
                run.given("m" + (10 + i), 1);
            }
            Page<Model> first = run.stores.models().list(TEN);
            for (int i = 0; i < 500; i++) {
                run.given("a" + (100 + i), 1);
            }
            run.simulator.clearExchanges();
            Page<Model> second =
                    run.stores.models().list(TEN.withToken(first.nextToken().orElseThrow()));
            assertThat(second.items().get(0).id()).isEqualTo(new ModelId("m20"));
            assertThat(run.simulator.exchanges()).hasSizeLessThan(12);
        }
    }

    @Test
    void aPlaceThatMovedByThousandsIsFoundInFewRequests() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(4_000);
            List<String> all = run.digests(model);
            PageRequest large = PageRequest.first().withSize(100);
            Page<ModelVersion> page = run.stores.models().listVersions(model, large);
            for (int i = 1; i < 30; i++) {
                page = run.stores
                        .models()
                        .listVersions(model, large.withToken(page.nextToken().orElseThrow()));
            }
            for (int i = 0; i < 2_900; i++) {
                if (i % 3 != 0) {
                    run.forget(model, all.get(i));
                }
            }
            run.simulator.clearExchanges();
            Page<ModelVersion> next = run.stores
                    .models()
                    .listVersions(model, TEN.withToken(page.nextToken().orElseThrow()));
            assertThat(digests(next)).isEqualTo(all.subList(3_000, 3_010));
            assertThat(run.simulator.exchanges()).hasSizeLessThan(20);
        }
    }

    @Test
    void aServerThatDoesNotHeedTheOffsetIsFoundOutAndNotAskedForEver() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(60);
            Page<ModelVersion> second = after(run, model, run.stores.models().listVersions(model, TEN));
            List<ModelVersion> front =
                    run.stores.models().listVersions(model, TEN.withSize(13)).items();
            run.inject("list-versions", ObjectPages.MAX_READS, Rows.edited(rows -> {
                rows.clear();
                front.forEach(version -> rows.add(TiedServer.row(
                        model.value(), version.id().value(), version.createdAt().orElseThrow())));
            }));
            run.simulator.clearExchanges();
            assertThatThrownBy(() -> after(run, model, second)).isInstanceOf(ListChangedException.class);
            assertThat(run.simulator.exchanges()).hasSize(ObjectPages.MAX_READS);
            assertThat(run.simulator.unconsumedFaults()).isEmpty();
        }
    }

    /** What a cache does: the first page once more, too short for what was asked now. */
    @Test
    void aPageThatComesAgainIsNotTakenForTheEnd() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(60);
            List<String> all = run.digests(model);
            Page<ModelVersion> first = run.stores.models().listVersions(model, TEN);
            run.inject("list-versions", 1, Rows.edited(rows -> {
                rows.clear();
                IntStream.range(0, 11)
                        .forEach(i -> rows.add(TiedServer.row(
                                model.value(),
                                all.get(i),
                                Instant.parse("2026-01-01T00:00:00.001Z").plusMillis(i))));
            }));
            Page<ModelVersion> second = after(run, model, first);
            assertThat(digests(second))
                    .isEqualTo(all.subList(10, 10 + second.items().size()));
            assertThat(second.nextToken()).isPresent();
            assertThat(run.simulator.unconsumedFaults()).isEmpty();
        }
    }

    /** Beyond the basic plane the order of code points is not that of Java's texts. */
    @Test
    void modelsAreOrderedAsTheServiceOrdersThem() {
        try (WeaveRun run = WeaveRun.start()) {
            run.given("\ufb00", 1);
            run.given("\ud835\udcb3", 1);
            run.simulator.inject(
                    "list-models",
                    Rows.edited(rows -> rows.sort(Comparator.comparing(
                            row -> String.valueOf(row.get("object_id")).codePointAt(0)))));
            assertThat(run.stores.models().list(PageRequest.first()).items())
                    .extracting(model -> model.id().value())
                    .containsExactly("\ufb00", "\ud835\udcb3");
        }
    }

    @Test
    void aTokenOfAnotherListIsRefusedBeforeAnyRequest() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            ModelId other = run.given("other", 3);
            PageRequest one = PageRequest.first().withSize(1);
            String versions =
                    run.stores.models().listVersions(model, one).nextToken().orElseThrow();
            String models = run.stores.models().list(one).nextToken().orElseThrow();
            run.simulator.clearExchanges();
            assertThatThrownBy(() -> run.stores.models().listVersions(other, one.withToken(versions)))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> run.stores.models().listVersions(model, one.withToken(models)))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> run.stores.models().list(one.withToken(versions)))
                    .isInstanceOf(InvalidRequestException.class);
            try (ModelkeepClient elsewhere = ModelkeepClient.open(StoreConfig.builder()
                    .settings(WeaveRun.config(run.simulator))
                    .settings(Map.of("weave.project", "other"))
                    .build())) {
                assertThatThrownBy(() -> elsewhere.models().list(one.withToken(models)))
                        .isInstanceOf(InvalidRequestException.class);
            }
            assertThat(run.simulator.exchanges()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "my-team/my-project versions my-model",
                "my-team/my-project versions my-model\n1\n2026-01-01T00:00:00Z",
                "my-team/my-project versions my-model\n-1\n2026-01-01T00:00:00Z\nx",
                "my-team/my-project versions my-model\n99999999999\n2026-01-01T00:00:00Z\nx",
                "my-team/my-project versions my-model\n1\nyesterday\nx",
            })
    void aTokenThatNoListGaveIsRefusedBeforeAnyRequest(String content) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            String token = Base64.getUrlEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> run.stores
                            .models()
                            .listVersions(model, PageRequest.first().withToken(token)))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(run.simulator.exchanges()).isEmpty();
        }
    }
}
