package io.modelkeep.retention.plan;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Field;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.retention.internal.order.ItemMaker;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.item.MetricNames;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A read-only view of the checkpoints of one training run, or of the versions of one model. Thread-safe. A catalogue
 * can be read for as long as its client is open.
 */
public final class RetentionTarget {

    /** A function that lists the items with the given metrics, and reports the names of all metrics that are listed. */
    @FunctionalInterface
    interface Reading {
        public Stream<Item> items(MetricNames metrics, Consumer<String> seen);
    }

    private final String provider;
    private final String origin;
    private final Map<String, String> account;
    private final ItemKind kind;
    private final String parent;
    private final Supplier<Set<Field>> fields;
    private final Capability deletion;
    private final Supplier<Set<Capability>> capabilities;
    private final Supplier<Optional<Instant>> serviceTime;
    private final Reading reading;

    private RetentionTarget(
            ModelkeepClient stores,
            ItemKind kind,
            String parent,
            Supplier<Set<Field>> fields,
            Capability deletion,
            Supplier<Set<Capability>> capabilities,
            Reading reading) {
        this.provider = stores.provider();
        this.origin = stores.origin();
        this.account = Map.copyOf(stores.account());
        this.kind = kind;
        this.parent = parent;
        this.fields = fields;
        this.deletion = deletion;
        this.capabilities = capabilities;
        this.serviceTime = stores::serviceTime;
        this.reading = reading;
    }

    /** Returns the catalogue of the checkpoints of a training run. Nothing is read yet. */
    public static RetentionTarget checkpoints(ModelkeepClient stores, RunId run) {
        CheckpointStore store = stores.checkpoints();
        ItemReading<RunId, Checkpoint> reading = new ItemReading<>(run, store::streamUnordered, ItemMaker::checkpoint);
        return new RetentionTarget(
                stores,
                ItemKind.CHECKPOINTS,
                run.value(),
                () -> store.fields(run),
                Capability.CHECKPOINT_DELETE,
                () -> store.capabilities(run),
                reading);
    }

    /** Returns the catalogue of the versions of a model. Nothing is read yet. */
    public static RetentionTarget versions(ModelkeepClient stores, ModelId model) {
        ModelStore store = stores.models();
        ItemReading<ModelId, ModelVersion> reading =
                new ItemReading<>(model, store::streamVersions, ItemMaker::version);
        return new RetentionTarget(
                stores,
                ItemKind.VERSIONS,
                model.value(),
                store::versionFields,
                Capability.VERSION_DELETE,
                store::capabilities,
                reading);
    }

    /** Returns the name of the provider. */
    public String provider() {
        return provider;
    }

    /** Returns the origin of the service, as {@link ModelkeepClient#origin()}. */
    public String origin() {
        return origin;
    }

    /** Returns the settings that identify the account, as {@link ModelkeepClient#account()}. */
    public Map<String, String> account() {
        return account;
    }

    /** Returns the kind of the listed items. */
    public ItemKind kind() {
        return kind;
    }

    /** Returns the id of the training run or model. */
    public String parent() {
        return parent;
    }

    /**
     * Returns the properties that the service reports of each item now, as {@link CheckpointStore#fields} or
     * {@link ModelStore#versionFields}. The result can change when a list shows that an older server reports fewer
     * properties.
     */
    public Set<Field> fields() {
        return Set.copyOf(fields.get());
    }

    /** Returns the current time of the service, as {@link ModelkeepClient#serviceTime()}. */
    Optional<Instant> serviceTime() {
        return serviceTime.get();
    }

    /**
     * Checks that the client can restrict a deletion to the revisions of the items to delete. Otherwise a checkpoint
     * that is overwritten during the retries of its deletion could be deleted.
     *
     * @throws UnsupportedCapabilityException if the client cannot do this
     */
    public void requireRevisions(TargetPlan part) {
        requireRevisions(provider, capabilities.get(), part);
    }

    public static void requireRevisions(String provider, Set<Capability> capabilities, TargetPlan part) {
        if (part.kind() == ItemKind.CHECKPOINTS
                && !capabilities.contains(Capability.CHECKPOINT_REVISION)
                && part.decisions().stream()
                        .anyMatch(decision ->
                                !decision.kept() && decision.item().revision().isPresent())) {
            throw UnsupportedCapabilityException.forThisId(
                    ErrorDetails.of("the service reports revisions of checkpoints, but this provider cannot restrict a"
                                    + " deletion to one revision, so an overwritten checkpoint could"
                                    + " be deleted; use a version of the provider that supports "
                                    + Capability.CHECKPOINT_REVISION.label()
                                    + ", or delete by id")
                            .provider(provider)
                            .operation(Operation.DELETE_CHECKPOINTS)
                            .subject("of " + part.parent()),
                    Capability.CHECKPOINT_REVISION);
        }
    }

    /**
     * Checks that the items can be deleted individually.
     *
     * @throws UnsupportedCapabilityException if the provider cannot do this
     * @throws io.modelkeep.errors.InvalidRequestException if the parent's id is not valid for the provider
     */
    void requireDeletable() {
        if (!capabilities.get().contains(deletion)) {
            throw new UnsupportedCapabilityException(
                    provider,
                    deletion,
                    kind == ItemKind.CHECKPOINTS ? Operation.DELETE_CHECKPOINTS : Operation.DELETE_VERSIONS,
                    "of " + parent);
        }
    }

    /**
     * Returns all items, read page by page.
     *
     * @param metrics the metrics to include in the items
     * @param seen receives the names of all metrics that are listed; may receive a name more than once
     * @throws io.modelkeep.errors.StoreException if the items cannot be listed; a partial list never looks complete
     */
    public Stream<Item> items(MetricNames metrics, Consumer<String> seen) {
        return reading.items(metrics, seen);
    }

    @Override
    public String toString() {
        return kind + " of " + parent + " on " + provider;
    }
}
