package io.modelkeep.testkit.internal.support;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.GivenFiles;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.list.ModelLists;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** The calls to the client, one for each capability: on existing items, and on ids without a meaning. */
public final class OperationCalls {

    public static final List<Operation> READS = List.of(
            Operation.GET_MODEL,
            Operation.LIST_MODELS,
            Operation.LIST_VERSIONS,
            Operation.LIST_RUNS,
            Operation.LIST_CHECKPOINTS,
            Operation.LIST_FILES);

    public static final List<Operation> BULKS = List.of(Operation.DELETE_VERSIONS, Operation.DELETE_CHECKPOINTS);

    public static final Set<Capability> OF_MODELS = Set.of(
            Capability.MODEL_CREATE,
            Capability.MODEL_GET,
            Capability.MODEL_LIST,
            Capability.MODEL_NAME_FILTER,
            Capability.MODEL_DELETE,
            Capability.VERSION_LIST,
            Capability.VERSION_DELETE);

    public static final Set<Capability> OF_CHECKPOINTS = Set.of(
            Capability.RUN_LIST,
            Capability.CHECKPOINT_LIST,
            Capability.CHECKPOINT_ORDER,
            Capability.CHECKPOINT_DELETE,
            Capability.CHECKPOINT_REVISION,
            Capability.CHECKPOINT_FILES);

    private static final ModelId MODEL = new ModelId("undeclared");
    private static final RunId TRAINING = new RunId("undeclared");
    private static final CheckpointId CHECKPOINT = new CheckpointId("undeclared");

    private static final AtomicInteger CREATED = new AtomicInteger();

    private OperationCalls() {}

    /** Returns the declared capabilities that have a separate call. An expected revision is part of a deletion. */
    public static Set<Capability> ofTheirOwn(Set<Capability> all, ContractContext context) {
        Set<Capability> declared = EnumSet.copyOf(all);
        declared.retainAll(context.declared());
        declared.remove(Capability.CHECKPOINT_REVISION);
        return declared;
    }

    public static Operation operation(Capability capability) {
        return switch (capability) {
            case MODEL_CREATE -> Operation.CREATE_MODEL;
            case MODEL_GET -> Operation.GET_MODEL;
            case MODEL_LIST, MODEL_NAME_FILTER -> Operation.LIST_MODELS;
            case MODEL_DELETE -> Operation.DELETE_MODEL;
            case VERSION_LIST -> Operation.LIST_VERSIONS;
            case VERSION_DELETE -> Operation.DELETE_VERSIONS;
            case RUN_LIST -> Operation.LIST_RUNS;
            case CHECKPOINT_LIST, CHECKPOINT_ORDER -> Operation.LIST_CHECKPOINTS;
            case CHECKPOINT_DELETE, CHECKPOINT_REVISION -> Operation.DELETE_CHECKPOINTS;
            case CHECKPOINT_FILES -> Operation.LIST_FILES;
        };
    }

    /** Creates the items that a call needs and returns the call, which succeeds. */
    public static Function<ModelkeepClient, Object> prepared(Capability capability, StoreFixture fixture) {
        switch (capability) {
            case MODEL_CREATE -> {
                // A service may allow each name once, and a clause may create several models.
                ModelSpec spec =
                        fixture.modelSpec("called" + CREATED.incrementAndGet()).build();
                return stores -> stores.models().create(spec);
            }
            case MODEL_GET -> {
                ModelId model = fixture.givenModel("called");
                return stores -> stores.models().get(model);
            }
            case MODEL_LIST -> {
                fixture.givenModel("called");
                return stores -> stores.models().list(PageRequest.first());
            }
            case MODEL_NAME_FILTER -> {
                fixture.givenModel("called");
                return stores -> stores.models().listByName(fixture.name("called"), PageRequest.first());
            }
            case MODEL_DELETE -> {
                ModelId model = fixture.givenModel("called");
                return stores -> stores.models().delete(model);
            }
            case VERSION_LIST -> {
                ModelId model = ModelLists.VERSIONS.given(fixture, 2);
                return stores -> stores.models().listVersions(model, PageRequest.first());
            }
            case VERSION_DELETE -> {
                ModelId model = BulkDeletionKind.VERSIONS.given(fixture, 3);
                List<VersionId> one = fixture.versions(model).subList(0, 1);
                return stores -> stores.models().deleteVersions(model, one);
            }
            case RUN_LIST -> {
                fixture.givenRun(1);
                return stores -> stores.checkpoints().listRuns(PageRequest.first());
            }
            case CHECKPOINT_LIST -> {
                RunId run = fixture.givenRun(2);
                return stores -> stores.checkpoints().list(run, PageRequest.first());
            }
            case CHECKPOINT_ORDER -> {
                RunId run = fixture.givenRun(2);
                return stores -> stores.checkpoints().list(run, Order.DESCENDING, PageRequest.first());
            }
            case CHECKPOINT_DELETE -> {
                RunId run = fixture.givenRun(3);
                List<CheckpointId> one = fixture.checkpoints(run).subList(0, 1);
                return stores -> stores.checkpoints().delete(run, one);
            }
            case CHECKPOINT_REVISION -> {
                RunId run = fixture.givenRun(3);
                CheckpointId one = fixture.checkpoints(run).get(0);
                return stores ->
                        stores.checkpoints().delete(run, List.of(one), Map.of(one, revision(stores, run, one)));
            }
            case CHECKPOINT_FILES -> {
                GivenFiles files = GivenFiles.of(fixture, 2);
                return stores -> stores.checkpoints().listFiles(files.run(), files.checkpoint(), PageRequest.first());
            }
        }
        throw new IllegalArgumentException(capability.label());
    }

    /** Returns the current revision, or an arbitrary one if the store reports no revisions. */
    private static String revision(ModelkeepClient stores, RunId run, CheckpointId checkpoint) {
        try (Stream<Checkpoint> listed = stores.checkpoints().stream(run)) {
            return listed.filter(row -> row.id().equals(checkpoint))
                    .flatMap(row -> row.revision().stream())
                    .findFirst()
                    .orElse("undeclared");
        }
    }

    /** Returns the calls that a store without the capability refuses, whatever the ids are. */
    public static List<Function<ModelkeepClient, Object>> undeclared(Capability capability, StoreFixture fixture) {
        return switch (capability) {
            case MODEL_CREATE ->
                List.of(stores ->
                        stores.models().create(ModelSpec.builder("undeclared").build()));
            case MODEL_GET -> List.of(stores -> stores.models().get(MODEL));
            case MODEL_LIST -> List.of(stores -> stores.models().list(PageRequest.first()));
            case MODEL_NAME_FILTER, CHECKPOINT_ORDER -> List.of(prepared(capability, fixture));
            case MODEL_DELETE -> List.of(stores -> stores.models().delete(MODEL));
            case VERSION_LIST -> List.of(stores -> stores.models().listVersions(MODEL, PageRequest.first()));
            case VERSION_DELETE ->
                List.of(stores -> stores.models().deleteVersions(MODEL, List.of(new VersionId("undeclared"))));
            case RUN_LIST -> List.of(stores -> stores.checkpoints().listRuns(PageRequest.first()));
            case CHECKPOINT_LIST -> List.of(stores -> stores.checkpoints().list(TRAINING, PageRequest.first()));
            case CHECKPOINT_DELETE -> List.of(stores -> stores.checkpoints().delete(TRAINING, List.of(CHECKPOINT)));
            case CHECKPOINT_REVISION -> {
                RunId run = fixture.givenRun(3);
                CheckpointId one = fixture.checkpoints(run).get(0);
                yield List.of(stores -> stores.checkpoints().delete(run, List.of(one), Map.of(one, "undeclared")));
            }
            case CHECKPOINT_FILES ->
                List.of(
                        stores -> stores.checkpoints().listFiles(TRAINING, CHECKPOINT, PageRequest.first()),
                        stores -> stores.checkpoints().download(TRAINING, CHECKPOINT, Path.of("undeclared")));
        };
    }
}
