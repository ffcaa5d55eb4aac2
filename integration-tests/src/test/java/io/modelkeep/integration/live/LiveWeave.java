package io.modelkeep.integration.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.Operation;
import io.modelkeep.VersionId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Weave itself: models are created by the model route, and what is there is what the query of objects says. */
final class LiveWeave extends LiveFixture {

    private static final String SOURCE = "import weave\n\n\nclass Contract(weave.Model):\n    pass\n";

    private final RawHttp http;
    private final String entity;
    private final String project;

    LiveWeave(LiveEnvironment environment) {
        super(Map.of(
                "provider",
                "weave",
                "weave.base-url",
                url(environment),
                "weave.api-key",
                environment.require(LiveEnvironment.WANDB_KEY),
                "weave.entity",
                environment.require(LiveEnvironment.WANDB_ENTITY),
                "weave.project",
                environment.require(LiveEnvironment.WANDB_PROJECT)));
        String login = "api:" + environment.require(LiveEnvironment.WANDB_KEY);
        this.http = new RawHttp(
                url(environment),
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        this.entity = environment.require(LiveEnvironment.WANDB_ENTITY);
        this.project = environment.require(LiveEnvironment.WANDB_PROJECT);
    }

    private static String url(LiveEnvironment environment) {
        return environment.get(LiveEnvironment.WEAVE_URL).orElse("https://trace.wandb.ai");
    }

    /** An id is made of the name, and the names of contracts stay as they are. */
    @Override
    ModelId idOf(String name) {
        return new ModelId(name);
    }

    @Override
    int remove(ModelId model) {
        if (!Ledger.NAME.matcher(model.value()).matches()) {
            throw new AssertionError("refused to delete " + model + ": it is no name of a contract");
        }
        // Without digests, all versions.
        return http.send("DELETE", route() + "/" + model, null).status();
    }

    private String route() {
        return "v2/" + RawHttp.segment(entity) + "/" + RawHttp.segment(project) + "/models";
    }

    @Override
    public int maxPageSize(Operation list) {
        return 100;
    }

    @Override
    public int maxBatchSize(Operation deletion) {
        return 100;
    }

    @Override
    public ModelId givenModel(String name) {
        String unused = ledger().unused(name);
        ledger().begin(unused);
        publish(unused, SOURCE);
        return ledger().made(unused, idOf(unused));
    }

    @Override
    public List<VersionId> givenVersions(ModelId model, int versions) {
        ledger().check(model);
        List<String> sources = Stream.generate(() -> SOURCE + "\n\n# " + UUID.randomUUID() + "\n")
                .limit(versions)
                .toList();
        return Abreast.map(sources, source -> new VersionId(publish(model.value(), source)));
    }

    /** The digest of the version that came of it. */
    private String publish(String name, String source) {
        ObjectNode body = RawHttp.JSON.createObjectNode();
        body.put("name", name).put("source_code", source);
        RawHttp.Answer answer = http.send("POST", route(), body).ok();
        if (!answer.body().path("object_id").asText().equals(name)) {
            throw new AssertionError("the service made something else of the name " + name);
        }
        return answer.body().path("digest").asText();
    }

    @Override
    public List<ModelId> models() {
        List<ModelId> made = ledger().made();
        Set<String> there = versionsOf(made).map(Row::model).collect(Collectors.toSet());
        return made.stream().filter(model -> there.contains(model.value())).toList();
    }

    @Override
    public List<VersionId> versions(ModelId model) {
        return versionsOf(List.of(model))
                .map(row -> new VersionId(row.digest()))
                .toList();
    }

    private record Row(String model, String digest) {}

    private Stream<Row> versionsOf(List<ModelId> models) {
        if (models.isEmpty()) {
            // No ids would be a query of everything.
            return Stream.empty();
        }
        ObjectNode query = RawHttp.JSON.createObjectNode();
        query.put("project_id", entity + "/" + project).put("metadata_only", true);
        var ids = query.putObject("filter").putArray("object_ids");
        models.forEach(model -> ids.add(model.value()));
        return StreamSupport.stream(
                        http.send("POST", "objs/query", query)
                                .ok()
                                .body()
                                .path("objs")
                                .spliterator(),
                        false)
                .map(row -> new Row(
                        row.path("object_id").asText(), row.path("digest").asText()));
    }

    @Override
    public ModelId absentModel() {
        return ledger().nothing(new ModelId(Ledger.newName()));
    }

    @Override
    public List<ModelId> malformedModelIds() {
        return ledger().nothing(Stream.of("a:b", "a@b", "a+b", "m".repeat(129))
                .map(ModelId::new)
                .toList());
    }

    @Override
    public ModelSpec.Builder modelSpec(String name) {
        return ModelSpec.builder(ledger().use(name)).sourceCode(SOURCE);
    }

    @Override
    public VersionId absentVersion() {
        return new VersionId("A".repeat(43));
    }

    @Override
    public List<VersionId> malformedVersionIds() {
        return Stream.of("latest", "v0", "A".repeat(42), "A".repeat(44), "F".repeat(64), "*", "a,b")
                .map(VersionId::new)
                .toList();
    }
}
