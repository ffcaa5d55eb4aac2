package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.baseten.SimulatedDeployment;
import io.modelkeep.simulator.baseten.SimulatedLoopsCheckpoint;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real providers on the simulators of their services, all from one configuration file that names Baseten. */
@Timeout(60)
class ServicesTest {

    @TempDir
    private Path folder;

    private final WandbTrainingSimulator wandb = WandbTrainingSimulator.start();
    private final WeaveSimulator weave = WeaveSimulator.start();
    private final BasetenSimulator baseten = BasetenSimulator.start();
    private Path file;
    private String model;
    private String training;
    private List<String> checkpoints;
    private List<String> digests;

    @BeforeEach
    void services() throws IOException {
        List<String> lines = new ArrayList<>(List.of("weave.entity=team", "weave.project=models", "max-attempts=2"));
        Map.of("wandb-training", wandb, "weave", weave, "baseten", baseten)
                .forEach((provider, simulator) -> SimulatorSettings.of(provider, simulator)
                        .forEach((key, value) -> lines.add(key + "=" + value)));
        lines.add("provider=baseten");
        file = Files.write(folder.resolve("modelkeep.properties"), lines);

        model = baseten.addModel("first");
        baseten.addModel("second");
        String run = baseten.addRun("Qwen/Qwen3");
        training = "loops:" + run;
        checkpoints = baseten.addLoopsCheckpoints(run, 3);
        weave.addModel("team", "models", "first");
        digests = weave.addVersions("team", "models", "first", 4);
    }

    @AfterEach
    void close() {
        Stream.of(wandb, weave, baseten).forEach(Simulator::close);
    }

    @Test
    @DisplayName("one option swaps the provider, and everything else stays as it is")
    void swap() {
        String trained = wandb.addModel("p", "m");
        wandb.addCheckpoints(trained, 2);

        assertThat(command("-o jsonl checkpoints list " + training).out()).hasLineCount(3);
        assertThat(command("-s provider=wandb-training -o jsonl checkpoints list " + trained)
                        .out())
                .hasLineCount(2);
        assertThat(command("models list").out()).contains("first", "second");
        assertThat(command("models list -s provider=weave").out())
                .contains("first", "entity=team")
                .hasLineCount(2);
    }

    @ParameterizedTest
    @CsvSource({
        "weave, checkpoints list t1, checkpoint list",
        "weave, checkpoints files t1 1, checkpoint files",
        "weave, checkpoints download t1 1, checkpoint files",
        "weave, runs list, run list",
        "wandb-training, models list, model list",
        "wandb-training, versions list m1, version list",
        "wandb-training, versions delete m1 v1 --yes, version delete",
        "wandb-training, runs list, run list",
        "baseten, models create name=a, model create",
        "baseten, checkpoints list loops:r --order asc, checkpoint order"
    })
    @DisplayName("what a provider cannot do is 7, by name, before any request")
    void unsupported(String provider, String line, String capability) {
        Run run = command("-s provider=" + provider + " " + line);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("does not support " + capability
                        + "; to list the capabilities of each provider, run: modelkeep providers");
        assertThat(run.out()).isEmpty();
        assertThat(wandb.exchanges()).isEmpty();
        assertThat(weave.exchanges()).isEmpty();
        assertThat(baseten.exchanges()).isEmpty();
    }

    @Test
    @DisplayName("what can be done with other ids alone says with which")
    void unsupportedForThisId() {
        Run run = command("checkpoints delete job:p:j checkpoint-40 --yes");

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err())
                .isEqualTo(
                        "modelkeep: baseten: delete checkpoints of job:p:j: checkpoints of a training job cannot be"
                                + " deleted: they go with the job; only those of Loops runs, loops:RUN_ID, can; nothing was sent\n");
        assertThat(baseten.exchanges()).isEmpty();
    }

    @Test
    @DisplayName("where there is no name filter, the way to a model by its id is shown")
    void noNameFilter() {
        Run run = command("-s provider=weave models list --name first");

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("does not support model name filter")
                .endsWith("modelkeep models get first\n");
        assertThat(weave.exchanges()).isEmpty();
    }

    @Test
    @DisplayName("a team that is not there is told by its key")
    void unknownTeam() {
        Run run = command("-s baseten.team=nope models list");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("there is no such team; check baseten.team", "check the configuration")
                .doesNotContain("check the id");
    }

    @Test
    @DisplayName("a model that cannot be created so is told with the fields as they are written here")
    void creationFields() {
        for (String line : List.of(
                "-s provider=weave models create name=a",
                "-s provider=weave models create name=a source-code=b if-exists=fail",
                "-s provider=wandb-training -s wandb-training.project=p models create name=a",
                "-s provider=wandb-training -s wandb-training.project=p models create name=a base-model=b"
                        + " if-exists=add-version")) {
            Run run = command(line);

            assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err())
                    .hasLineCount(1)
                    .contains("source-code", "base-model", "if-exists must be fail, return or add-version");
        }
    }

    @Test
    @DisplayName("a name finds the models of that name alone")
    void byName() {
        assertThat(command("-o jsonl models list --name first").out())
                .hasLineCount(1)
                .startsWith("{\"id\":\"" + model + "\"");
        assertThat(command("-o json models list --name third").out()).isEqualTo("[]\n");
        assertThat(command("models list --name=").code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    @DisplayName("a model in production goes with --force only")
    void production() {
        baseten.promote(model, baseten.deployments(model).get(0).id());

        Run refused = command("models delete --yes " + model);
        assertThat(refused.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(refused.out()).contains("REFUSED");
        assertThat(refused.err())
                .hasLineCount(1)
                .contains("it serves production")
                .endsWith("--force does that\n");
        assertThat(baseten.models()).contains(model);

        Run accepted = command("-o json models delete --yes --force " + model);
        assertThat(accepted.code()).isZero();
        assertThat(accepted.out())
                .contains("{\"id\":\"" + model + "\",\"outcome\":\"DELETED\"}", "\"cascade\":{\"deployments\":1}");
        assertThat(baseten.models()).doesNotContain(model);
    }

    @Test
    @DisplayName("a reply that is lost on the way does not hide what a deletion of versions did")
    void lostReply() {
        weave.inject("delete-versions", SimulatedFault.disconnect().applied());

        Run run = command(
                "-s provider=weave -o json versions delete first --yes -- " + digests.get(0) + " " + digests.get(1));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\"model\":\"first\"", "\"summary\":{\"PRESUMED_DELETED\":2}");
        assertThat(weave.versions("team", "models", "first"))
                .hasSize(3)
                .extracting(SimulatedVersion::digest)
                .doesNotContain(digests.get(0), digests.get(1));
    }

    @Test
    @DisplayName("deployments are deleted as versions, and what the service refuses is told")
    void deployments() {
        baseten.addDeployments(model, 2);
        List<String> deployments =
                baseten.deployments(model).stream().map(SimulatedDeployment::id).toList();
        baseten.promote(model, deployments.get(2));

        Run run = command("versions delete --yes " + model + " " + deployments.get(0) + " " + deployments.get(2));

        assertThat(run.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(run.out()).contains(deployments.get(2) + " REFUSED", "1 DELETED, 1 REFUSED");
        assertThat(baseten.deployments(model))
                .extracting(SimulatedDeployment::id)
                .containsExactly(deployments.get(1), deployments.get(2));
    }

    @Test
    @DisplayName("nothing is deleted, and nothing asked, without a yes")
    void unconfirmed() {
        for (String line : List.of(
                "versions delete " + model + " d1",
                "models delete --force " + model,
                "checkpoints delete " + training + " " + checkpoints.get(0))) {
            Run run = command(line);

            assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).contains("--yes").endsWith("nothing was sent\n");
        }
        assertThat(baseten.exchanges()).isEmpty();
    }

    @Test
    @DisplayName("checkpoints of a run are deleted by their ids")
    void checkpoints() {
        Run run = command("checkpoints delete --yes " + training + " " + checkpoints.get(0));

        assertThat(run.out()).isEqualTo("1 DELETED\n");
        assertThat(baseten.loopsCheckpoints(training.substring("loops:".length())))
                .extracting(SimulatedLoopsCheckpoint::id)
                .containsExactlyElementsOf(checkpoints.subList(1, 3));
        assertThat(wandb.models()).isEmpty();
    }

    @Test
    @DisplayName("trainings are listed as the other commands take them, on all pages")
    void runs() {
        String project = baseten.addProject("p");
        String job = baseten.addJob(project);
        baseten.addJobCheckpoint(job, "checkpoint-1", "lora", 10);

        assertThat(command("-o jsonl runs list").out())
                .hasLineCount(2)
                .contains("{\"id\":\"" + training + "\"", "{\"id\":\"job:" + project + ":" + job + "\"");
        assertThat(command("-o jsonl runs list --limit 1").out()).hasLineCount(1);
        assertThat(command("-o jsonl checkpoints list job:" + project + ":" + job)
                        .out())
                .hasLineCount(1);
    }

    @Test
    @DisplayName("versions are listed over all pages, and no page is asked for beyond the limit")
    void versionPages() {
        weave.addVersions("team", "models", "first", 245);

        assertThat(command("-s provider=weave -o jsonl versions list first").out())
                .hasLineCount(250);
        weave.clearExchanges();
        assertThat(command("-s provider=weave -o jsonl versions list first --limit 150")
                        .out())
                .hasLineCount(150)
                .contains("\"number\":149,")
                .doesNotContain("\"number\":150,");
        assertThat(weave.exchanges()).hasSize(2);
    }

    @Test
    @DisplayName(
            "the files of a checkpoint are listed and downloaded as they are, and the key stays out of the storage")
    void download() throws IOException {
        String config = baseten.addFile(checkpoints.get(0), "adapter_config.json", 300);
        String weights = baseten.addFile(checkpoints.get(0), "rank-0/adapter_model.safetensors", 100_000);
        Path there = folder.resolve("a new/folder");
        String ids = training + " " + checkpoints.get(0);

        assertThat(command("-o jsonl checkpoints files " + ids).out())
                .hasLineCount(2)
                .contains("{\"path\":\"adapter_config.json\",\"sizeBytes\":300,");
        Run run = Run.on(new FakeService())
                .withoutEnvironment()
                .command(
                        "-c",
                        file.toString(),
                        "checkpoints",
                        "download",
                        training,
                        checkpoints.get(0),
                        "-d",
                        there.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out().lines().skip(1))
                .containsExactlyInAnyOrder(
                        there.resolve("adapter_config.json").toString(),
                        there.resolve("rank-0/adapter_model.safetensors").toString());
        assertThat(there.resolve("adapter_config.json")).hasContent(config);
        assertThat(there.resolve("rank-0/adapter_model.safetensors")).hasContent(weights);
        assertThat(baseten.storageExchanges())
                .extracting(RecordedExchange::headers)
                .noneMatch(headers -> headers.containsKey("Authorization"));
    }

    @Test
    @DisplayName("a download into what is no directory is 8; of what is not there 4")
    void failedDownloads() throws IOException {
        baseten.addFile(checkpoints.get(0), "adapter_config.json", 300);

        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        Map.of(
                        file,
                        file + " is a file and not a directory",
                        file.resolve("sub/folder"),
                        file + " is a file and not a directory",
                        dangling,
                        dangling + " is a dangling link and not a directory")
                .forEach((directory, problem) -> {
                    Run run =
                            command("checkpoints download " + training + " " + checkpoints.get(0) + " -d " + directory);
                    assertThat(run.code()).isEqualTo(ExitCode.SERVICE);
                    assertThat(run.err()).isEqualTo("modelkeep: " + problem + "; choose another with -d\n");
                });
        assertThat(command("checkpoints download " + training + " nothing -d " + folder)
                        .code())
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    private Run command(String line) {
        List<String> args = new ArrayList<>(List.of("-c", file.toString()));
        args.addAll(List.of(line.split(" ")));
        return Run.on(new FakeService()).withoutEnvironment().command(args.toArray(String[]::new));
    }
}
