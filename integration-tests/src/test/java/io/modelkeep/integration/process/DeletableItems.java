package io.modelkeep.integration.process;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteReport;
import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.fixture.WeaveFixture;
import io.modelkeep.simulator.Simulator;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a provider lists, and deletes many of at once: checkpoints of a training, or versions of a model. */
@SuppressWarnings("ImmutableEnumChecker") // the functions are, though their types do not say so
public enum DeletableItems {
    /** Steps of a W&amp;B Training model, a hundred in a request. */
    WANDB_TRAINING_CHECKPOINTS(WandbTrainingFixture::new, true, number -> "9" + padded(number, 8)),
    /** Digests of a Weave model, a hundred in a request. */
    WEAVE_VERSIONS(WeaveFixture::new, false, number -> "A".repeat(35) + padded(number, 8)),
    /** Checkpoints of a Loops run, each in a request of its own. */
    BASETEN_CHECKPOINTS(BasetenFixture::new, true, number -> "zz" + padded(number, 8)),
    /** Deployments of a Baseten model, each in a request of its own. */
    BASETEN_DEPLOYMENTS(BasetenFixture::new, false, number -> "zz" + padded(number, 8));

    private final Supplier<StoreFixture> fixture;
    private final boolean checkpoints;
    private final IntFunction<String> absent;

    DeletableItems(Supplier<StoreFixture> fixture, boolean checkpoints, IntFunction<String> absent) {
        this.fixture = fixture;
        this.checkpoints = checkpoints;
        this.absent = absent;
    }

    private static String padded(int number, int length) {
        return String.format(Locale.ROOT, "%0" + length + "d", number);
    }

    /** A server that has none of these yet. */
    public StoreFixture fixture() {
        return fixture.get();
    }

    /** The simulator behind a server that {@link #fixture()} made. */
    public static Simulator simulator(StoreFixture server) {
        if (server instanceof WandbTrainingFixture training) {
            return training.simulator();
        }
        return server instanceof WeaveFixture weave ? weave.simulator() : ((BasetenFixture) server).simulator();
    }

    /** The operation that lists these. */
    public Operation listing() {
        return checkpoints ? Operation.LIST_CHECKPOINTS : Operation.LIST_VERSIONS;
    }

    /** The operation that deletes these. */
    public Operation deletion() {
        return checkpoints ? Operation.DELETE_CHECKPOINTS : Operation.DELETE_VERSIONS;
    }

    /** Puts a parent with so many of these into the server, and tells its id. */
    public String given(StoreFixture server, int count) {
        if (checkpoints) {
            return server.givenRun(count).value();
        }
        ModelId model = server.givenModel("many");
        List<VersionId> unused =
                server.givenVersions(model, count - server.versions(model).size());
        return model.value();
    }

    /** The ids that the server has now. */
    public List<String> ids(StoreFixture server, String parent) {
        Stream<? extends Id> ids = checkpoints
                ? server.checkpoints(new RunId(parent)).stream()
                : server.versions(new ModelId(parent)).stream();
        return ids.map(Id::value).toList();
    }

    /** Ids that no server has, well-formed and all different. */
    public List<String> absent(int count) {
        return IntStream.range(0, count).mapToObj(absent).toList();
    }

    /** The ids that the library lists. */
    public Stream<String> list(ModelkeepClient stores, String parent) {
        return checkpoints
                ? stores.checkpoints().stream(new RunId(parent), PageRequest.first())
                        .map(Checkpoint::id)
                        .map(Id::value)
                : stores.models()
                        .streamVersions(new ModelId(parent))
                        .map(ModelVersion::id)
                        .map(Id::value);
    }

    /** Deletes these by the library. */
    public DeleteReport<?> delete(ModelkeepClient stores, String parent, List<String> ids) {
        if (checkpoints) {
            List<CheckpointId> steps = new ArrayList<>(ids.size());
            ids.forEach(id -> steps.add(new CheckpointId(id)));
            return stores.checkpoints().delete(new RunId(parent), steps);
        }
        List<VersionId> versions = new ArrayList<>(ids.size());
        ids.forEach(id -> versions.add(new VersionId(id)));
        // Without the list of aliases that a safe deletion begins with, so that requests can be counted alike.
        return stores.models().deleteVersions(new ModelId(parent), versions, DeleteMode.FORCE);
    }
}
