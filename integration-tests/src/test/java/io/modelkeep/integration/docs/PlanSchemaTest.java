package io.modelkeep.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.testkit.memory.MemoryServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published schema of plans is that of the plans that are written. */
class PlanSchemaTest {

    private static final String DOCUMENT = "https://modelkeep.invalid/plan.schema.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void writtenPlansAreOfThePublishedSchema() throws IOException {
        try (MemoryServer server = new MemoryServer();
                ModelkeepClient stores = ModelkeepClient.open(server.config())) {
            ModelId model = server.addModel("m");
            RunId run = new RunId(model.value());
            for (int step = 0; step < 20; step++) {
                server.addCheckpoint(run, step, step % 3 == 0 ? Map.of() : Map.of("loss", 1.0 / (1 + step)));
                server.addVersion(model);
            }
            RetentionPlan plan = new RetentionPlanner(
                            RetentionPolicy.parse("keep-last=2; keep=7,nowhere; protect=3; metric=loss"))
                    .plan(List.of(
                            RetentionTarget.checkpoints(stores, run),
                            RetentionTarget.checkpoints(stores, new RunId("training-99")),
                            RetentionTarget.versions(stores, model)));
            assertThat(plan.totals().deleted()).isPositive();
            assertThat(plan.parts().get(1).problem()).isPresent();

            ByteArrayOutputStream written = new ByteArrayOutputStream();
            plan.write(written);
            List<JsonNode> lines = new ArrayList<>();
            for (String line :
                    written.toString(StandardCharsets.US_ASCII).lines().toList()) {
                lines.add(JSON.readTree(line));
            }

            assertThat(lines).hasSizeGreaterThan(40);
            for (JsonNode line : lines) {
                assertThat(violations(line)).as(line.toString()).isEmpty();
            }
            ObjectNode item = (ObjectNode) lines.get(2);
            item.remove("reasons");
            item.put("surprise", 1);
            assertThat(violations(item)).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static List<String> violations(JsonNode line) throws IOException {
        String text = Pages.read("docs/plan.schema.json");
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ENGLISH)
                .build();
        Schema schema = SchemaRegistry.withDefaultDialect(
                        Dialects.getDraft202012(),
                        builder -> builder.schemaRegistryConfig(config).schemas(Map.of(DOCUMENT, text)))
                .getSchema(SchemaLocation.of(DOCUMENT));
        return schema.validate(line).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }
}
