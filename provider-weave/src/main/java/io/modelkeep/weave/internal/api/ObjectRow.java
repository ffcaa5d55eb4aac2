package io.modelkeep.weave.internal.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelkeep.http.json.TimestampParser;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of one object, as the object query answers it. */
public record ObjectRow(
        @JsonProperty(value = "project_id", required = true) String projectId,

        @JsonProperty(value = "object_id", required = true) String objectId,

        @JsonProperty(value = "digest", required = true) String digest,
        @JsonProperty("version_index") @Nullable Long versionIndex,
        @JsonProperty("is_latest") @Nullable Long isLatest,
        @JsonProperty("created_at") @Nullable String createdAtText,
        @JsonProperty("deleted_at") @Nullable String deletedAtText,
        @JsonProperty("kind") @Nullable String kind,

        @JsonProperty(value = "base_object_class", required = true) @Nullable String baseObjectClass,

        @JsonProperty("leaf_object_class") @Nullable String leafObjectClass,
        @JsonProperty("wb_user_id") @Nullable String user,
        @JsonProperty("tags") @Nullable List<String> tags,
        @JsonProperty("aliases") @Nullable List<String> allAliases) {

    /** The base class of every model. */
    static final String MODEL = "Model";

    /** The one alias that every object has; the service moves it itself. */
    private static final String LATEST = "latest";

    public ObjectRow {
        Objects.requireNonNull(projectId, "project_id");
        Objects.requireNonNull(objectId, "object_id");
        Objects.requireNonNull(digest, "digest");
        tags = tags == null ? null : List.copyOf(tags);
        allAliases = allAliases == null ? null : List.copyOf(allAliases);
    }

    public boolean isModel() {
        return MODEL.equals(baseObjectClass) && (kind == null || kind.equals("object"));
    }

    /** What it is, in a word. */
    public String what() {
        if (baseObjectClass != null) {
            return baseObjectClass;
        }
        return kind == null ? "object without a class" : kind;
    }

    /**
     * Whether this is what {@code latest} means to the service; empty where it does not say. The flag and the alias come from
     * two reads of the service, and one of them may be older while {@code latest} moves: either counts.
     */
    public Optional<Boolean> latest() {
        if (allAliases != null && allAliases.contains(LATEST)) {
            return Optional.of(true);
        }
        return Optional.ofNullable(isLatest)
                .filter(flag -> flag == 0 || flag == 1)
                .map(flag -> flag == 1);
    }

    /** The aliases that users set; empty where the service does not report any. */
    public Optional<List<String>> aliases() {
        return Optional.ofNullable(allAliases)
                .map(names ->
                        names.stream().filter(name -> !name.equals(LATEST)).toList());
    }

    public Optional<Instant> createdAt() {
        return TimestampParser.instant(createdAtText);
    }
}
