package io.modelkeep.weave.internal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The request and response bodies of {@link WeaveApi}. Fields that decide an outcome, an identity or paging are
 * required. All others are optional.
 */
public final class WeaveJson {

    /** The field of the object query that requests tags and aliases. Older servers do not know it. */
    static final String ALIASES = "include_tags_and_aliases";

    private WeaveJson() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CreateModel(
            @JsonProperty("name") String name,
            @JsonProperty("source_code") String sourceCode,
            @JsonProperty("description") @Nullable String description,
            @JsonProperty("attributes") @Nullable Map<String, String> attributes) {}

    public record CreatedModel(
            @JsonProperty(value = "digest", required = true) String digest,

            @JsonProperty(value = "object_id", required = true)
            String objectId,

            @JsonProperty("version_index") @Nullable Long versionIndex,
            @JsonProperty("model_ref") @Nullable String modelRef) {

        public CreatedModel {
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(objectId, "object_id");
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QueryObjects(
            @JsonProperty("project_id") String projectId,
            @JsonProperty("filter") Filter filter,
            @JsonProperty("limit") int limit,
            @JsonProperty("offset") int offset,
            @JsonProperty("sort_by") List<SortBy> sortBy,
            @JsonProperty("metadata_only") boolean metadataOnly,
            @JsonProperty(ALIASES) @Nullable Boolean aliases) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Filter(
            @JsonProperty("base_object_classes") @Nullable List<String> baseObjectClasses,
            @JsonProperty("object_ids") @Nullable List<String> objectIds,
            @JsonProperty("latest_only") @Nullable Boolean latestOnly) {}

    record SortBy(
            @JsonProperty("field") String field,
            @JsonProperty("direction") String direction) {}

    public record ObjectList(
            @JsonProperty(value = "objs", required = true) List<ObjectRow> objs) {

        public ObjectList {
            // Also rejects a null among the rows, which would be a version without an identity.
            objs = List.copyOf(objs);
        }
    }

    /**
     * A request to delete an object. Without digests, it deletes all versions. An empty list of digests is never sent,
     * because the service reads it as all versions.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeleteObject(
            @JsonProperty("project_id") String projectId,
            @JsonProperty("object_id") String objectId,
            @JsonProperty("digests") @Nullable List<String> digests) {

        public DeleteObject {
            if (digests != null && digests.isEmpty()) {
                throw new IllegalArgumentException("an empty list of digests is never sent");
            }
        }
    }

    public record Deleted(
            @JsonProperty(value = "num_deleted", required = true)
            BigInteger numDeleted,

            @JsonProperty("deleted_versions") @Nullable List<DeletedVersion> deletedVersions) {

        public Deleted {
            deletedVersions = deletedVersions == null ? null : List.copyOf(deletedVersions);
            Objects.requireNonNull(numDeleted, "num_deleted");
        }

        /** Returns the count, limited to the range of {@code long}, so that a count that is too high stays too high. */
        public long count() {
            if (numDeleted.bitLength() < Long.SIZE) {
                return numDeleted.longValue();
            }
            return numDeleted.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }

        /** Returns the digests that the service names, or empty if it names none, as older servers do. */
        public Optional<Set<String>> digests() {
            return Optional.ofNullable(deletedVersions)
                    .map(versions ->
                            versions.stream().map(DeletedVersion::digest).collect(Collectors.toUnmodifiableSet()));
        }

        /** Returns whether the service names a deleted object that is not a version of a model. */
        public boolean namesOtherThanModels() {
            return deletedVersions != null && deletedVersions.stream().anyMatch(DeletedVersion::isOtherThanModel);
        }
    }

    record DeletedVersion(
            @JsonProperty(value = "digest", required = true) String digest,
            @JsonProperty("base_object_class") @Nullable String baseObjectClass) {

        DeletedVersion {
            Objects.requireNonNull(digest, "digest");
        }

        boolean isOtherThanModel() {
            return baseObjectClass != null && !baseObjectClass.equals(ObjectRow.MODEL);
        }
    }
}
