package io.modelkeep.testkit;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.Operation;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server of a provider, which is empty at first, and access to its state. A provider author implements this interface
 * to run the contracts.
 *
 * <p>Methods that create items write directly to the server, and methods that return items read directly from its
 * state, never through the library. Methods for items that the provider does not have keep their default, which throws
 * {@link UnsupportedOperationException}. The same holds for capabilities that the provider does not declare. Each
 * fixture is used by one test. Several threads may read the state.
 */
public interface StoreFixture extends AutoCloseable {

    /** Returns a complete configuration that opens a client on this server, including credentials. */
    Map<String, String> config();

    /** Opens a client. Overridden only to wrap the client. */
    default Stores open(StoreConfig config) {
        return Stores.open(config);
    }

    /**
     * Returns the maximum number of items on a page of a list, or {@link Integer#MAX_VALUE} if the service returns that
     * list as a whole.
     *
     * @param list an operation that lists items
     */
    int maxPageSize(Operation list);

    /**
     * Returns the maximum number of ids that the provider sends in one request of a bulk deletion.
     *
     * @param deletion an operation that deletes several items
     */
    default int maxBatchSize(Operation deletion) {
        return 1;
    }

    /**
     * Returns whether other users share the server, as with a real service. Then its lists also contain items of others
     * and are never empty, and waits are real. {@link #models()} and {@link #trainings()} must return only items
     * created by this fixture or by clients that it opened.
     */
    default boolean shared() {
        return false;
    }

    /**
     * Returns the name on the server for a model name in a clause. Different names must give different results. A
     * shared server needs names that no other user has. A blank name must be returned unchanged.
     */
    default String name(String name) {
        return name;
    }

    /** Returns the wire to the server, or empty if no faults can be played. */
    default Optional<FaultFixture> wire() {
        return Optional.empty();
    }

    /**
     * Returns the wire to the file storage, if files of checkpoints come from separate addresses that never receive the
     * credential. All its requests belong to {@link Operation#DOWNLOAD_CHECKPOINT}.
     */
    default Optional<FaultFixture> storage() {
        return Optional.empty();
    }

    /**
     * Returns the outcome, other than ALREADY_ABSENT, that a deletion may report for an item that the same caller
     * deleted before.
     */
    default DeleteOutcome deletedAgain(Operation deletion) {
        return DeleteOutcome.ALREADY_ABSENT;
    }

    /** Creates a training run with this many checkpoints, with increasing steps. */
    default TrainingId givenTraining(int checkpoints) {
        throw lacks("training runs");
    }

    /**
     * Creates a training run with checkpoints that have all values which a provider could misread. Examples are step 0,
     * a step without a metric, and metrics that are whole numbers, zero or negative. Returns the run with the expected
     * list, or empty if only {@link #givenTraining(int)} is supported.
     */
    default Optional<GivenCheckpoints> givenCheckpointValues() {
        return Optional.empty();
    }

    /**
     * Saves a checkpoint again under the same id and with a new revision, so that it is another checkpoint. Returns
     * false if an id always refers to the same checkpoint.
     */
    default boolean saveAgain(TrainingId training, CheckpointId checkpoint) {
        return false;
    }

    /**
     * Limits the pages of the server to this many items from now on, whatever size is requested. The server must still
     * report whether more items follow. Returns false if the server cannot limit its pages.
     */
    default boolean shortenPages(int most) {
        return false;
    }

    /** Returns the existing training runs, in any order. Only for providers that list them. */
    default List<TrainingId> trainings() {
        throw lacks("a list of training runs");
    }

    /** Returns the existing checkpoints of a training run, by increasing step. */
    default List<CheckpointId> checkpoints(TrainingId training) {
        throw lacks("training runs");
    }

    /** Returns a well-formed id of a training run that never existed. */
    default TrainingId absentTraining() {
        throw lacks("training runs");
    }

    /** Returns a well-formed id of a checkpoint that no training run has. */
    default CheckpointId absentCheckpoint() {
        throw lacks("checkpoints");
    }

    /**
     * Sets the files of a checkpoint.
     *
     * @param files the content of each file by its path in the checkpoint. A path may be one that a service must not
     *     use.
     */
    default void givenFiles(TrainingId training, CheckpointId checkpoint, Map<String, byte[]> files) {
        throw lacks("files of checkpoints");
    }

    /** Returns ids that the core module accepts and that this provider refuses before any request. */
    default List<CheckpointId> malformedCheckpointIds() {
        return List.of();
    }

    /** Returns ids that the core module accepts and that this provider refuses before any request. */
    default List<TrainingId> malformedTrainingIds() {
        return List.of();
    }

    /**
     * Creates an unprotected model with the {@link #name(String)} of the given name, and with a version if models have
     * versions. If the service allows each name once and the name is taken, the model gets another name.
     */
    default ModelId givenModel(String name) {
        throw lacks("models");
    }

    /**
     * Creates a model that serves production, which only {@link io.modelkeep.DeleteMode#FORCE} deletes. Returns empty
     * if the provider cannot determine whether a model serves production.
     */
    default Optional<ModelId> givenLiveModel(String name) {
        return Optional.empty();
    }

    /** Makes an existing model serve production from now on. Returns false if the provider cannot determine it. */
    default boolean serve(ModelId model) {
        return false;
    }

    /**
     * Creates a model of which the service does not report whether it serves production, although it does so for
     * others. Returns empty if the provider cannot determine it for any model.
     */
    default Optional<ModelId> givenModelOfUnknownUse(String name) {
        return Optional.empty();
    }

    /**
     * Creates an object that is not a model, under an id in the format of model ids. Returns empty if the service
     * stores no other objects under such ids.
     */
    default Optional<ModelId> givenNoModel(String name) {
        return Optional.empty();
    }

    /** Returns whether the object that {@link #givenNoModel(String)} created still exists. */
    default boolean hasNoModel(ModelId id) {
        throw lacks("other objects under the id of a model");
    }

    /** Returns the existing models. */
    default List<ModelId> models() {
        throw lacks("models");
    }

    /** Returns a well-formed id of a model that never existed. */
    default ModelId absentModel() {
        throw lacks("models");
    }

    /** Returns ids that the core module accepts and that this provider refuses before any request. */
    default List<ModelId> malformedModelIds() {
        return List.of();
    }

    /**
     * Returns a spec with exactly the fields that this provider needs to create a model with the {@link #name(String)}
     * of the given name.
     */
    default ModelSpec.Builder modelSpec(String name) {
        throw lacks("a way to create models");
    }

    /** Adds this many unprotected versions to a model and returns their ids. */
    default List<VersionId> givenVersions(ModelId model, int versions) {
        throw lacks("versions");
    }

    /**
     * Creates a model with versions that have all values which a provider could misread, such as number 0. Returns the
     * model with the expected list, or empty if only {@link #givenVersions} is supported.
     */
    default Optional<GivenVersionValues> givenVersionValues() {
        return Optional.empty();
    }

    /** Gives an alias to an existing version. Returns false if versions have no aliases. */
    default boolean giveAlias(ModelId model, VersionId version, String alias) {
        return false;
    }

    /** Marks a version as the latest one of its model. Returns false if the service has no such mark. */
    default boolean makeLatest(ModelId model, VersionId version) {
        return false;
    }

    /**
     * Adds a version that serves production to a model. No deletion of versions deletes it. Returns empty if versions
     * cannot serve production.
     */
    default Optional<VersionId> givenLiveVersion(ModelId model) {
        return Optional.empty();
    }

    /** Returns the existing versions of a model, in any order, or an empty list if the model does not exist. */
    default List<VersionId> versions(ModelId model) {
        throw lacks("versions");
    }

    /** Returns a well-formed id of a version that no model has. */
    default VersionId absentVersion() {
        throw lacks("versions");
    }

    /** Returns ids that the core module accepts and that this provider refuses before any request. */
    default List<VersionId> malformedVersionIds() {
        return List.of();
    }

    /** Stops the server. */
    @Override
    void close();

    private UnsupportedOperationException lacks(String what) {
        return new UnsupportedOperationException(getClass().getName() + " does not provide " + what
                + "; override the method if the provider declares a capability that needs it");
    }
}
