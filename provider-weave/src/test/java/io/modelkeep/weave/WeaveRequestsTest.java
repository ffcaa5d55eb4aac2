package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.PageRequest;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The requests on the wire, to the byte, are those that the API reference publishes. */
class WeaveRequestsTest {

    private static RecordedExchange only(WeaveRun run) {
        assertThat(run.simulator.exchanges()).hasSize(1);
        return run.simulator.exchanges().get(0);
    }

    /** The headers that a request of the service has, and none that only a library would add. */
    private static void assertHeaders(RecordedExchange exchange, String key) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(exchange.headers());
        headers.keySet().removeAll(List.of("Host", "Connection", "Accept", "Accept-Encoding", "User-Agent"));
        Map<String, List<String>> expected = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String basic = Base64.getEncoder().encodeToString(("api:" + key).getBytes(StandardCharsets.UTF_8));
        expected.put("Authorization", List.of("Basic " + basic));
        if (exchange.body().length > 0) {
            expected.put("Content-Type", List.of("application/json; charset=UTF-8"));
            expected.put("Content-Length", List.of(Integer.toString(exchange.body().length)));
        }
        assertThat(headers).isEqualTo(expected);
    }

    @Test
    void listingModelsAsksForTheNewestVersionOfEachInTheOrderOfTheirIds() {
        try (WeaveRun run = WeaveRun.start()) {
            run.given(3);
            assertThat(run.stores.models().list(PageRequest.first()).items()).hasSize(1);
            assertThat(only(run).method()).isEqualTo("POST");
            assertThat(only(run).path()).isEqualTo("/objs/query");
            assertThat(only(run).query()).isEmpty();
            assertThat(only(run).bodyText())
                    .isEqualTo("{\"project_id\":\"my-team/my-project\",\"filter\":{\"base_object_classes\":[\"Model\"],"
                            + "\"latest_only\":true},\"limit\":101,\"offset\":0,"
                            + "\"sort_by\":[{\"field\":\"object_id\",\"direction\":\"asc\"}],\"metadata_only\":true}");
            assertHeaders(only(run), run.simulator.apiKey());
        }
    }

    @Test
    void readingAModelAsksForItsNewestVersionWhateverItIs() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            assertThat(run.stores.models().get(model).id()).isEqualTo(model);
            assertThat(only(run).path()).isEqualTo("/objs/query");
            assertThat(only(run).bodyText())
                    .isEqualTo("{\"project_id\":\"my-team/my-project\",\"filter\":{\"object_ids\":[\"my-model\"],"
                            + "\"latest_only\":true},\"limit\":2,\"offset\":0,"
                            + "\"sort_by\":[{\"field\":\"created_at\",\"direction\":\"asc\"}],\"metadata_only\":true}");
        }
    }

    @Test
    void aPageOfVersionsBeginsWithARowThatWasSeenBefore() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(5);
            PageRequest two = PageRequest.first().withSize(2);
            String token =
                    run.stores.models().listVersions(model, two).nextToken().orElseThrow();
            run.stores.models().listVersions(model, two.withToken(token));
            assertThat(run.requests("list-versions"))
                    .extracting(RecordedExchange::bodyText)
                    .containsExactly(versions(3, 0), versions(5, 0));
        }
    }

    private static String versions(int limit, int offset) {
        return "{\"project_id\":\"my-team/my-project\",\"filter\":{\"base_object_classes\":[\"Model\"],"
                + "\"object_ids\":[\"my-model\"]},\"limit\":" + limit + ",\"offset\":" + offset
                + ",\"sort_by\":[{\"field\":\"created_at\",\"direction\":\"asc\"}],\"metadata_only\":true,"
                + "\"include_tags_and_aliases\":true}";
    }

    @Test
    void creatingSendsThePublishedFieldsAndNoOthers() {
        try (WeaveRun run = WeaveRun.start()) {
            Model model = run.stores
                    .models()
                    .create(ModelSpec.builder("My Model")
                            .sourceCode("class M: ...")
                            .description("it answers")
                            .attributes(Map.of("team", "search"))
                            .build());
            assertThat(model.id()).isEqualTo(new ModelId("my_model"));
            assertThat(only(run).method()).isEqualTo("POST");
            assertThat(only(run).path()).isEqualTo("/v2/my-team/my-project/models");
            assertThat(only(run).query()).isEmpty();
            assertThat(only(run).bodyText())
                    .isEqualTo("{\"name\":\"My Model\",\"source_code\":\"class M: ...\",\"description\":\"it answers\","
                            + "\"attributes\":{\"team\":\"search\"}}");
            assertHeaders(only(run), run.simulator.apiKey());
        }
    }

    @Test
    void creatingLeavesOutWhatIsNotGiven() {
        try (WeaveRun run = WeaveRun.start()) {
            run.stores
                    .models()
                    .create(ModelSpec.builder("bare").sourceCode("pass").build());
            assertThat(only(run).bodyText()).isEqualTo("{\"name\":\"bare\",\"source_code\":\"pass\"}");
        }
    }

    @Test
    void versionsOfThePublishedServerAreDeletedByDigestsInTheQuery() {
        try (WeaveRun run = WeaveRun.start(Form.PUBLISHED)) {
            ModelId model = run.given(3);
            List<String> digests = run.digests(model);
            assertThat(run.delete(model, digests.get(2), digests.get(0)).summary())
                    .isEqualTo(Map.of(DeleteOutcome.DELETED, 2));
            RecordedExchange deletion = run.requests("delete-versions").get(0);
            assertThat(deletion.method()).isEqualTo("DELETE");
            assertThat(deletion.path()).isEqualTo("/v2/my-team/my-project/models/my-model");
            assertThat(deletion.query()).contains("digests=" + digests.get(2) + "&digests=" + digests.get(0));
            assertThat(deletion.body()).isEmpty();
            assertHeaders(deletion, run.simulator.apiKey());
            assertThat(run.operations()).containsExactly("get-model", "delete-versions");
        }
    }

    @Test
    void versionsOfAnyOtherServerAreDeletedByDigestsInTheBody() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> digests = run.digests(model);
            assertThat(run.delete(model, digests.get(2), digests.get(0)).summary())
                    .isEqualTo(Map.of(DeleteOutcome.DELETED, 2));
            RecordedExchange deletion = run.requests("delete-versions").get(0);
            assertThat(deletion.method()).isEqualTo("POST");
            assertThat(deletion.path()).isEqualTo("/obj/delete");
            assertThat(deletion.query()).isEmpty();
            assertThat(deletion.bodyText())
                    .isEqualTo("{\"project_id\":\"my-team/my-project\",\"object_id\":\"my-model\",\"digests\":[\""
                            + digests.get(2) + "\",\"" + digests.get(0) + "\"]}");
            assertHeaders(deletion, run.simulator.apiKey());
        }
    }

    @Test
    void aModelOfThePublishedServerIsDeletedWithoutQueryAndBody() {
        try (WeaveRun run = WeaveRun.start(Form.PUBLISHED)) {
            assertThat(run.deleteAll(run.given(2)).outcome()).isEqualTo(DeleteOutcome.DELETED);
            RecordedExchange deletion = run.requests("delete-model").get(0);
            assertThat(deletion.method()).isEqualTo("DELETE");
            assertThat(deletion.path()).isEqualTo("/v2/my-team/my-project/models/my-model");
            assertThat(deletion.query()).isEmpty();
            assertThat(deletion.body()).isEmpty();
            assertHeaders(deletion, run.simulator.apiKey());
        }
    }

    @Test
    void aModelOfAnyOtherServerIsDeletedByTheObjectRoute() {
        try (WeaveRun run = WeaveRun.start()) {
            assertThat(run.deleteAll(run.given(2)).outcome()).isEqualTo(DeleteOutcome.DELETED);
            RecordedExchange deletion = run.requests("delete-model").get(0);
            assertThat(deletion.method()).isEqualTo("POST");
            assertThat(deletion.path()).isEqualTo("/obj/delete");
            assertThat(deletion.bodyText())
                    .isEqualTo("{\"project_id\":\"my-team/my-project\",\"object_id\":\"my-model\"}");
        }
    }

    @Test
    void aQueryOfThePublishedServerStaysWithinFourKibibytes() {
        try (WeaveRun run = WeaveRun.start(Form.PUBLISHED)) {
            ModelId model = run.given(200);
            assertThat(run.delete(model, run.digests(model)).summary()).isEqualTo(Map.of(DeleteOutcome.DELETED, 200));
            // The next digest would make the first two 4107 characters long.
            assertThat(run.requests("delete-versions"))
                    .extracting(exchange -> exchange.query().orElseThrow().length())
                    .containsExactlyInAnyOrder(4055, 4055, 44 * 52 - 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void theBaseUrlIsUsedWithItsPath(Form form) {
        try (WeaveRun run = new WeaveRun(WeaveSimulator.builder().basePath("/traces"), form, Map.of())) {
            ModelId model = run.given(2);
            assertThat(run.delete(model, run.digests(model).get(0)).complete()).isTrue();
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.DELETED);
            run.stores
                    .models()
                    .create(ModelSpec.builder("bare").sourceCode("pass").build());
            assertThat(run.simulator.exchanges())
                    .extracting(RecordedExchange::path)
                    .allMatch(path -> path.startsWith("/traces/") && path.indexOf("/traces", 1) < 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void oddNamesOfTeamAndProjectAreOnePartOfThePathEach(Form form) {
        Map<String, String> odd = Map.of("weave.entity", "Équipe à l+1 & co", "weave.project", "p:1,@=$x.y");
        try (WeaveRun run = new WeaveRun(WeaveSimulator.builder(), form, odd)) {
            Model model = run.stores
                    .models()
                    .create(ModelSpec.builder("m").sourceCode("pass").build());
            assertThat(run.simulator.models("Équipe à l+1 & co", "p:1,@=$x.y")).containsExactly("m");
            assertThat(model.attributes()).containsEntry(Model.ENTITY, "Équipe à l+1 & co");
            assertThat(run.stores.models().list(PageRequest.first()).items()).hasSize(1);
            assertThat(run.deleteAll(model.id()).outcome()).isEqualTo(DeleteOutcome.DELETED);
            assertThat(run.simulator.models("Équipe à l+1 & co", "p:1,@=$x.y")).isEmpty();
        }
    }
}
