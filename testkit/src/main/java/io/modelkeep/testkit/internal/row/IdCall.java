package io.modelkeep.testkit.internal.row;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.List;
import java.util.function.Function;

/**
 * A call with an id as a parameter.
 *
 * @param name the operation, and the parameter if there are several ids
 * @param good returns a well-formed id that does not exist
 * @param prepared creates the other items that the call needs
 */
record IdCall(String name, Capability capability, Function<StoreFixture, Id> good, Prepared prepared) {

    /** A preparation of the other items that a call needs. */
    interface Prepared {
        Call in(StoreFixture fixture);
    }

    /** The call, with any text as the id. */
    interface Call {
        Object with(ModelkeepClient stores, String id);
    }

    static List<IdCall> all() {
        return List.of(
                ofModel(
                        "get model",
                        Capability.MODEL_GET,
                        (stores, id) -> stores.models().get(new ModelId(id))),
                ofModel(
                        "list versions",
                        Capability.VERSION_LIST,
                        (stores, id) -> stores.models().listVersions(new ModelId(id), PageRequest.first())),
                ofModel(
                        "delete model",
                        Capability.MODEL_DELETE,
                        (stores, id) -> stores.models().delete(new ModelId(id))),
                new IdCall("delete versions", Capability.VERSION_DELETE, StoreFixture::absentModel, fixture -> {
                    VersionId version =
                            fixture.versions(fixture.givenModel("kept")).get(0);
                    return (stores, id) -> stores.models().deleteVersions(new ModelId(id), List.of(version));
                }),
                new IdCall(
                        "delete versions, a version",
                        Capability.VERSION_DELETE,
                        StoreFixture::absentVersion,
                        fixture -> {
                            ModelId model = fixture.givenModel("kept");
                            return (stores, id) -> stores.models().deleteVersions(model, List.of(new VersionId(id)));
                        }),
                ofRun(
                        "list checkpoints",
                        Capability.CHECKPOINT_LIST,
                        (stores, id) -> stores.checkpoints().list(new RunId(id), PageRequest.first())),
                new IdCall("delete checkpoints", Capability.CHECKPOINT_DELETE, StoreFixture::absentRun, fixture -> {
                    CheckpointId checkpoint = checkpointOfAnother(fixture);
                    return (stores, id) -> stores.checkpoints().delete(new RunId(id), List.of(checkpoint));
                }),
                ofCheckpoint(
                        "delete checkpoints, a checkpoint",
                        Capability.CHECKPOINT_DELETE,
                        run -> (stores, id) -> stores.checkpoints().delete(run, List.of(new CheckpointId(id)))),
                new IdCall("list files", Capability.CHECKPOINT_FILES, StoreFixture::absentRun, fixture -> {
                    CheckpointId checkpoint = checkpointOfAnother(fixture);
                    return (stores, id) ->
                            stores.checkpoints().listFiles(new RunId(id), checkpoint, PageRequest.first());
                }),
                ofCheckpoint(
                        "list files, a checkpoint",
                        Capability.CHECKPOINT_FILES,
                        run -> (stores, id) ->
                                stores.checkpoints().listFiles(run, new CheckpointId(id), PageRequest.first())));
    }

    private static IdCall ofModel(String name, Capability capability, Call call) {
        return new IdCall(name, capability, StoreFixture::absentModel, fixture -> call);
    }

    private static IdCall ofRun(String name, Capability capability, Call call) {
        return new IdCall(name, capability, StoreFixture::absentRun, fixture -> call);
    }

    private static IdCall ofCheckpoint(String name, Capability capability, Function<RunId, Call> call) {
        return new IdCall(name, capability, StoreFixture::absentCheckpoint, fixture -> call.apply(fixture.givenRun(0)));
    }

    private static CheckpointId checkpointOfAnother(StoreFixture fixture) {
        return fixture.checkpoints(fixture.givenRun(1)).get(0);
    }
}
