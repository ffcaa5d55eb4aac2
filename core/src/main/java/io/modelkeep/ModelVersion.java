package io.modelkeep;

import io.modelkeep.spi.SafeText;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version: one fixed state of a model, such as a Weave version or a Baseten deployment. Immutable.
 *
 * <p>A field that the service does not report is empty. The library never fills in a value.
 */
public final class ModelVersion {

    private final VersionId id;
    private final ModelId model;
    private final @Nullable Long number;
    private final @Nullable Instant createdAt;
    private final @Nullable String state;
    private final ItemState itemState;
    private final @Nullable Boolean live;
    private final @Nullable Boolean latest;
    private final @Nullable Set<String> aliases;
    private final @Nullable Set<String> tags;
    private final Map<String, String> attributes;

    private ModelVersion(Builder builder) {
        this.id = builder.id;
        this.model = builder.model;
        this.number = builder.number;
        this.createdAt = builder.createdAt;
        this.state = builder.state;
        this.itemState = builder.itemState;
        this.live = builder.live;
        this.latest = builder.latest;
        this.aliases = copy(builder.aliases);
        this.tags = copy(builder.tags);
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
    }

    private static @Nullable Set<String> copy(@Nullable Collection<String> words) {
        return words == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(words));
    }

    /** Creates a builder with the required ids. */
    public static Builder builder(VersionId id, ModelId model) {
        return new Builder(id, model);
    }

    /** Returns the id of the version. Deletions use this id. */
    public VersionId id() {
        return id;
    }

    /** Returns the id of the model that this version belongs to. */
    public ModelId model() {
        return model;
    }

    /** Returns the number of the version within the model, from 0. */
    public OptionalLong number() {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** Returns the time at which the version was created. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt);
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

    /** Reports whether the version serves production or another environment now. */
    public Optional<Boolean> live() {
        return Optional.ofNullable(live);
    }

    /**
     * Reports whether the service marks this version as "latest". The marked version does not always have the highest
     * number. A service may move the mark back to an older version.
     */
    public Optional<Boolean> latest() {
        return Optional.ofNullable(latest);
    }

    /**
     * Returns the aliases by which users load this version, without "latest". The value is empty if the service does
     * not report aliases.
     */
    public Optional<Set<String>> aliases() {
        return Optional.ofNullable(aliases);
    }

    /** Returns the tags that users gave this version. The value is empty if the service does not report tags. */
    public Optional<Set<String>> tags() {
        return Optional.ofNullable(tags);
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
        map.put("model", model.value());
        if (number != null) {
            map.put("number", number);
        }
        if (createdAt != null) {
            map.put("createdAt", createdAt.toString());
        }
        if (state != null) {
            map.put("state", state);
        }
        if (itemState != ItemState.UNKNOWN) {
            map.put("itemState", itemState.name());
        }
        if (live != null) {
            map.put("live", live);
        }
        if (latest != null) {
            map.put("latest", latest);
        }
        if (aliases != null) {
            map.put("aliases", List.copyOf(aliases));
        }
        if (tags != null) {
            map.put("tags", List.copyOf(tags));
        }
        map.put("attributes", new LinkedHashMap<>(attributes));
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelVersion that
                && id.equals(that.id)
                && model.equals(that.model)
                && Objects.equals(number, that.number)
                && Objects.equals(createdAt, that.createdAt)
                && Objects.equals(state, that.state)
                && itemState == that.itemState
                && Objects.equals(live, that.live)
                && Objects.equals(latest, that.latest)
                && Objects.equals(aliases, that.aliases)
                && Objects.equals(tags, that.tags)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, model, number, createdAt, state, itemState, live, latest, aliases, tags, attributes);
    }

    @Override
    public String toString() {
        return SafeText.of("ModelVersion" + toMap(), 4096);
    }

    /** A builder of a {@link ModelVersion}. Not thread-safe. */
    public static final class Builder {

        private final VersionId id;
        private final ModelId model;
        private @Nullable Long number;
        private @Nullable Instant createdAt;
        private @Nullable String state;
        private ItemState itemState = ItemState.UNKNOWN;
        private @Nullable Boolean live;
        private @Nullable Boolean latest;
        private @Nullable Collection<String> aliases;
        private @Nullable Collection<String> tags;
        private Map<String, String> attributes = Map.of();

        private Builder(VersionId id, ModelId model) {
            this.id = Objects.requireNonNull(id, "id");
            this.model = Objects.requireNonNull(model, "model");
        }

        /** Sets {@link ModelVersion#number()}. */
        public Builder number(long newNumber) {
            this.number = newNumber;
            return this;
        }

        /** Sets {@link ModelVersion#createdAt()}. */
        public Builder createdAt(Instant newCreatedAt) {
            this.createdAt = newCreatedAt;
            return this;
        }

        /** Sets {@link ModelVersion#state()}. */
        public Builder state(String newState) {
            this.state = newState;
            return this;
        }

        /** Sets {@link ModelVersion#itemState()}. */
        public Builder itemState(ItemState newItemState) {
            this.itemState = Objects.requireNonNull(newItemState, "itemState");
            return this;
        }

        /** Sets {@link ModelVersion#live()}. */
        public Builder live(boolean newLive) {
            this.live = newLive;
            return this;
        }

        /** Sets {@link ModelVersion#latest()}. */
        public Builder latest(boolean newLatest) {
            this.latest = newLatest;
            return this;
        }

        /** Sets {@link ModelVersion#aliases()}. The collection is copied when the object is built. */
        public Builder aliases(Collection<String> newAliases) {
            this.aliases = newAliases;
            return this;
        }

        /** Sets {@link ModelVersion#tags()}. The collection is copied when the object is built. */
        public Builder tags(Collection<String> newTags) {
            this.tags = newTags;
            return this;
        }

        /** Sets {@link ModelVersion#attributes()}. The map is copied when the object is built. */
        public Builder attributes(Map<String, String> newAttributes) {
            this.attributes = newAttributes;
            return this;
        }

        /** Creates the object. */
        public ModelVersion build() {
            return new ModelVersion(this);
        }
    }
}
