package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of files whose pages are shorter than requested, or change while they are read. */
class FilePagesTest {

    private static final PageRequest FIRST = PageRequest.first();

    private final Connection baseten = new Connection();
    private final String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
    private final String checkpoint = baseten.simulator.addLoopsCheckpoint(run, "step-100", "sampler", 0);
    private final Map<String, String> contents = new TreeMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void shortPages() {
        baseten.simulator.limitFilePages(2);
    }

    @AfterEach
    void close() {
        baseten.close();
    }

    private void addFiles(String owner, String prefix) {
        for (int i = 0; i < 5; i++) {
            contents.put("part-" + i, baseten.simulator.addFile(owner, prefix + "part-" + i, 10 + i));
        }
    }

    private void download(RunId training, String id) throws IOException {
        List<Path> files = baseten.stores.checkpoints().download(training, new CheckpointId(id), folder);
        assertThat(files).hasSize(contents.size());
        Map<String, String> downloaded = new TreeMap<>();
        for (Path file : files) {
            downloaded.put(folder.relativize(file).toString(), Files.readString(file));
        }
        assertThat(downloaded).isEqualTo(contents);
    }

    private List<String> streamed(RunId training, String id) {
        return baseten.stores
                .checkpoints()
                .streamFiles(training, new CheckpointId(id), FIRST)
                .map(CheckpointFile::path)
                .sorted()
                .toList();
    }

    @Test
    void everyPageIsDownloadedThoughShorterThanRequested() throws IOException {
        addFiles(checkpoint, "");
        download(Connection.run(run), checkpoint);
        assertThat(baseten.asked("list-loops-files")).isEqualTo(3);
        assertThat(streamed(Connection.run(run), checkpoint)).containsExactlyElementsOf(contents.keySet());
    }

    @Test
    void theFilesOfAJobsCheckpointAreFoundOnEveryPage() throws IOException {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        baseten.simulator.addJobCheckpoint(job, "step-1", "lora", 0);
        baseten.simulator.addFile(job, "step-10/part-9", 3);
        addFiles(job, "step-1/");
        for (int i = 0; i < 4; i++) {
            baseten.simulator.addFile(job, "another/part-" + i, 3);
        }
        download(Connection.job(project, job), "step-1");
        assertThat(baseten.asked("list-job-files")).isEqualTo(5);
        assertThat(streamed(Connection.job(project, job), "step-1")).containsExactlyElementsOf(contents.keySet());
    }

    @ParameterizedTest
    @CsvSource({"404", "400", "422", "409"})
    void anErrorBehindTheFirstPageSaysNothingOfTheCheckpoint(int status) throws IOException {
        addFiles(checkpoint, "");
        SimulatedFault lost = SimulatedFault.answer(status, "application/json", "{\"message\":\"no such page\"}");
        String token = baseten.stores
                .checkpoints()
                .listFiles(Connection.run(run), new CheckpointId(checkpoint), FIRST)
                .nextToken()
                .orElseThrow();
        baseten.simulator.inject("list-loops-files", lost);
        assertThatThrownBy(() -> baseten.stores
                        .checkpoints()
                        .listFiles(Connection.run(run), new CheckpointId(checkpoint), FIRST.withToken(token)))
                .isInstanceOf(ListChangedException.class);
        baseten.simulator.injectOnCall("list-loops-files", 2, lost);
        download(Connection.run(run), checkpoint);
        assertThat(baseten.simulator.unconsumedFaults()).isEmpty();
    }

    @Test
    void aListThatChangesUnderEveryWalkIsNotDownloaded() {
        addFiles(checkpoint, "");
        for (int call = 2; call <= 8; call += 2) {
            baseten.simulator.injectOnCall(
                    "list-loops-files", call, SimulatedFault.answer(404, "application/json", "{\"message\":\"no\"}"));
        }
        assertThatThrownBy(() -> download(Connection.run(run), checkpoint)).isInstanceOf(ListChangedException.class);
        assertThat(baseten.asked("list-loops-files"))
                .as("one walk and three restarts")
                .isEqualTo(8);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void onTheFirstPageAnErrorIsAboutTheCheckpoint() {
        baseten.simulator.inject(
                "list-loops-files",
                SimulatedFault.answer(404, "application/json", "{\"message\":\"no such checkpoint\"}"));
        assertThatThrownBy(() -> streamed(Connection.run(run), checkpoint)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aServerThatBeginsAgainIsNoticed() {
        addFiles(checkpoint, "");
        baseten.simulator.injectOnCall(
                "list-loops-files",
                2,
                SimulatedFault.answer(
                        200,
                        "application/json",
                        "{\"presigned_urls\":[{\"relative_file_name\":\"part-0\"},{\"relative_file_name\":\"part-1\"}],"
                                + "\"next_page_token\":2,\"total_count\":5}"));
        assertThatThrownBy(() -> streamed(Connection.run(run), checkpoint))
                .isInstanceOf(MalformedResponseException.class);
    }
}
