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
 * One fresh, empty server of a provider, and the truth about it: all that the author of a provider writes for the contracts.
 *
 * <p>What is given here is put straight into the server, and what is told is read straight from its state, never through
 * the library. Methods for things that the provider does not have keep their default, which throws; so do those for
 * capabilities it does not declare. Used by one test; reads of the state may come from several threads.
 */
public interface StoreFixture extends AutoCloseable {

    /** A complete configuration that opens stores on this server, credentials included. */
    Map<String, String> config();

    /** Opens stores; overridden only to put something around them. */
    default Stores open(StoreConfig config) {
        return Stores.open(config);
    }

    /**
     * The most items on one page of a list; {@link Integer#MAX_VALUE} where the service gives that list as a whole.
     *
     * @param list an operation that lists something
     */
    int maxPageSize(Operation list);

    /**
     * The most ids that the provider puts into one request of a bulk deletion.
     *
     * @param deletion an operation that deletes several things
     */
    default int maxBatchSize(Operation deletion) {
        return 1;
    }

    /**
     * Whether others use the server too, as they do a service itself: then its lists hold more than was given here and are
     * never empty, {@link #models()} and {@link #trainings()} tell only what was made by this fixture and the stores it
     * opened, and waits are real.
     */
    default boolean shared() {
        return false;
    }

    /**
     * What a model is called on the server that a clause calls so; another name for another. A shared server needs names that
     * nobody else has; a blank one stays as it is.
     */
    default String name(String name) {
        return name;
    }

    /** The wire to the server, where there is one that can be made to misbehave. */
    default Optional<FaultFixture> wire() {
        return Optional.empty();
    }

    /**
     * The wire to where the files of checkpoints are fetched from, where those are addresses of their own that never get the
     * credential; all its requests are of {@link Operation#DOWNLOAD_CHECKPOINT}.
     */
    default Optional<FaultFixture> storage() {
        return Optional.empty();
    }

    /** What the service may say, beside that it is absent, of something that the same caller deleted before. */
    default DeleteOutcome deletedAgain(Operation deletion) {
        return DeleteOutcome.ALREADY_ABSENT;
    }

    /** Creates a training with this many checkpoints, of rising steps. */
    default TrainingId givenTraining(int checkpoints) {
        throw lacks("trainings");
    }

    /**
     * Creates a training with checkpoints that hold every value which the service may give and a provider could mistake, such
     * as step 0, a step without a metric, and metrics that are whole numbers, zero or negative, and tells what a list has to
     * say of each; empty where only {@link #givenTraining(int)} can be had.
     */
    default Optional<GivenCheckpoints> givenCheckpointValues() {
        return Optional.empty();
    }

    /**
     * Saves a checkpoint again under the same id, so that it has another revision and is another checkpoint; false where an
     * id stands for one checkpoint for ever.
     */
    default boolean saveAgain(TrainingId training, CheckpointId checkpoint) {
        return false;
    }

    /**
     * Lets the server cut its pages to at most this many items from now on, whatever is asked for; false where it cannot.
     * The server still says whether more follows.
     */
    default boolean shortenPages(int most) {
        return false;
    }

    /** The trainings that there are now, in any order; only for providers that list them. */
    default List<TrainingId> trainings() {
        throw lacks("a list of trainings");
    }

    /** The checkpoints that the training has now, by rising step. */
    default List<CheckpointId> checkpoints(TrainingId training) {
        throw lacks("trainings");
    }

    /** A training that never existed, its id well-formed. */
    default TrainingId absentTraining() {
        throw lacks("trainings");
    }

    /** A checkpoint that no training has, its id well-formed. */
    default CheckpointId absentCheckpoint() {
        throw lacks("checkpoints");
    }

    /**
     * Makes these the files of a checkpoint.
     *
     * @param files the content of each file by its path in the checkpoint, which may be one that no service should name
     */
    default void givenFiles(TrainingId training, CheckpointId checkpoint, Map<String, byte[]> files) {
        throw lacks("files of checkpoints");
    }

    /** Ids that core accepts and this provider refuses before any request. */
    default List<CheckpointId> malformedCheckpointIds() {
        return List.of();
    }

    /** Ids that core accepts and this provider refuses before any request. */
    default List<TrainingId> malformedTrainingIds() {
        return List.of();
    }

    /**
     * Creates a model of that {@link #name(String)} that nothing protects, with a version where models have any; of another
     * name where the service has each name once, and it is taken.
     */
    default ModelId givenModel(String name) {
        throw lacks("models");
    }

    /**
     * Creates a model that serves production, which only {@link io.modelkeep.DeleteMode#FORCE} deletes; empty where the
     * provider cannot tell.
     */
    default Optional<ModelId> givenLiveModel(String name) {
        return Optional.empty();
    }

    /** Lets a model that is there serve production from now on; false where the provider cannot tell. */
    default boolean serve(ModelId model) {
        return false;
    }

    /**
     * Creates a model of which the service does not say whether it serves production, though it says so of others; empty
     * where the provider cannot tell of any.
     */
    default Optional<ModelId> givenModelOfUnknownUse(String name) {
        return Optional.empty();
    }

    /**
     * Creates something that the service keeps under an id of the form of a model's, and that is no model; empty where it
     * keeps nothing else there.
     */
    default Optional<ModelId> givenNoModel(String name) {
        return Optional.empty();
    }

    /** Whether what {@link #givenNoModel(String)} made is there still. */
    default boolean hasNoModel(ModelId id) {
        throw lacks("things under the id of a model that are no models");
    }

    /** The models that there are now. */
    default List<ModelId> models() {
        throw lacks("models");
    }

    /** A model that never existed, its id well-formed. */
    default ModelId absentModel() {
        throw lacks("models");
    }

    /** Ids that core accepts and this provider refuses before any request. */
    default List<ModelId> malformedModelIds() {
        return List.of();
    }

    /** What this provider needs to create a model of that {@link #name(String)}, and no more. */
    default ModelSpec.Builder modelSpec(String name) {
        throw lacks("a way to create models");
    }

    /** Adds this many versions to a model, none of them protected, and tells their ids. */
    default List<VersionId> givenVersions(ModelId model, int versions) {
        throw lacks("versions");
    }

    /**
     * Creates a model with versions that hold every value which the service may give and a provider could mistake, such as
     * number 0, and tells what a list has to say of each; empty where only {@link #givenVersions} can be had.
     */
    default Optional<GivenVersionValues> givenVersionValues() {
        return Optional.empty();
    }

    /** Lets an alias name a version that is there; false where versions have none. */
    default boolean giveAlias(ModelId model, VersionId version, String alias) {
        return false;
    }

    /** Makes the service's word "latest" mean this version; false where the service has no such word. */
    default boolean makeLatest(ModelId model, VersionId version) {
        return false;
    }

    /** Adds a version that serves production to a model, which no deletion of versions takes; empty where none can. */
    default Optional<VersionId> givenLiveVersion(ModelId model) {
        return Optional.empty();
    }

    /** The versions that the model has now, in any order; none where it is gone. */
    default List<VersionId> versions(ModelId model) {
        throw lacks("versions");
    }

    /** A version that no model has, its id well-formed. */
    default VersionId absentVersion() {
        throw lacks("versions");
    }

    /** Ids that core accepts and this provider refuses before any request. */
    default List<VersionId> malformedVersionIds() {
        return List.of();
    }

    /** Stops the server. */
    @Override
    void close();

    private UnsupportedOperationException lacks(String what) {
        return new UnsupportedOperationException(getClass().getName() + " does not provide " + what
                + ": override the method if the provider declares a capability that needs it");
    }
}
