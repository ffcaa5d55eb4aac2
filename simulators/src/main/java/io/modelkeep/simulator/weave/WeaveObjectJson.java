package io.modelkeep.simulator.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of versions in the answers of W&amp;B Weave. */
final class WeaveObjectJson {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> SYSTEM_FIELDS =
            List.of("_type", "_class_name", "_bases", "name", "description", "files");
    private static final String USER_ID = "VXNlcjox";

    /** The optional parts of a version that a request asks for. */
    record Wanted(boolean metadataOnly, boolean storageSize, Labels labels) {}

    /** The treatment of tags and aliases in an answer. */
    enum Labels {
        INCLUDED,
        LEFT_OUT,
        /** The fields are unknown to an older server. */
        UNKNOWN
    }

    private WeaveObjectJson() {}

    /** Returns a time as pydantic writes it, with six digits of a second or none. */
    static String time(Instant time) {
        return (time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? SECONDS : MICROSECONDS).format(time);
    }

    /** Returns a version as the object routes show it. */
    static Map<String, @Nullable Object> object(String project, WeaveRow row, Wanted wanted) {
        WeaveContent content = row.content();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("project_id", project);
        json.put("object_id", row.objectId());
        json.put("created_at", time(row.createdAt()));
        json.put("deleted_at", null);
        json.put("digest", content.digest());
        json.put("version_index", row.versionIndex());
        json.put("is_latest", row.isLatest() ? 1 : 0);
        json.put("kind", content.kind());
        json.put("base_object_class", content.baseObjectClass());
        json.put("leaf_object_class", content.leafObjectClass());
        json.put("val", wanted.metadataOnly() ? Map.of() : content.val());
        json.put("wb_user_id", USER_ID);
        json.put("size_bytes", wanted.storageSize() ? content.sizeBytes() : null);
        if (wanted.labels() != Labels.UNKNOWN) {
            json.put("tags", wanted.labels() == Labels.INCLUDED ? row.tags() : null);
            json.put("aliases", wanted.labels() == Labels.INCLUDED ? row.aliases() : null);
        }
        return json;
    }

    /** Returns a version as the model routes show it, under the digest or alias that was requested. */
    static Map<String, @Nullable Object> model(WeaveRow row, String digest, String sourceCode) {
        JsonNode val = row.content().val();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("object_id", row.objectId());
        json.put("digest", digest);
        json.put("version_index", row.versionIndex());
        json.put("created_at", time(row.createdAt()));
        json.put("name", val.path("name").asText(row.objectId()));
        json.put("description", val.path("description").textValue());
        json.put("source_code", sourceCode);
        ObjectNode attributes = val.<ObjectNode>deepCopy().without(SYSTEM_FIELDS);
        json.put("attributes", attributes.isEmpty() ? null : attributes);
        return json;
    }

    static Map<String, @Nullable Object> deletedVersion(WeaveRow row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("digest", row.content().digest());
        json.put("base_object_class", row.content().baseObjectClass());
        json.put("leaf_object_class", row.content().leafObjectClass());
        return json;
    }
}
