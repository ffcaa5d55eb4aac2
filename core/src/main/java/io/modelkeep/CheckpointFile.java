package io.modelkeep;

import io.modelkeep.spi.SafeText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file of a checkpoint. Immutable.
 *
 * <p>The address it is downloaded from is not part of it, for that works like a credential; {@link CheckpointStore#download}
 * asks for a fresh one.
 */
public final class CheckpointFile {

    private final String path;
    private final @Nullable Long sizeBytes;
    private final Map<String, String> attributes;

    private CheckpointFile(Builder builder) {
        this.path = builder.path;
        this.sizeBytes = builder.sizeBytes;
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
    }

    /** A builder with what is always known. */
    public static Builder builder(String path) {
        return new Builder(path);
    }

    /** Its place below the checkpoint, with {@code /} between the parts. */
    public String path() {
        return path;
    }

    /** Its size in bytes. */
    public OptionalLong sizeBytes() {
        return sizeBytes == null ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
    }

    /** What else the service says, as text or JSON text; the names are constants of the provider. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** The same as plain values, absent fields left out: for JSON and for workflow engines. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", path);
        if (sizeBytes != null) {
            map.put("sizeBytes", sizeBytes);
        }
        if (!attributes.isEmpty()) {
            map.put("attributes", new LinkedHashMap<>(attributes));
        }
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CheckpointFile that
                && path.equals(that.path)
                && Objects.equals(sizeBytes, that.sizeBytes)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, sizeBytes, attributes);
    }

    @Override
    public String toString() {
        return SafeText.of("CheckpointFile" + toMap(), 4096);
    }

    /** Builds a {@link CheckpointFile}; not thread-safe. */
    public static final class Builder {

        private final String path;
        private @Nullable Long sizeBytes;
        private Map<String, String> attributes = Map.of();

        private Builder(String path) {
            this.path = Objects.requireNonNull(path, "path");
        }

        /** Sets {@link CheckpointFile#sizeBytes()}. */
        public Builder sizeBytes(long newSizeBytes) {
            this.sizeBytes = newSizeBytes;
            return this;
        }

        /** Sets {@link CheckpointFile#attributes()}; the map is copied when the object is built. */
        public Builder attributes(Map<String, String> newAttributes) {
            this.attributes = newAttributes;
            return this;
        }

        /** The finished object. */
        public CheckpointFile build() {
            return new CheckpointFile(this);
        }
    }
}
