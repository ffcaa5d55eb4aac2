package io.modelkeep.integration.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in an OpenAPI document, there or not; what is read below it is read where its reference leads.
 *
 * @param root the whole document
 * @param pointer the place itself, as a JSON pointer, before any reference is followed
 */
record DocumentNode(JsonNode root, String pointer) {

    private static final int MOST_REFERENCES = 10;

    static DocumentNode rootOf(JsonNode document) {
        return new DocumentNode(document, "");
    }

    DocumentNode get(String name) {
        return new DocumentNode(root, target() + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    List<DocumentNode> items() {
        List<DocumentNode> items = new ArrayList<>();
        for (int i = 0; i < json().size(); i++) {
            items.add(get(Integer.toString(i)));
        }
        return items;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean exists() {
        return !json().isMissingNode();
    }

    JsonNode json() {
        return root.at(target());
    }

    String text() {
        return json().asText();
    }

    private String target() {
        String target = pointer;
        for (int i = 0; i < MOST_REFERENCES; i++) {
            JsonNode reference = root.at(target).path("$ref");
            if (!reference.isTextual()) {
                return target;
            }
            target = reference.textValue().substring(1);
            if (!reference.textValue().startsWith("#/") || root.at(target).isMissingNode()) {
                throw new IllegalStateException("the reference " + reference.textValue() + " leads nowhere");
            }
        }
        throw new IllegalStateException("the references from " + pointer + " do not end");
    }
}
