package io.modelkeep.weave;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelkeep.http.Timestamps;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of one object, as the object query answers it. */
record ObjectRow(
        @JsonProperty(value = "object_id", required = true) String objectId,

        @JsonProperty(value = "digest", required = true) String digest,
        @JsonProperty("version_index") @Nullable Long versionIndex,
        @JsonProperty("created_at") @Nullable String createdAtText,
        @JsonProperty("deleted_at") @Nullable String deletedAtText,
        @JsonProperty("kind") @Nullable String kind,

        @JsonProperty(value = "base_object_class", required = true) @Nullable String baseObjectClass,

        @JsonProperty("leaf_object_class") @Nullable String leafObjectClass,
        @JsonProperty("wb_user_id") @Nullable String user) {

    /** The base class of every model. */
    static final String MODEL = "Model";

    ObjectRow {
        Objects.requireNonNull(objectId, "object_id");
        Objects.requireNonNull(digest, "digest");
    }

    boolean isModel() {
        return MODEL.equals(baseObjectClass) && (kind == null || kind.equals("object"));
    }

    /** What it is, in a word. */
    String what() {
        if (baseObjectClass != null) {
            return baseObjectClass;
        }
        return kind == null ? "object without a class" : kind;
    }

    Optional<Instant> createdAt() {
        return Timestamps.instant(createdAtText);
    }
}
