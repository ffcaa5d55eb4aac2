package io.modelkeep.testkit.internal.list;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.Collection;
import java.util.List;

/**
 * A kind of bulk deletion, so that the same clauses apply to every kind.
 *
 * @param <P> the id of the parent
 * @param <I> the id of an item
 */
public interface BulkDeletionKind<P extends Id, I extends Id> {

    BulkDeletionKind<RunId, CheckpointId> CHECKPOINTS = new Checkpoints();
    BulkDeletionKind<ModelId, VersionId> VERSIONS = new Versions();

    /** Returns the plural noun, such as {@code checkpoints}. */
    String noun();

    Operation operation();

    /** Returns the operation that lists the items. */
    Operation list();

    Capability capability();

    /** Returns the ids that the client lists now. */
    List<I> listed(ModelkeepClient stores, P parent);

    /** Creates a parent with at least that many items. */
    P given(StoreFixture fixture, int things);

    /** Returns the items that the parent has now, read from the server's state. */
    List<I> existing(StoreFixture fixture, P parent);

    DeleteReport<I> delete(ModelkeepClient stores, P parent, Collection<I> ids);

    P absentParent(StoreFixture fixture);

    I absent(StoreFixture fixture);

    List<I> malformed(StoreFixture fixture);

    /** The deletion of checkpoints of a training run. */
    final class Checkpoints implements BulkDeletionKind<RunId, CheckpointId> {

        private Checkpoints() {}

        @Override
        public String noun() {
            return "checkpoints";
        }

        @Override
        public Operation operation() {
            return Operation.DELETE_CHECKPOINTS;
        }

        @Override
        public Operation list() {
            return Operation.LIST_CHECKPOINTS;
        }

        @Override
        public List<CheckpointId> listed(ModelkeepClient stores, RunId parent) {
            return RunLists.CHECKPOINTS.stream(stores, parent).toList();
        }

        @Override
        public Capability capability() {
            return Capability.CHECKPOINT_DELETE;
        }

        @Override
        public RunId given(StoreFixture fixture, int things) {
            return fixture.givenRun(things);
        }

        @Override
        public List<CheckpointId> existing(StoreFixture fixture, RunId parent) {
            return fixture.checkpoints(parent);
        }

        @Override
        public DeleteReport<CheckpointId> delete(ModelkeepClient stores, RunId parent, Collection<CheckpointId> ids) {
            return stores.checkpoints().delete(parent, ids);
        }

        @Override
        public RunId absentParent(StoreFixture fixture) {
            return fixture.absentRun();
        }

        @Override
        public CheckpointId absent(StoreFixture fixture) {
            return fixture.absentCheckpoint();
        }

        @Override
        public List<CheckpointId> malformed(StoreFixture fixture) {
            return fixture.malformedCheckpointIds();
        }
    }

    /** The deletion of versions of a model. */
    final class Versions implements BulkDeletionKind<ModelId, VersionId> {

        private Versions() {}

        @Override
        public String noun() {
            return "versions";
        }

        @Override
        public Operation operation() {
            return Operation.DELETE_VERSIONS;
        }

        @Override
        public Operation list() {
            return Operation.LIST_VERSIONS;
        }

        @Override
        public List<VersionId> listed(ModelkeepClient stores, ModelId parent) {
            return ModelLists.VERSIONS.stream(stores, parent).toList();
        }

        @Override
        public Capability capability() {
            return Capability.VERSION_DELETE;
        }

        @Override
        public ModelId given(StoreFixture fixture, int things) {
            return ModelLists.VERSIONS.given(fixture, things);
        }

        @Override
        public List<VersionId> existing(StoreFixture fixture, ModelId parent) {
            return fixture.versions(parent);
        }

        @Override
        public DeleteReport<VersionId> delete(ModelkeepClient stores, ModelId parent, Collection<VersionId> ids) {
            return stores.models().deleteVersions(parent, ids);
        }

        @Override
        public ModelId absentParent(StoreFixture fixture) {
            return fixture.absentModel();
        }

        @Override
        public VersionId absent(StoreFixture fixture) {
            return fixture.absentVersion();
        }

        @Override
        public List<VersionId> malformed(StoreFixture fixture) {
            return fixture.malformedVersionIds();
        }
    }
}
