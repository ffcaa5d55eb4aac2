package io.modelkeep.retention.item;

import io.modelkeep.ItemState;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint or a model version, as retention policies see it. Immutable, and small in memory, because a plan can
 * contain a million items.
 *
 * <p>A property that the service does not report is empty.
 */
public final class Item {

    private final String id;
    private final @Nullable String revision;
    private final @Nullable String name;
    private final @Nullable String state;
    private final @Nullable Instant createdAt;
    private final @Nullable Set<String> aliases;
    private final @Nullable Set<String> tags;
    private final ItemState itemState;
    private final MetricValues metrics;
    private final long step;
    private final long number;
    private final long sizeBytes;

    /** The bits of {@link ItemFlags}. */
    private final byte known;

    private Item(Builder builder) {
        this.id = builder.id;
        this.revision = builder.revision;
        this.name = builder.name;
        this.state = builder.state;
        this.createdAt = builder.createdAt;
        this.aliases = builder.aliases;
        this.tags = builder.tags;
        this.itemState = builder.itemState;
        this.metrics = builder.metrics;
        this.step = builder.step;
        this.number = builder.number;
        this.sizeBytes = builder.sizeBytes;
        this.known = builder.known;
    }

    /**
     * Returns a builder for an item.
     *
     * @param id the id of the item within its training run or model, with which it is deleted
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Returns the id of the item within its training run or model, with which it is deleted. */
    public String id() {
        return id;
    }

    /** Returns the revision, which distinguishes checkpoints that were saved under the same id one after the other. */
    public Optional<String> revision() {
        return Optional.ofNullable(revision);
    }

    /** Returns the name under which the item was saved. Names are not unique. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Returns the training step at which the checkpoint was saved. Versions have no step. */
    public OptionalLong step() {
        return ItemFlags.ifKnown(known, ItemFlags.STEP, step);
    }

    /** Returns the number of a version within its model. Checkpoints have no number. */
    public OptionalLong number() {
        return ItemFlags.ifKnown(known, ItemFlags.NUMBER, number);
    }

    /** Returns the time at which the item was saved or created. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt);
    }

    /** Returns the size in bytes. */
    public OptionalLong sizeBytes() {
        return ItemFlags.ifKnown(known, ItemFlags.SIZE, sizeBytes);
    }

    /** Returns the state as the service reports it. The set of states is not closed. */
    public Optional<String> state() {
        return Optional.ofNullable(state);
    }

    /** Returns the meaning of {@link #state()}, or {@link ItemState#UNKNOWN} if the service does not report it. */
    public ItemState itemState() {
        return itemState;
    }

    /** Returns whether the item serves production or another environment. */
    public Optional<Boolean> live() {
        return ItemFlags.ifKnown(known, ItemFlags.LIVENESS, ItemFlags.LIVE);
    }

    /** Returns whether the service's name "latest" refers to this version. */
    public Optional<Boolean> latest() {
        return ItemFlags.ifKnown(known, ItemFlags.LATEST_KNOWN, ItemFlags.LATEST);
    }

    /**
     * Returns the aliases by which users load this version, sorted, without "latest". Empty if the service does not
     * report them.
     */
    public Optional<Set<String>> aliases() {
        return Optional.ofNullable(aliases);
    }

    /** Returns the labels that users gave this version, sorted. Empty if the service does not report them. */
    public Optional<Set<String>> tags() {
        return Optional.ofNullable(tags);
    }

    /** Returns the finite metrics of the item that the policy names, sorted by name. */
    public Map<String, Double> metrics() {
        return metrics.toMap();
    }

    /**
     * Returns one of the item's metrics, or empty if the service does not report a finite number for it.
     *
     * @throws IllegalArgumentException if the policy does not name this metric, so that it was not read; name it with
     *     {@link RetentionPolicy.Builder#metric}
     */
    public OptionalDouble metric(String metric) {
        return metrics.of(metric);
    }

    /** Returns the metrics of the item in the form in which they are stored. */
    public MetricValues values() {
        return metrics;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Item that
                && id.equals(that.id)
                && known == that.known
                && step == that.step
                && number == that.number
                && sizeBytes == that.sizeBytes
                && Objects.equals(revision, that.revision)
                && Objects.equals(name, that.name)
                && Objects.equals(state, that.state)
                && Objects.equals(createdAt, that.createdAt)
                && itemState == that.itemState
                && Objects.equals(aliases, that.aliases)
                && Objects.equals(tags, that.tags)
                && metrics.equals(that.metrics);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return ItemText.of(this);
    }

    /** A builder of an {@link Item}. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private @Nullable String revision;
        private @Nullable String name;
        private @Nullable String state;
        private @Nullable Instant createdAt;
        private @Nullable Set<String> aliases;
        private @Nullable Set<String> tags;
        private ItemState itemState = ItemState.UNKNOWN;
        private MetricValues metrics = MetricValues.NONE;
        private long step;
        private long number;
        private long sizeBytes;
        private byte known;

        private Builder(String id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        /** Sets {@link Item#revision()}. */
        public Builder revision(String newRevision) {
            this.revision = newRevision;
            return this;
        }

        /** Sets {@link Item#name()}. */
        public Builder name(String newName) {
            this.name = newName;
            return this;
        }

        /** Sets {@link Item#step()}. */
        public Builder step(long newStep) {
            this.step = newStep;
            this.known |= ItemFlags.STEP;
            return this;
        }

        /** Sets {@link Item#number()}. */
        public Builder number(long newNumber) {
            this.number = newNumber;
            this.known |= ItemFlags.NUMBER;
            return this;
        }

        /** Sets {@link Item#createdAt()}. */
        public Builder createdAt(Instant newCreatedAt) {
            this.createdAt = newCreatedAt;
            return this;
        }

        /** Sets {@link Item#sizeBytes()}. */
        public Builder sizeBytes(long newSizeBytes) {
            this.sizeBytes = newSizeBytes;
            this.known |= ItemFlags.SIZE;
            return this;
        }

        /** Sets {@link Item#state()}. */
        public Builder state(String newState) {
            this.state = newState;
            return this;
        }

        /** Sets {@link Item#itemState()}. */
        public Builder itemState(ItemState newItemState) {
            this.itemState = Objects.requireNonNull(newItemState, "itemState");
            return this;
        }

        /** Sets {@link Item#latest()}. */
        public Builder latest(boolean newLatest) {
            this.known = ItemFlags.with(known, ItemFlags.LATEST_KNOWN, ItemFlags.LATEST, newLatest);
            return this;
        }

        /** Sets {@link Item#aliases()}. The collection is copied. */
        public Builder aliases(Collection<String> newAliases) {
            this.aliases = sorted(newAliases);
            return this;
        }

        /** Sets {@link Item#tags()}. The collection is copied. */
        public Builder tags(Collection<String> newTags) {
            this.tags = sorted(newTags);
            return this;
        }

        private static Set<String> sorted(Collection<String> words) {
            return words.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(words));
        }

        /** Sets {@link Item#live()}. */
        public Builder live(boolean newLive) {
            this.known = ItemFlags.with(known, ItemFlags.LIVENESS, ItemFlags.LIVE, newLive);
            return this;
        }

        /** Sets {@link Item#metrics()}. The map is copied, without values that are not finite. */
        public Builder metrics(Map<String, Double> newMetrics) {
            return metrics(MetricNames.of(newMetrics.keySet()).values(newMetrics));
        }

        /** Sets {@link Item#values()}. */
        public Builder metrics(MetricValues newMetrics) {
            this.metrics = newMetrics;
            return this;
        }

        /** Returns the item. */
        public Item build() {
            return new Item(this);
        }
    }
}
