package io.modelkeep;

import io.modelkeep.spi.CompactMetrics;
import io.modelkeep.spi.SafeText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint: a saved step of a training run. Immutable.
 *
 * <p>A field that the service does not report is empty. The library never fills in a value.
 */
public final class Checkpoint {

    private final CheckpointId id;
    private final @Nullable String revision;
    private final @Nullable String name;
    private final @Nullable Long step;
    private final Map<String, Double> metrics;
    private final @Nullable Instant createdAt;
    private final @Nullable Long sizeBytes;
    private final @Nullable String state;
    private final ItemState itemState;
    private final Map<String, String> attributes;

    private Checkpoint(Builder builder) {
        this.id = builder.id;
        this.revision = builder.revision;
        this.name = builder.name;
        this.step = builder.step;
        this.metrics = CompactMetrics.copyOf(builder.metrics);
        this.createdAt = builder.createdAt;
        this.sizeBytes = builder.sizeBytes;
        this.state = builder.state;
        this.itemState = builder.itemState;
        this.attributes = builder.attributes.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
    }

    /** Creates a builder with the required id. */
    public static Builder builder(CheckpointId id) {
        return new Builder(id);
    }

    /** Returns the id that identifies the checkpoint within its training run. Deletions use this id. */
    public CheckpointId id() {
        return id;
    }

    /** Returns the revision, which distinguishes checkpoints that were saved under the same id at different times. */
    public Optional<String> revision() {
        return Optional.ofNullable(revision);
    }

    /** Returns the name under which the checkpoint was saved. The name is not unique. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Returns the training step at which the checkpoint was saved, from 0. */
    public OptionalLong step() {
        return step == null ? OptionalLong.empty() : OptionalLong.of(step);
    }

    /**
     * Returns the metrics by name: finite numbers in the service's order. A metric that the service does not report is
     * missing.
     */
    public Map<String, Double> metrics() {
        return metrics;
    }

    /** Returns the time at which the checkpoint was saved. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt);
    }

    /** Returns the size in bytes. */
    public OptionalLong sizeBytes() {
        return sizeBytes == null ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
    }

    /** Returns the state in the service's own word. The set of words is not closed. */
    public Optional<String> state() {
        return Optional.ofNullable(state);
    }

    /**
     * Returns the meaning of {@link #state()} for decisions. The value is {@link ItemState#UNKNOWN} if the service
     * reports no state.
     */
    public ItemState itemState() {
        return itemState;
    }

    /**
     * Returns further fields that the service reports, as text or JSON text. The names are constants of {@link Model}
     * or of the provider.
     */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Returns the same content as plain values, for JSON and for workflow engines. Absent fields are left out. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id.value());
        if (revision != null) {
            map.put("revision", revision);
        }
        if (name != null) {
            map.put("name", name);
        }
        if (step != null) {
            map.put("step", step);
        }
        if (!metrics.isEmpty()) {
            map.put("metrics", new LinkedHashMap<>(metrics));
        }
        if (createdAt != null) {
            map.put("createdAt", createdAt.toString());
        }
        if (sizeBytes != null) {
            map.put("sizeBytes", sizeBytes);
        }
        if (state != null) {
            map.put("state", state);
        }
        if (itemState != ItemState.UNKNOWN) {
            map.put("itemState", itemState.name());
        }
        if (!attributes.isEmpty()) {
            map.put("attributes", new LinkedHashMap<>(attributes));
        }
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Checkpoint that
                && id.equals(that.id)
                && Objects.equals(revision, that.revision)
                && Objects.equals(name, that.name)
                && Objects.equals(step, that.step)
                && metrics.equals(that.metrics)
                && Objects.equals(createdAt, that.createdAt)
                && Objects.equals(sizeBytes, that.sizeBytes)
                && Objects.equals(state, that.state)
                && itemState == that.itemState
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, revision, name, step, metrics, createdAt, sizeBytes, state, itemState, attributes);
    }

    @Override
    public String toString() {
        return SafeText.of("Checkpoint" + toMap(), 4096);
    }

    /** A builder of a {@link Checkpoint}. Not thread-safe. */
    public static final class Builder {

        private final CheckpointId id;
        private @Nullable String revision;
        private @Nullable String name;
        private @Nullable Long step;
        private Map<String, Double> metrics = Map.of();
        private @Nullable Instant createdAt;
        private @Nullable Long sizeBytes;
        private @Nullable String state;
        private ItemState itemState = ItemState.UNKNOWN;
        private Map<String, String> attributes = Map.of();

        private Builder(CheckpointId id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        /** Sets {@link Checkpoint#revision()}. */
        public Builder revision(String newRevision) {
            this.revision = newRevision;
            return this;
        }

        /** Sets {@link Checkpoint#name()}. */
        public Builder name(String newName) {
            this.name = newName;
            return this;
        }

        /** Sets {@link Checkpoint#step()}. */
        public Builder step(long newStep) {
            this.step = newStep;
            return this;
        }

        /**
         * Sets {@link Checkpoint#metrics()}. The map is copied when the object is built, unless it is a {@link
         * CompactMetrics}.
         */
        public Builder metrics(Map<String, Double> newMetrics) {
            this.metrics = newMetrics;
            return this;
        }

        /** Sets {@link Checkpoint#createdAt()}. */
        public Builder createdAt(Instant newCreatedAt) {
            this.createdAt = newCreatedAt;
            return this;
        }

        /** Sets {@link Checkpoint#sizeBytes()}. */
        public Builder sizeBytes(long newSizeBytes) {
            this.sizeBytes = newSizeBytes;
            return this;
        }

        /** Sets {@link Checkpoint#state()}. */
        public Builder state(String newState) {
            this.state = newState;
            return this;
        }

        /** Sets {@link Checkpoint#itemState()}. */
        public Builder itemState(ItemState newItemState) {
            this.itemState = Objects.requireNonNull(newItemState, "itemState");
            return this;
        }

        /** Sets {@link Checkpoint#attributes()}. The map is copied when the object is built. */
        public Builder attributes(Map<String, String> newAttributes) {
            this.attributes = newAttributes;
            return this;
        }

        /** Creates the object. */
        public Checkpoint build() {
            return new Checkpoint(this);
        }
    }
}
