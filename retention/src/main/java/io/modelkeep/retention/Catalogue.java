package io.modelkeep.retention;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ErrorDetails;
import io.modelkeep.Field;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.UnsupportedCapabilityException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The checkpoints of one training or the versions of one model, to read: it has no handle that deletes. Thread-safe; it can
 * be read for as long as the stores it was made of are open.
 */
public final class Catalogue {

    /** Lists what there is, as items with those metrics, and tells the names of all metrics that come by. */
    @FunctionalInterface
    interface Reading {
        Stream<Item> items(MetricNames metrics, Consumer<String> seen);
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

    private Catalogue(
            Stores stores,
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

    /** The checkpoints of a training; nothing is read yet. */
    public static Catalogue checkpoints(Stores stores, TrainingId training) {
        CheckpointStore store = stores.checkpoints();
        ItemReading<TrainingId, Checkpoint> reading = new ItemReading<>(training, store::scan, ItemMaker::checkpoint);
        return new Catalogue(
                stores,
                ItemKind.CHECKPOINTS,
                training.value(),
                () -> store.fields(training),
                Capability.CHECKPOINT_DELETE,
                () -> store.capabilities(training),
                reading);
    }

    /** The versions of a model; nothing is read yet. */
    public static Catalogue versions(Stores stores, ModelId model) {
        ModelStore store = stores.models();
        ItemReading<ModelId, ModelVersion> reading =
                new ItemReading<>(model, store::streamVersions, ItemMaker::version);
        return new Catalogue(
                stores,
                ItemKind.VERSIONS,
                model.value(),
                store::versionFields,
                Capability.VERSION_DELETE,
                store::capabilities,
                reading);
    }

    /** The provider's name. */
    public String provider() {
        return provider;
    }

    /** The service that it is read from, as {@link Stores#origin()}. */
    public String origin() {
        return origin;
    }

    /** The account that it is read from, as {@link Stores#account()}. */
    public Map<String, String> account() {
        return account;
    }

    /** What it lists. */
    public ItemKind kind() {
        return kind;
    }

    /** The id of the training or model. */
    public String parent() {
        return parent;
    }

    /**
     * What the service reports of each item now, as {@link CheckpointStore#fields} or {@link ModelStore#versionFields}; a list
     * can show that an older server reports less.
     */
    public Set<Field> fields() {
        return Set.copyOf(fields.get());
    }

    /** The service's time now, as {@link Stores#serviceTime()}. */
    Optional<Instant> serviceTime() {
        return serviceTime.get();
    }

    /**
     * Checks that the store can honour the revisions of the items to delete. Without that, a checkpoint that is saved again
     * while its deletion is repeated could be deleted.
     *
     * @throws UnsupportedCapabilityException it cannot
     */
    void requireRevisions(PlanPart part) {
        requireRevisions(provider, capabilities.get(), part);
    }

    static void requireRevisions(String provider, Set<Capability> capabilities, PlanPart part) {
        if (part.kind() == ItemKind.CHECKPOINTS
                && !capabilities.contains(Capability.CHECKPOINT_REVISION)
                && part.decisions().stream()
                        .anyMatch(decision ->
                                !decision.kept() && decision.item().revision().isPresent())) {
            throw UnsupportedCapabilityException.forThisId(
                    ErrorDetails.of(
                                    "the service reports revisions of checkpoints, and this provider cannot delete a checkpoint"
                                            + " of one revision only, so one that is saved again could be deleted; use a version of the"
                                            + " provider that supports " + Capability.CHECKPOINT_REVISION.label()
                                            + ", or delete by id")
                            .provider(provider)
                            .operation(Operation.DELETE_CHECKPOINTS)
                            .subject("of " + part.parent()),
                    Capability.CHECKPOINT_REVISION);
        }
    }

    /**
     * Checks that what it lists can be deleted, one by one.
     *
     * @throws UnsupportedCapabilityException the provider cannot do that
     * @throws io.modelkeep.InvalidRequestException the parent's id is none of the provider's
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
     * Reads all of it, page by page.
     *
     * @param metrics which metrics the items keep
     * @param seen is told the names of all metrics that come by, the same ones again and again
     * @throws io.modelkeep.StoreException it cannot be listed; a partial list never looks complete
     */
    Stream<Item> items(MetricNames metrics, Consumer<String> seen) {
        return reading.items(metrics, seen);
    }

    @Override
    public String toString() {
        return kind + " of " + parent + " on " + provider;
    }
}
