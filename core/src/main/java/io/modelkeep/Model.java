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
 * A model: an object with a name and an id that a provider stores. Immutable.
 *
 * <p>A field that the service does not report is empty. The library never fills in a value.
 */
public final class Model {

    /** Attribute: the base model from which the model was trained. */
    public static final String BASE_MODEL = "baseModel";

    /** Attribute: the team or user that owns the model. */
    public static final String ENTITY = "entity";

    /** Attribute: the project that contains the model. */
    public static final String PROJECT = "project";

    /** Attribute: the run that trains the model. */
    public static final String RUN_ID = "runId";

    /** Attribute: the description that users gave the model. */
    public static final String DESCRIPTION = "description";

    /** Attribute: the source code stored with the model. */
    public static final String SOURCE_CODE = "sourceCode";

    private final ModelId id;
    private final String name;
    private final @Nullable Instant createdAt;
    private final @Nullable RunId run;
    private final @Nullable Boolean live;
    private final Map<String, String> attributes;

    private Model(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.createdAt = builder.createdAt;
        this.run = builder.run;
        this.live = builder.live;
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
    }

    /** Creates a builder with the required id and name. */
    public static Builder builder(ModelId id, String name) {
        return new Builder(id, name);
    }

    /** Returns the id of the model. Deletions use this id. */
    public ModelId id() {
        return id;
    }

    /** Returns the name that users gave the model. */
    public String name() {
        return name;
    }

    /** Returns the time at which the model was created. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt);
    }

    /**
     * Returns the id of the training run that is the parent of the model's checkpoints. The value is empty if the model
     * has no such run.
     */
    public Optional<RunId> run() {
        return Optional.ofNullable(run);
    }

    /** Reports whether the model serves production now. */
    public Optional<Boolean> live() {
        return Optional.ofNullable(live);
    }

    /**
     * Returns further fields that the service reports, as text or JSON text. The names are constants of this class or
     * of the provider.
     */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Returns the same content as plain values, for JSON and for workflow engines. Absent fields are left out. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id.value());
        map.put("name", name);
        if (createdAt != null) {
            map.put("createdAt", createdAt.toString());
        }
        if (run != null) {
            map.put("run", run.value());
        }
        if (live != null) {
            map.put("live", live);
        }
        map.put("attributes", new LinkedHashMap<>(attributes));
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Model that
                && id.equals(that.id)
                && name.equals(that.name)
                && Objects.equals(createdAt, that.createdAt)
                && Objects.equals(run, that.run)
                && Objects.equals(live, that.live)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, createdAt, run, live, attributes);
    }

    @Override
    public String toString() {
        return SafeText.of("Model" + toMap(), 4096);
    }

    /** A builder of a {@link Model}. Not thread-safe. */
    public static final class Builder {

        private final ModelId id;
        private final String name;
        private @Nullable Instant createdAt;
        private @Nullable RunId run;
        private @Nullable Boolean live;
        private Map<String, String> attributes = Map.of();

        private Builder(ModelId id, String name) {
            this.id = Objects.requireNonNull(id, "id");
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Sets {@link Model#createdAt()}. */
        public Builder createdAt(Instant newCreatedAt) {
            this.createdAt = newCreatedAt;
            return this;
        }

        /** Sets {@link Model#run()}. */
        public Builder run(RunId newRun) {
            this.run = newRun;
            return this;
        }

        /** Sets {@link Model#live()}. */
        public Builder live(boolean newLive) {
            this.live = newLive;
            return this;
        }

        /** Sets {@link Model#attributes()}. The map is copied when the object is built. */
        public Builder attributes(Map<String, String> newAttributes) {
            this.attributes = newAttributes;
            return this;
        }

        /** Creates the object. */
        public Model build() {
            return new Model(this);
        }
    }
}
