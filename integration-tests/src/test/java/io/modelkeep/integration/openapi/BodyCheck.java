package io.modelkeep.integration.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds JSON bodies against their schemas. */
final class BodyCheck {

    private static final String JSON = "application/json";

    /** Of which a schema is that of a line. */
    private static final String JSON_LINES = "application/jsonl";

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Schemas schemas;

    BodyCheck(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Of a request, whose JSON objects may have no fields but those that the schema names. */
    List<String> requestViolations(ApiOperation operation, Exchange exchange) {
        DocumentNode requestBody = operation.node().get("requestBody");
        if (!requestBody.exists()) {
            return exchange.body().isEmpty() ? List.of() : List.of("the request has a body, and the operation none");
        }
        if (exchange.body().isEmpty()) {
            return requestBody.get("required").json().asBoolean() ? List.of("the request body is missing") : List.of();
        }
        List<String> types = exchange.header("Content-Type");
        if (types.size() != 1) {
            return List.of("the request body has " + types.size() + " content types");
        }
        DocumentNode content = requestBody.get("content");
        List<String> violations = new ArrayList<>(violations("request body", content, types.get(0), exchange.body()));
        if (violations.isEmpty()) {
            UnnamedFields.of(
                            parsed(exchange.body()).orElseThrow(),
                            content.get(JSON).get("schema"))
                    .forEach(place -> violations.add("request body " + place + " is not in the document"));
        }
        return violations;
    }

    /** Of an answer, which may have more fields than the schema names. */
    List<String> responseViolations(DocumentNode response, Exchange.Answer answer) {
        String what = "body of the " + answer.status();
        DocumentNode content = response.get("content");
        if (!content.exists()) {
            return answer.body().isEmpty() ? List.of() : List.of("there is a " + what + ", and none in the document");
        }
        return violations(what, content, answer.contentType().orElse(JSON), answer.body());
    }

    private List<String> violations(String what, DocumentNode content, String contentType, String body) {
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!content.get(mediaType).exists()) {
            return List.of(what + " is " + mediaType + ", which is not in the document");
        }
        DocumentNode schema = content.get(mediaType).get("schema");
        return switch (mediaType) {
            case JSON -> violations(what, schema, body);
            case JSON_LINES ->
                body.lines()
                        .flatMap(line -> violations("line in the " + what, schema, line).stream())
                        .toList();
            default -> throw new IllegalStateException("a body of type " + mediaType + " cannot be checked here");
        };
    }

    private List<String> violations(String what, DocumentNode schema, String body) {
        Optional<JsonNode> json = parsed(body);
        if (json.isEmpty()) {
            return List.of(what + " is not one JSON value");
        }
        return schemas.violations(schema, json.get()).stream()
                .map(violation -> what + " " + violation)
                .toList();
    }

    private static Optional<JsonNode> parsed(String body) {
        try {
            return Optional.of(STRICT.readTree(body)).filter(json -> !json.isMissingNode());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
