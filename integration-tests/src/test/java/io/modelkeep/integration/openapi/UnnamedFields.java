package io.modelkeep.integration.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds what a JSON value has and its schema does not name. To a schema that is no departure, and a service may well pass over
 * it; but what we send is meant to be read.
 */
final class UnnamedFields {

    private UnnamedFields() {}

    /** The places of these fields in the value. */
    static Stream<String> of(JsonNode value, DocumentNode schema) {
        return of(value, List.of(schema), "");
    }

    private static Stream<String> of(JsonNode value, List<DocumentNode> schemas, String place) {
        List<DocumentNode> candidates =
                schemas.stream().flatMap(UnnamedFields::alternatives).toList();
        if (value.isArray()) {
            List<DocumentNode> items = existing(candidates, "items");
            return IntStream.range(0, value.size())
                    .boxed()
                    .flatMap(index -> of(value.get(index), items, place + "/" + index));
        }
        if (!value.isObject() || candidates.stream().anyMatch(UnnamedFields::isOpen)) {
            return Stream.of();
        }
        return value.properties().stream().flatMap(field -> {
            List<DocumentNode> named = existing(existing(candidates, "properties"), field.getKey());
            String there = place + "/" + field.getKey();
            return named.isEmpty() ? Stream.of(there) : of(field.getValue(), named, there);
        });
    }

    private static Stream<DocumentNode> alternatives(DocumentNode schema) {
        DocumentNode anyOf = schema.get("anyOf");
        return anyOf.exists() ? anyOf.items().stream() : Stream.of(schema);
    }

    private static List<DocumentNode> existing(List<DocumentNode> nodes, String name) {
        return nodes.stream()
                .map(node -> node.get(name))
                .filter(DocumentNode::exists)
                .toList();
    }

    /** Whether a schema takes fields of any name. */
    private static boolean isOpen(DocumentNode schema) {
        JsonNode additional = schema.get("additionalProperties").json();
        return additional.isObject() || additional.asBoolean(false);
    }
}
