package io.modelkeep;

import io.modelkeep.errors.ConflictException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A description of a model to create. Immutable.
 *
 * <p>Providers accept different fields. If a required field is missing or a field is unknown to the provider, the call
 * is refused before any request.
 */
public final class ModelSpec {

    /** The action to take if a model of that name exists. */
    public enum IfExists {
        /**
         * Throws {@link ConflictException}, if the service can report the conflict. The request is never retried after
         * a lost answer.
         */
        FAIL,
        /** Returns the existing model. */
        RETURN,
        /** Adds a version to the existing model. */
        ADD_VERSION
    }

    private final String name;
    private final @Nullable String baseModel;
    private final @Nullable String sourceCode;
    private final @Nullable String description;
    private final Map<String, String> attributes;
    private final @Nullable IfExists ifExists;

    private ModelSpec(Builder builder) {
        this.name = builder.name;
        this.baseModel = builder.baseModel;
        this.sourceCode = builder.sourceCode;
        this.description = builder.description;
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
        this.ifExists = builder.ifExists;
    }

    /** Creates a builder for a model of that name. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the base model to train from, such as a Hugging Face path. */
    public Optional<String> baseModel() {
        return Optional.ofNullable(baseModel);
    }

    /** Returns the source code to store. */
    public Optional<String> sourceCode() {
        return Optional.ofNullable(sourceCode);
    }

    /** Returns the description of the model. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** Returns further fields to store with the model. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /**
     * Returns the action to take if the name is taken. The value is empty for the provider's default, which is {@link
     * IfExists#FAIL} if the provider supports it.
     */
    public Optional<IfExists> ifExists() {
        return Optional.ofNullable(ifExists);
    }

    @Override
    public String toString() {
        return "ModelSpec[" + name + "]";
    }

    /** A builder of a {@link ModelSpec}. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private @Nullable String baseModel;
        private @Nullable String sourceCode;
        private @Nullable String description;
        private Map<String, String> attributes = Map.of();
        private @Nullable IfExists ifExists;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Sets {@link ModelSpec#baseModel()}. */
        public Builder baseModel(String newBaseModel) {
            this.baseModel = newBaseModel;
            return this;
        }

        /** Sets {@link ModelSpec#sourceCode()}. */
        public Builder sourceCode(String newSourceCode) {
            this.sourceCode = newSourceCode;
            return this;
        }

        /** Sets {@link ModelSpec#description()}. */
        public Builder description(String newDescription) {
            this.description = newDescription;
            return this;
        }

        /** Sets {@link ModelSpec#attributes()}. The map is copied when the object is built. */
        public Builder attributes(Map<String, String> newAttributes) {
            this.attributes = newAttributes;
            return this;
        }

        /** Sets {@link ModelSpec#ifExists()}. */
        public Builder ifExists(IfExists newIfExists) {
            this.ifExists = newIfExists;
            return this;
        }

        /** Creates the object. */
        public ModelSpec build() {
            return new ModelSpec(this);
        }
    }
}
