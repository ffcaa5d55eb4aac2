package io.modelkeep.integration.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the path and the query of a request against the parameters of its operation; other places are not known here. */
final class ParameterCheck {

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Set<String> CHECKABLE = Set.of("string", "integer", "null");

    private final Schemas schemas;

    ParameterCheck(Schemas schemas) {
        this.schemas = schemas;
    }

    List<String> violations(ApiOperation operation, Exchange exchange) {
        List<String> violations = new ArrayList<>();
        Map<String, List<String>> path = new LinkedHashMap<>();
        operation
                .path()
                .match(exchange.path())
                .orElseThrow()
                // Only in a query is a plus sign a blank.
                .forEach((name, value) -> path.put(name, List.of(value.replace("+", "%2B"))));
        check("path", path, operation, violations);
        check("query", query(exchange.query().orElse("")), operation, violations);
        return violations;
    }

    private static Map<String, List<String>> query(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Stream.of(query.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            int equals = pair.indexOf('=');
            values.computeIfAbsent(equals < 0 ? pair : pair.substring(0, equals), name -> new ArrayList<>())
                    .add(equals < 0 ? "" : pair.substring(equals + 1));
        });
        return values;
    }

    private void check(String place, Map<String, List<String>> sent, ApiOperation operation, List<String> violations) {
        Map<String, List<String>> left = new LinkedHashMap<>(sent);
        for (DocumentNode parameter : operation.parameters(place)) {
            String name = parameter.get("name").text();
            String what = place + " parameter " + name;
            List<String> values = left.remove(name);
            if (values == null) {
                if (parameter.get("required").json().asBoolean()) {
                    violations.add(what + " is missing");
                }
            } else if (values.size() > 1 && array(parameter.get("schema")).isEmpty()) {
                violations.add(what + " is given " + values.size() + " times");
            } else {
                checkValues(what, parameter.get("schema"), values, violations);
            }
        }
        left.keySet().forEach(name -> violations.add(place + " parameter " + name + " is not in the document"));
    }

    private void checkValues(String what, DocumentNode schema, List<String> encoded, List<String> violations) {
        List<String> texts = new ArrayList<>();
        for (String value : encoded) {
            try {
                texts.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                violations.add(what + " is not percent-encoded");
                return;
            }
        }
        schemas.violations(schema, value(texts, schema))
                .forEach(violation -> violations.add(what + " = " + String.join(", ", texts) + ": " + violation));
    }

    private static JsonNode value(List<String> texts, DocumentNode schema) {
        Optional<DocumentNode> array = array(schema);
        if (array.isEmpty()) {
            return value(texts.get(0), schema);
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        texts.forEach(text -> items.add(value(text, array.get().get("items"))));
        return items;
    }

    /** A text that is no value of its type stays a text, so that the schema refuses it; no text is null. */
    private static JsonNode value(String text, DocumentNode schema) {
        Set<String> types = alternatives(schema).stream()
                .map(alternative -> alternative.get("type").text())
                .collect(Collectors.toSet());
        if (!CHECKABLE.containsAll(types)) {
            throw new IllegalStateException("no parameter of type " + types + " can be checked here");
        }
        return types.contains("integer") && INTEGER.matcher(text).matches()
                ? BigIntegerNode.valueOf(new BigInteger(text))
                : TextNode.valueOf(text);
    }

    /** What says how a parameter may be repeated, each time with one item. */
    private static Optional<DocumentNode> array(DocumentNode schema) {
        return alternatives(schema).stream()
                .filter(alternative -> alternative.get("type").text().equals("array"))
                .findFirst();
    }

    private static List<DocumentNode> alternatives(DocumentNode schema) {
        DocumentNode anyOf = schema.get("anyOf");
        return anyOf.exists() ? anyOf.items() : List.of(schema);
    }
}
