package io.modelkeep.simulator.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelkeep.simulator.exchange.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a version with the digest, size, kind and classes that W&amp;B Weave derives from it.
 *
 * @param val the content, never changed after construction
 * @param baseObjectClass the base class, null for an op
 */
record WeaveContent(
        JsonNode val,
        String digest,
        int sizeBytes,
        boolean isOp,
        @Nullable String baseObjectClass,
        @Nullable String leafObjectClass) {
    static final String SOURCE_FILE = "obj.py";

    static WeaveContent of(JsonNode val) {
        String text = JsonText.write(val);
        return new WeaveContent(
                val,
                digest(text),
                text.getBytes(StandardCharsets.UTF_8).length,
                val.path("_type").asText().equals("CustomWeaveType")
                        && val.path("weave_type").path("type").asText().equals("Op"),
                baseObjectClass(val),
                val.path("_class_name").textValue());
    }

    static ObjectNode model(String name, @Nullable String description, String fileDigest) {
        ObjectNode val = instance("Model", List.of("Object", "BaseModel"), name, description);
        val.putObject("files").put(SOURCE_FILE, fileDigest);
        return val;
    }

    /** Returns a model as the Python SDK publishes it, with a user-defined class and without source code. */
    static ObjectNode sdkModel(String name) {
        return instance("SdkModel", List.of("Model", "Object", "BaseModel"), name, null);
    }

    static ObjectNode object(String baseObjectClass, String name) {
        return instance(baseObjectClass, List.of("Object", "BaseModel"), name, null);
    }

    static ObjectNode op(String fileDigest) {
        ObjectNode val = JsonNodeFactory.instance.objectNode().put("_type", "CustomWeaveType");
        val.putObject("weave_type").put("type", "Op");
        val.putObject("files").put(SOURCE_FILE, fileDigest);
        return val;
    }

    private static ObjectNode instance(
            String className, List<String> bases, String name, @Nullable String description) {
        ObjectNode val = JsonNodeFactory.instance.objectNode();
        val.put("_type", className).put("_class_name", className);
        bases.forEach(val.putArray("_bases")::add);
        return val.put("name", name).put("description", description);
    }

    /**
     * Returns a digest of forty-three letters and digits: SHA-256 in base64url with letters in place of the two other
     * signs.
     */
    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            return encoded.replace('-', 'X').replace('_', 'Y');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    private static @Nullable String baseObjectClass(JsonNode val) {
        JsonNode bases = val.path("_bases");
        int count = bases.size();
        boolean isObject = count >= 2
                && bases.get(count - 2).asText().equals("Object")
                && bases.get(count - 1).asText().equals("BaseModel");
        if (!isObject) {
            return null;
        }
        return count > 2
                ? bases.get(count - 3).textValue()
                : val.path("_class_name").textValue();
    }

    String kind() {
        return isOp ? "op" : "object";
    }
}
