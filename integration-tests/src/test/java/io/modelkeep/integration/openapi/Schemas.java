package io.modelkeep.integration.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The schemas of one document, read in the dialect of OpenAPI 3.1, in which formats count. */
final class Schemas {

    /** A name for the document, so that references within it are found; nothing is fetched from there. */
    private static final String DOCUMENT = "https://modelkeep.invalid/openapi";

    private final SchemaRegistry registry;

    Schemas(JsonNode document) {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ENGLISH)
                .build();
        this.registry = SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemaRegistryConfig(config).schemas(Map.of(DOCUMENT, document.toString())));
    }

    /** What is wrong with a value, each with the place in it; a value that fits has an empty list. */
    List<String> violations(DocumentNode schema, JsonNode value) {
        Schema compiled = registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + schema.pointer()));
        return compiled.validate(value).stream()
                .map(error -> (error.getInstanceLocation() + " " + error.getMessage()).strip())
                .toList();
    }
}
