package io.modelkeep.integration.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * W&amp;B Training itself. Models can be created there and cost nothing until they are trained; checkpoints come of training
 * alone, so what needs one is skipped. A model is there as long as it has a list of checkpoints: nothing else tells.
 */
final class LiveWandbTraining extends LiveFixture {

    static final String NO_CHECKPOINTS = "checkpoints come of training alone, which costs";

    private static final String MODELS = "preview/models";

    private final RawHttp http;
    private final String entity;
    private final String project;
    private final String baseModel;

    LiveWandbTraining(LiveEnvironment environment) {
        super(Map.of(
                "provider",
                "wandb-training",
                "wandb-training.base-url",
                url(environment),
                "wandb-training.api-key",
                environment.require(LiveEnvironment.WANDB_KEY),
                "wandb-training.entity",
                environment.require(LiveEnvironment.WANDB_ENTITY),
                "wandb-training.project",
                environment.require(LiveEnvironment.WANDB_PROJECT)));
        this.http = new RawHttp(url(environment), "Bearer " + environment.require(LiveEnvironment.WANDB_KEY));
        this.entity = environment.require(LiveEnvironment.WANDB_ENTITY);
        this.project = environment.require(LiveEnvironment.WANDB_PROJECT);
        this.baseModel = environment.get(LiveEnvironment.BASE_MODEL).orElse("OpenPipe/Qwen3-14B-Instruct");
    }

    private static String url(LiveEnvironment environment) {
        return environment.get(LiveEnvironment.TRAINING_URL).orElse("https://api.training.wandb.ai/v1");
    }

    /** Asking for the one that exists is the only way from a name to an id; where there is none, it is made. */
    @Override
    ModelId idOf(String name) {
        return create(name, true);
    }

    private ModelId create(String name, boolean returnExisting) {
        ObjectNode body = RawHttp.JSON.createObjectNode();
        body.put("entity", entity)
                .put("project", project)
                .put("name", name)
                .put("base_model", baseModel)
                .put("return_existing", returnExisting);
        RawHttp.Answer answer = http.send("POST", MODELS, body).ok();
        if (!answer.body().path("name").asText().equals(name)) {
            throw new AssertionError("the service made something else of the name " + name);
        }
        return new ModelId(answer.body().path("id").asText());
    }

    @Override
    int remove(ModelId model) {
        return http.send("DELETE", MODELS + "/" + model, null).status();
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
    public RunId givenRun(int checkpoints) {
        return checkpoints == 0 ? new RunId(givenModel("trained").value()) : Assumptions.abort(NO_CHECKPOINTS);
    }

    @Override
    public RunId absentRun() {
        return new RunId(absentModel().value());
    }

    @Override
    public CheckpointId absentCheckpoint() {
        return new CheckpointId("987654321");
    }

    @Override
    public List<CheckpointId> malformedCheckpointIds() {
        return Stream.of("+1", "01", "1.0", "step1", "latest")
                .map(CheckpointId::new)
                .toList();
    }

    @Override
    public List<RunId> malformedRunIds() {
        return ledger().nothing(
                        Stream.of("loops:abc", "job:p:j", "ä").map(RunId::new).toList());
    }

    @Override
    public ModelId givenModel(String name) {
        String unused = ledger().unused(name);
        ledger().begin(unused);
        return ledger().made(unused, create(unused, false));
    }

    @Override
    public List<ModelId> models() {
        return ledger().made().stream().filter(this::isThere).toList();
    }

    private boolean isThere(ModelId model) {
        RawHttp.Answer answer = http.send("GET", MODELS + "/" + model + "/checkpoints?limit=1", null);
        return answer.status() != 404 && answer.ok().body().has("data");
    }

    @Override
    public ModelId absentModel() {
        return ledger().nothing(new ModelId(UUID.randomUUID().toString()));
    }

    @Override
    public List<ModelId> malformedModelIds() {
        return ledger().nothing(Stream.of("a:b", "ä").map(ModelId::new).toList());
    }

    @Override
    public ModelSpec.Builder modelSpec(String name) {
        return ModelSpec.builder(ledger().use(name)).baseModel(baseModel);
    }
}
