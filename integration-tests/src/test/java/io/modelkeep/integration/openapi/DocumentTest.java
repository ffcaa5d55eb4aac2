package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.openapiparser.OpenApiParser;
import io.openapiparser.OpenApiResult;
import io.openapiparser.ValidationErrorTextBuilder;
import io.openapiprocessor.jackson.JacksonConverter;
import io.openapiprocessor.jsonschema.reader.UriReader;
import io.openapiprocessor.jsonschema.schema.DocumentLoader;
import io.openapiprocessor.jsonschema.schema.DocumentStore;
import io.openapiprocessor.jsonschema.schema.SchemaStore;
import io.openapiprocessor.jsonschema.validator.Validator;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each document is OpenAPI 3.1, and holds together. */
class DocumentTest {

    @ParameterizedTest
    @ValueSource(strings = {"wandb-training", "weave", "baseten"})
    @Retention(RetentionPolicy.RUNTIME)
    @interface EachDocument {}

    private final JsonNode sample = json("wandb-training");
    private final Schema metaschema = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31())
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private static JsonNode json(String provider) {
        return ApiDocument.read(ApiDocument.location(provider));
    }

    /** What the OpenAPI schema has against a document. */
    private static List<String> complaints(JsonNode json) {
        Object values = new ObjectMapper().convertValue(json, Map.class);
        DocumentLoader loader = new DocumentLoader(new UriReader(), new JacksonConverter());
        OpenApiResult result =
                new OpenApiParser(new DocumentStore(), loader).parse(URI.create("memory:/document"), values);
        SchemaStore schemas = new SchemaStore(loader);
        // Without the dialect of the OpenAPI schema, everything counts as valid.
        schemas.registerDraft202012();
        boolean valid = result.validate(new Validator(), schemas);
        List<String> complaints = result.getValidationErrors().stream()
                .map(new ValidationErrorTextBuilder()::getText)
                .toList();
        assertThat(valid).isEqualTo(complaints.isEmpty());
        return complaints;
    }

    @EachDocument
    void itIsValidOpenApi(String provider) {
        JsonNode json = json(provider);
        assertThat(json.get("openapi").textValue()).startsWith("3.1.");
        assertThat(complaints(json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', info",
        "/info, version",
        "/components/parameters/ModelId, in",
        "/components/responses/Refusal, description",
        "/components/securitySchemes/bearer, type",
        "/paths/~1v1~1health/get/responses/200, description"
    })
    void withoutARequiredFieldItWouldNotBe(String pointer, String field) {
        JsonNode damaged = sample.deepCopy();
        assertThat(((ObjectNode) damaged.at(pointer)).remove(field)).isNotNull();
        assertThat(complaints(damaged)).isNotEmpty();
    }

    @EachDocument
    void itsSchemasAreValidJsonSchema(String provider) {
        JsonNode json = json(provider);
        assertThat(json.at("/components/schemas"))
                .allSatisfy(schema -> assertThat(metaschema.validate(schema)).isEmpty());
        assertThat(json.findValues("schema"))
                .allSatisfy(schema -> assertThat(metaschema.validate(schema)).isEmpty());
    }

    @Test
    void schemaWithAnUnknownType_isRefused() {
        ObjectNode damaged = sample.at("/components/schemas/CheckpointPage").deepCopy();
        ((ObjectNode) damaged.at("/properties/data/items")).put("type", "int");
        assertThat(metaschema.validate(damaged)).isNotEmpty();
    }

    @EachDocument
    void eachReferenceLeadsSomewhereAndStandsAlone(String provider) {
        JsonNode json = json(provider);
        List<JsonNode> holders = json.findParents("$ref");
        assertThat(holders).isNotEmpty().allSatisfy(holder -> {
            assertThat(holder.size()).isEqualTo(1);
            assertThat(json.at(holder.get("$ref").textValue().substring(1)).isMissingNode())
                    .isFalse();
        });
    }

    @EachDocument
    void eachComponentIsUsed(String provider) {
        JsonNode json = json(provider);
        DocumentNode components = DocumentNode.rootOf(json).get("components");
        List<String> references = json.findValuesAsText("$ref");
        Stream.of("parameters", "responses", "schemas")
                .forEach(kind -> assertThat(components.get(kind).names())
                        .allSatisfy(name -> assertThat(references).contains("#/components/" + kind + "/" + name)));
    }

    @EachDocument
    void eachExampleFitsItsSchema(String provider) {
        ApiDocument document = ApiDocument.of(provider);
        List<DocumentNode> examples = document.operations().stream()
                .map(operation -> operation.node().get("responses").get("200").get("content"))
                .flatMap(content -> content.names().stream().map(content::get))
                .filter(media -> media.get("example").exists())
                .toList();
        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(media -> assertThat(document.schemas()
                                .violations(
                                        media.get("schema"),
                                        media.get("example").json()))
                        .isEmpty());
    }

    @EachDocument
    void eachGapOfAPathIsARequiredParameter(String provider) {
        assertThat(ApiDocument.of(provider).operations()).isNotEmpty().allSatisfy(operation -> {
            List<String> gaps = operation.path().match(operation.path().toString()).orElseThrow().keySet().stream()
                    .toList();
            assertThat(operation.parameters("path"))
                    .allSatisfy(parameter -> assertThat(
                                    parameter.get("required").json().asBoolean())
                            .isTrue())
                    .extracting(parameter -> parameter.get("name").text())
                    .isEqualTo(gaps);
        });
    }

    @EachDocument
    void operationsHaveDistinctIds(String provider) {
        assertThat(ApiDocument.of(provider).operations())
                .extracting(ApiOperation::id)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void aReferenceThatLeadsNowhereOrInCirclesIsSaidToDoSo() {
        ObjectNode broken = new ObjectMapper().createObjectNode();
        broken.putObject("lost").put("$ref", "#/nothing");
        broken.putObject("circle").put("$ref", "#/circle");
        DocumentNode root = DocumentNode.rootOf(broken);
        assertThatThrownBy(() -> root.get("lost").json()).hasMessageContaining("leads nowhere");
        assertThatThrownBy(() -> root.get("circle").json()).hasMessageContaining("do not end");
    }
}
