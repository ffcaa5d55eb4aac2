package io.modelkeep;

import io.modelkeep.spi.SafeText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A training run: the parent of a set of checkpoints, such as a W&amp;B Training model or a Baseten run or job.
 * Immutable.
 *
 * <p>A field that the service does not report is empty. The library never fills in a value.
 */
public final class TrainingRun {

    private final RunId id;
    private final @Nullable String name;
    private final @Nullable Instant createdAt;
    private final @Nullable String state;
    private final Map<String, String> attributes;

    private TrainingRun(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.createdAt = builder.createdAt;
        this.state = builder.state;
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
    }

    /** Creates a builder with the required id. */
    public static Builder builder(RunId id) {
        return new Builder(id);
    }

    /** Returns the id by which the run's checkpoints are listed and deleted. */
    public RunId id() {
        return id;
    }

    /** Returns the name that users gave the run. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Returns the time at which the run was created. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt);
    }

    /** Returns the state in the service's own word. The set of words is not closed. */
    public Optional<String> state() {
        return Optional.ofNullable(state);
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
        if (name != null) {
            map.put("name", name);
        }
        if (createdAt != null) {
            map.put("createdAt", createdAt.toString());
        }
        if (state != null) {
            map.put("state", state);
        }
        map.put("attributes", new LinkedHashMap<>(attributes));
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainingRun that
                && id.equals(that.id)
                && Objects.equals(name, that.name)
                && Objects.equals(createdAt, that.createdAt)
                && Objects.equals(state, that.state)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, createdAt, state, attributes);
    }

    @Override
    public String toString() {
        return SafeText.of("TrainingRun" + toMap(), 4096);
    }

    /** A builder of a {@link TrainingRun}. Not thread-safe. */
    public static final class Builder {

        private final RunId id;
        private @Nullable String name;
        private @Nullable Instant createdAt;
        private @Nullable String state;
        private Map<String, String> attributes = Map.of();

        private Builder(RunId id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        /** Sets {@link TrainingRun#name()}. */
        public Builder name(String newName) {
            this.name = newName;
            return this;
        }

        /** Sets {@link TrainingRun#createdAt()}. */
        public Builder createdAt(Instant newCreatedAt) {
            this.createdAt = newCreatedAt;
            return this;
        }

        /** Sets {@link TrainingRun#state()}. */
        public Builder state(String newState) {
            this.state = newState;
            return this;
        }

        /** Sets {@link TrainingRun#attributes()}. The map is copied when the object is built. */
        public Builder attributes(Map<String, String> newAttributes) {
            this.attributes = newAttributes;
            return this;
        }

        /** Creates the object. */
        public TrainingRun build() {
            return new TrainingRun(this);
        }
    }
}
