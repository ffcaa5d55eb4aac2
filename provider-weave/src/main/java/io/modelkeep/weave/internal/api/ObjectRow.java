package io.modelkeep.weave.internal.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelkeep.http.json.TimestampParser;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version of an object, as a row in an answer of the object query. */
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

    /** The alias that every object has. The service itself moves it. */
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

    /** Returns the class of the object, or else its kind, for messages. */
    public String what() {
        if (baseObjectClass != null) {
            return baseObjectClass;
        }
        return kind == null ? "object without a class" : kind;
    }

    /**
     * Returns whether {@code latest} denotes this version, or empty if the service does not say.
     *
     * <p>The service reads the flag and the alias separately. One of them may be out of date while {@code latest}
     * moves, so either is enough.
     */
    public Optional<Boolean> latest() {
        if (allAliases != null && allAliases.contains(LATEST)) {
            return Optional.of(true);
        }
        return Optional.ofNullable(isLatest)
                .filter(flag -> flag == 0 || flag == 1)
                .map(flag -> flag == 1);
    }

    /** Returns the aliases that users set, or empty if the service does not report aliases. */
    public Optional<List<String>> aliases() {
        return Optional.ofNullable(allAliases)
                .map(names ->
                        names.stream().filter(name -> !name.equals(LATEST)).toList());
    }

    public Optional<Instant> createdAt() {
        return TimestampParser.instant(createdAtText);
    }
}
