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
 * <p>The download address is not included, because it works like a credential. {@link CheckpointStore#download}
 * requests a fresh address.
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

    /** Creates a builder with the required path. */
    public static Builder builder(String path) {
        return new Builder(path);
    }

    /** Returns the path of the file below the checkpoint, with {@code /} between the parts. */
    public String path() {
        return path;
    }

    /** Returns the size in bytes. */
    public OptionalLong sizeBytes() {
        return sizeBytes == null ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
    }

    /**
     * Returns further fields that the service reports, as text or JSON text. The names are constants of the provider.
     */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Returns the same content as plain values, for JSON and for workflow engines. Absent fields are left out. */
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

    /** A builder of a {@link CheckpointFile}. Not thread-safe. */
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

        /** Sets {@link CheckpointFile#attributes()}. The map is copied when the object is built. */
        public Builder attributes(Map<String, String> newAttributes) {
            this.attributes = newAttributes;
            return this;
        }

        /** Creates the object. */
        public CheckpointFile build() {
            return new CheckpointFile(this);
        }
    }
}
