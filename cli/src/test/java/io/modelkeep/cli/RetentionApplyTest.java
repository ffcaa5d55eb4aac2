package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Plans applied on the simulators of the services, which know what is there. */
@Timeout(60)
class RetentionApplyTest {

    @TempDir
    private Path folder;

    private final WandbTrainingSimulator wandb = WandbTrainingSimulator.start();
    private final WeaveSimulator weave = WeaveSimulator.start();
    private Path config;
    private Path plan;
    private Path audit;
    private String model;

    @BeforeEach
    void planned() throws IOException {
        List<String> lines = new ArrayList<>(List.of("weave.entity=team", "weave.project=models", "max-attempts=2"));
        Map.of("wandb-training", wandb, "weave", weave)
                .forEach((provider, simulator) -> SimulatorSettings.of(provider, simulator)
                        .forEach((key, value) -> lines.add(key + "=" + value)));
        lines.add("provider=wandb-training");
        config = Files.write(folder.resolve("modelkeep.properties"), lines);
        plan = folder.resolve("plan.json");
        audit = folder.resolve("plan.json.audit.jsonl");
        model = wandb.addModel("p", "m");
        wandb.addCheckpoints(model, 250);
        assertThat(run("plan {model} --keep-last 3 --keep-best val/reward:max:2 --keep-every 100 -f {plan}")
                        .code())
                .isZero();
        wandb.clearExchanges();
    }

    @AfterEach
    void close() {
        Stream.of(wandb, weave).forEach(Simulator::close);
    }

    @Test
    @DisplayName("what the plan deletes is gone, what it keeps is there, and the record agrees with it")
    void applied() {
        List<Long> kept = List.of(100L, 131L, 200L, 232L, 248L, 249L, 250L);

        Run run = run("apply {plan} --yes");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("243 DELETED\nrecorded in " + audit + "\n");
        assertThat(steps()).containsExactlyElementsOf(kept);
        Run verified = offline("verify {plan}");
        assertThat(verified.code()).isZero();
        assertThat(verified.out()).isEqualTo("the audit agrees with the plan: 1 execution, 243 DELETED\n");
    }

    @Test
    @DisplayName("a plan that was applied does nothing when it is applied again, and sends nothing")
    void twice() {
        run("apply {plan} --yes");
        wandb.clearExchanges();

        Run again = run("apply {plan} --yes");

        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("243 DELETED, of these 243 by an earlier execution");
        assertThat(wandb.exchanges()).isEmpty();
        assertThat(steps()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {250, 120})
    @DisplayName("a checkpoint that was saved again, kept or not, makes it 7, and nothing at all is deleted")
    void drift(long step) {
        wandb.addCheckpoint(model, step, Map.of("val/reward", 0.5));

        Run run = run("apply {plan} --yes");

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err())
                .hasLineCount(2)
                .contains(step + " of " + model, "nothing was deleted", "plan again: modelkeep retention plan");
        assertThat(run.out()).contains("243 NOT_ATTEMPTED");
        assertThat(steps()).hasSize(250);
        assertThat(wandb.exchanges()).noneMatch(exchange -> exchange.method().equals("DELETE"));
        Run verified = offline("verify {plan}");
        assertThat(verified.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(verified.out()).contains("243 planned deletions are not done");
    }

    @Test
    @DisplayName("new checkpoints are told and not touched")
    void newOnes() {
        wandb.addCheckpoints(model, 2);

        Run run = run("apply {plan} --yes");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("243 DELETED", "2 new, not in the plan and not touched");
        assertThat(steps()).hasSize(9).contains(251L, 252L);
    }

    @Test
    @DisplayName("a reply that is lost on the way hides nothing")
    void lostReply() {
        wandb.inject("delete-checkpoints", SimulatedFault.disconnect().applied());

        Run run = run("apply {plan} --yes");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("PRESUMED_DELETED");
        assertThat(steps()).hasSize(7);
    }

    @Test
    @DisplayName("nothing is deleted, and nothing asked, where nobody said yes")
    void unconfirmed() {
        Run nobody = run("apply {plan}");
        assertThat(nobody.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(nobody.err())
                .isEqualTo("modelkeep: a deletion without a terminal needs --yes: Delete 243 checkpoints of"
                        + " 1 run on wandb-training?; nothing was sent\n");

        Run no = new RunWith("n").run("apply {plan}");
        assertThat(no.code()).isEqualTo(ExitCode.REFUSED);

        assertThat(wandb.exchanges()).isEmpty();
        assertThat(audit).doesNotExist();

        Run yes = new RunWith("y").run("apply {plan}");
        assertThat(yes.code()).isZero();
        assertThat(yes.err()).startsWith("Delete 243 checkpoints of 1 run on wandb-training? [y/N] ");
        assertThat(steps()).hasSize(7);
    }

    @Test
    @DisplayName("one deletion alone is asked about too, and none is not")
    void unconfirmedSingle() {
        assertThat(run("plan {model} --keep-last 249 -f {folder}/one.json").code())
                .isZero();
        wandb.clearExchanges();

        Run nobody = run("apply {folder}/one.json");
        assertThat(nobody.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(nobody.err()).contains("needs --yes", "Delete 1 checkpoint of 1 run on wandb-training?");
        assertThat(new RunWith("").run("apply {folder}/one.json").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(wandb.exchanges()).isEmpty();
        assertThat(folder.resolve("one.json.audit.jsonl")).doesNotExist();

        assertThat(new RunWith("y").run("apply {folder}/one.json").code()).isZero();
        assertThat(steps()).hasSize(249).doesNotContain(1L);

        assertThat(run("plan {model} --keep-last 249 -f {folder}/none.json").code())
                .isZero();
        assertThat(run("apply {folder}/none.json").code()).isZero();
        assertThat(steps()).hasSize(249);
    }

    @Test
    @DisplayName("a second run on the same record is refused while the first one is at it")
    void locked() {
        try (AuditLog held = AuditLog.open(audit, "another run", Clock.systemUTC())) {
            Run run = run("apply {plan} --yes");

            assertThat(held.file()).isEqualTo(audit);
            assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).hasLineCount(1).contains(audit.toString());
        }
        assertThat(wandb.exchanges()).isEmpty();
        assertThat(run("apply {plan} --yes").code()).isZero();
    }

    @Test
    @DisplayName("a plan for another provider or another account is refused before any request")
    void otherStore() {
        Run weaves = run("-s provider=weave", "apply {plan} --yes");
        assertThat(weaves.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(weaves.err()).hasLineCount(1).contains("wandb-training", "weave");

        Run account = run("-s wandb-training.project=other", "apply {plan} --yes");
        assertThat(account.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(account.err()).hasLineCount(1).contains("other");

        assertThat(wandb.exchanges()).isEmpty();
        assertThat(weave.exchanges()).isEmpty();
    }

    @Test
    @DisplayName("a policy file holds the plan to that policy")
    void policy() throws IOException {
        Path policy = folder.resolve("policy");
        Files.writeString(policy, "keep-last=4");
        Run other = run("apply {plan} --yes --policy {folder}/policy");
        assertThat(other.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err()).hasLineCount(1).contains("keep-last=4");
        assertThat(wandb.exchanges()).isEmpty();

        Files.writeString(policy, "keep-every=100; keep-best=val/reward:max:2; keep-last=3");
        assertThat(run("apply {plan} --yes --policy {folder}/policy").code()).isZero();
    }

    @Test
    @DisplayName("a key that may not is 5, one that is not accepted too, and nothing is deleted")
    void denied() {
        Run wrong = run("-s wandb-training.api-key=nope", "apply {plan} --yes");
        assertThat(wrong.code()).isEqualTo(ExitCode.DENIED);
        assertThat(wrong.err()).hasLineCount(1).contains("api-key");

        wandb.forbid(model);
        Run forbidden = run("apply {plan} --yes");
        assertThat(forbidden.code()).isEqualTo(ExitCode.DENIED);
        assertThat(forbidden.err()).hasLineCount(1).contains("use a key with permission for this operation");
    }

    @Test
    @DisplayName("a training that is gone altogether is 4")
    void trainingGone() {
        String other = wandb.addModel("p", "other");
        wandb.addCheckpoints(other, 5);
        assertThat(run("plan " + other + " --keep-last 1 -f {folder}/other.json")
                        .code())
                .isZero();
        assertThat(Run.on(new FakeService())
                        .withoutEnvironment()
                        .command("-c", config.toString(), "models", "delete", other, "--yes")
                        .code())
                .isZero();

        Run run = run("apply {folder}/other.json --yes");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.out()).contains("4 NOT_ATTEMPTED");
    }

    @Test
    @DisplayName("json is one document with every id, jsonl a line each; the record can be put elsewhere")
    void json() throws IOException {
        wandb.inject("delete-checkpoints", SimulatedFault.status(403));
        JsonMapper mapper = JsonMapper.builder().build();

        Run stopped = run("-o json", "apply {plan} --yes --audit {folder}/elsewhere.jsonl");
        JsonNode document = mapper.readTree(stopped.out());
        assertThat(stopped.code()).isEqualTo(ExitCode.DENIED);
        assertThat(document.path("complete").asBoolean()).isFalse();
        assertThat(document.path("parts").path(0).path("results")).hasSize(243);
        assertThat(document.path("audit").asText())
                .isEqualTo(folder.resolve("elsewhere.jsonl").toString());
        assertThat(document.path("stoppedBy").path("error").asText()).isEqualTo("PermissionDeniedException");
        assertThat(audit).doesNotExist();

        Run resumed = run("-o jsonl", "apply {plan} --yes --audit {folder}/elsewhere.jsonl");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).hasLineCount(243);
        for (String line : resumed.out().lines().toList()) {
            JsonNode result = mapper.readTree(line);
            assertThat(result.path("parent").asText()).isEqualTo(model);
            assertThat(result.path("outcome").asText()).isEqualTo("DELETED");
        }
        JsonNode check = mapper.readTree(
                offline("-o json", "verify {plan} {folder}/elsewhere.jsonl").out());
        assertThat(check.path("passed").asBoolean()).isTrue();
        assertThat(check.path("runs").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("a record that was changed is 7, and so is one that deleted what the plan keeps")
    void damagedRecord() throws IOException {
        run("apply {plan} --yes");
        String record = Files.readString(audit);

        Files.writeString(audit, record.replace("\"120\"", "\"250\""));
        assertThat(offline("verify {plan}").code()).isEqualTo(ExitCode.REFUSED);

        Files.writeString(audit, "nothing\n" + record);
        assertThat(offline("verify {plan}").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run("apply {plan} --yes").code()).isEqualTo(ExitCode.REFUSED);

        Files.writeString(audit, "");
        Run none = offline("verify {plan}");
        assertThat(none.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(none.err()).contains("records no execution");
    }

    @Test
    @DisplayName("the report is a page of the plan, and of what became of it once it was applied")
    void report() throws IOException {
        Path page = folder.resolve("report.html");

        Run planned = offline("report {plan} -f {folder}/report.html");
        assertThat(planned.code()).isZero();
        assertThat(planned.out()).contains(page.toString());
        String before = Files.readString(page);
        assertThat(before).startsWith("<!").contains(model, "keep-last=3");

        run("apply {plan} --yes");
        assertThat(offline("report {plan} -f {folder}/report.html").code()).isZero();
        assertThat(Files.readString(page)).contains("deleted").isNotEqualTo(before);
        assertThat(offline("-o jsonl", "report {plan} -f {folder}/report.html --audit {plan}.audit.jsonl")
                        .out())
                .isEqualTo("{\"path\":\"" + page + "\"}\n");
    }

    @Test
    @DisplayName("the commands that the README shows work one after the other")
    void readme() throws IOException {
        Files.delete(plan);
        List<String> lines = Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(line -> line.startsWith("./modelkeep ") && line.contains(" retention "))
                .toList();
        assertThat(lines).hasSize(5);
        for (String line : lines) {
            Run run = Run.on(new FakeService())
                    .withoutEnvironment()
                    .command(line.substring("./modelkeep ".length())
                            .replace("MODEL", model)
                            .replace("modelkeep.properties", config.toString())
                            .replace("plan.json", plan.toString())
                            .replace("report.html", folder + "/report.html")
                            .split(" "));
            // W&B Training does not report states, which each plan notes.
            assertThat(run.err().lines())
                    .as(line)
                    .allMatch(note -> note.endsWith("not reported by the service, so not checked: the state"));
            assertThat(run.code()).as(line).isZero();
        }
        assertThat(steps()).hasSize(5);
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    @DisplayName("the oldest versions of a model go the same way")
    void versions() {
        weave.addModel("team", "models", "first");
        weave.addVersions("team", "models", "first", 9);
        List<String> digests = weave.versions("team", "models", "first").stream()
                .map(SimulatedVersion::digest)
                .toList();
        assertThat(run("-s provider=weave", "plan --versions first --keep-last 2 -f {folder}/versions.json")
                        .code())
                .isZero();

        Run run = run("-s provider=weave", "apply {folder}/versions.json --yes");

        assertThat(run.code()).isZero();
        assertThat(weave.versions("team", "models", "first"))
                .extracting(SimulatedVersion::digest)
                .containsExactlyElementsOf(digests.subList(8, 10));
    }

    private List<Long> steps() {
        return wandb.checkpoints(model).stream().map(SimulatedCheckpoint::step).toList();
    }

    private Run run(String line) {
        return run("", line);
    }

    private Run run(String options, String line) {
        return command(Run.on(new FakeService()).withoutEnvironment(), "-c " + config + " " + options, line);
    }

    /** Without a configuration. */
    private Run offline(String line) {
        return offline("", line);
    }

    private Run offline(String options, String line) {
        return command(Run.on(new FakeService()).withoutEnvironment(), options, line);
    }

    private Run command(Run run, String options, String line) {
        String text = options + " retention "
                + line.replace("{plan}", plan.toString())
                        .replace("{folder}", folder.toString())
                        .replace("{model}", model);
        return run.command(text.strip().split(" +"));
    }

    /** With somebody at a terminal who answers that. */
    private final class RunWith {

        private final String answer;

        RunWith(String answer) {
            this.answer = answer;
        }

        Run run(String line) {
            return command(Run.on(new FakeService()).withoutEnvironment().answering(answer), "-c " + config, line);
        }
    }
}
