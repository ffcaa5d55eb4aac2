package io.modelkeep;

import io.modelkeep.errors.ConflictException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model to create. Immutable.
 *
 * <p>Providers take different fields: one that a provider needs and does not find, or finds and does not know, is refused
 * before any request.
 */
public final class ModelSpec {

    /** What to do when a model of that name exists. */
    public enum IfExists {
        /** Fail with {@link ConflictException}, where the service can tell; never repeated after a lost answer. */
        FAIL,
        /** Return the model that exists. */
        RETURN,
        /** Add a version to the model that exists. */
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

    /** A builder for a model of that name. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The model to train from, such as a Hugging Face path. */
    public Optional<String> baseModel() {
        return Optional.ofNullable(baseModel);
    }

    /** The source code to store. */
    public Optional<String> sourceCode() {
        return Optional.ofNullable(sourceCode);
    }

    /** What to say of it. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** Anything else to store with it. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** What to do when the name is taken; empty for the provider's own way, which is {@link IfExists#FAIL} where it can. */
    public Optional<IfExists> ifExists() {
        return Optional.ofNullable(ifExists);
    }

    @Override
    public String toString() {
        return "ModelSpec[" + name + "]";
    }

    /** Builds a {@link ModelSpec}; not thread-safe. */
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

        /** Sets {@link ModelSpec#attributes()}; the map is copied when the object is built. */
        public Builder attributes(Map<String, String> newAttributes) {
            this.attributes = newAttributes;
            return this;
        }

        /** Sets {@link ModelSpec#ifExists()}. */
        public Builder ifExists(IfExists newIfExists) {
            this.ifExists = newIfExists;
            return this;
        }

        /** The finished object. */
        public ModelSpec build() {
            return new ModelSpec(this);
        }
    }
}
