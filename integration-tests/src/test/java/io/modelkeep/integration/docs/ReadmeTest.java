package io.modelkeep.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages show is what there is. */
class ReadmeTest {

    private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

    @ParameterizedTest
    @CsvSource({"ReadmeExample, 0", "RetentionExample, 1"})
    void theExamplesAreThoseThatAreCompiled(String example, int place) throws IOException {
        String source = Files.readString(
                Pages.file("integration-tests/src/test/java/io/modelkeep/integration/docs/" + example + ".java"));
        String compiled =
                Pages.between(source, "// README begins", "// README ends").stripIndent();
        List<String> blocks = CODE.matcher(Pages.read("README.md"))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(2);
        String shown = blocks.get(place);
        assertThat(words(shown)).isEqualTo(words(compiled));
        assertThat(shown.lines().count()).isLessThanOrEqualTo(8);
    }

    /** The formatter decides where lines break and comments stand in the source. */
    private static String words(String code) {
        return code.replaceAll("//[^\n]*", "").replaceAll("\\s+", "");
    }

    @Test
    void theExampleDeletesWhatIsPoorAndNothingElse() {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start()) {
            String model = simulator.addModel("project", "agent");
            simulator.addCheckpoints(model, 150);
            List<Double> expected =
                    rewards(simulator, model).filter(reward -> reward >= 0.5).toList();
            DeleteReport<CheckpointId> report = ReadmeExample.keepTheBest(
                    Map.of(
                            "provider", "wandb-training",
                            "wandb-training.base-url", simulator.baseUrl().toString(),
                            "wandb-training.api-key", simulator.apiKey()),
                    model);
            assertThat(report.results()).hasSize(150 - expected.size()).isNotEmpty();
            assertThat(rewards(simulator, model)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void theExampleOfRetentionKeepsWhatMattersAndNothingElse(@TempDir Path folder) {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start()) {
            String model = simulator.addModel("project", "agent");
            simulator.addCheckpoints(model, 250);
            ExecutionReport report = RetentionExample.keepWhatMatters(
                    Map.of(
                            "provider", "wandb-training",
                            "wandb-training.base-url", simulator.baseUrl().toString(),
                            "wandb-training.api-key", simulator.apiKey()),
                    model,
                    folder);
            assertThat(report.summary()).isEqualTo(Map.of(DeleteOutcome.DELETED, 243L));
            assertThat(simulator.checkpoints(model))
                    .extracting(SimulatedCheckpoint::step)
                    .containsExactly(100L, 131L, 200L, 232L, 248L, 249L, 250L);
            RetentionPlan plan = RetentionPlan.read(folder.resolve("plan.json"));
            assertThat(AuditCheck.verify(plan, folder.resolve("audit.jsonl")).passed())
                    .isTrue();
        }
    }

    private static Stream<Double> rewards(WandbTrainingSimulator simulator, String model) {
        return simulator.checkpoints(model).stream()
                .map(SimulatedCheckpoint::metrics)
                .flatMap(metrics -> Stream.ofNullable(metrics.get("val/reward")));
    }

    @Test
    void theOneFileOpensEachProvider() throws IOException {
        Properties file = new Properties();
        file.load(new StringReader(Pages.between(Pages.read("README.md"), "```properties", "```")));
        for (String provider : List.of("wandb-training", "weave", "baseten")) {
            StoreConfig config = StoreConfig.builder()
                    .properties(file)
                    .set("provider", provider)
                    .environment(Map.of("WANDB_API_KEY", "unused", "BASETEN_API_KEY", "unused"))
                    .build();
            try (ModelkeepClient stores = ModelkeepClient.open(config)) {
                assertThat(stores.provider()).isEqualTo(provider);
            }
        }
    }

    @Test
    void everyLinkWithinTheProjectLeadsSomewhere() throws IOException {
        for (String page : pages()) {
            Matcher links = LINK.matcher(Pages.read(page));
            while (links.find()) {
                String target = links.group(1);
                if (!target.contains("://")) {
                    assertThat(Pages.file(page).resolveSibling(target))
                            .as(page + " links to " + target)
                            .exists();
                }
            }
        }
    }

    private static List<String> pages() throws IOException {
        Path root = Pages.file("");
        try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
            Stream<String> documents =
                    files.map(root::relativize).map(Path::toString).filter(name -> name.endsWith(".md"));
            return Stream.concat(
                            Stream.of(
                                    "README.md",
                                    "CONTRIBUTING.md",
                                    "SECURITY.md",
                                    "CHANGELOG.md",
                                    "simulators/README.md",
                                    "benchmarks/README.md",
                                    "benchmarks/peers/README.md"),
                            documents)
                    .toList();
        }
    }
}
