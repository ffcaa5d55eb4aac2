package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of checkpoints, through pages by offset. */
class FilesTest {

    private static final PageRequest FIRST = PageRequest.first();

    private final Connection baseten = new Connection();
    private final String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
    private final String checkpoint = baseten.simulator.addLoopsCheckpoint(run, "step-100", "sampler", 0);

    @AfterEach
    void close() {
        baseten.close();
    }

    private Page<CheckpointFile> list(PageRequest page) {
        return baseten.stores.checkpoints().listFiles(Connection.run(run), new CheckpointId(checkpoint), page);
    }

    static List<String> walk(Connection baseten, RunId training, String checkpoint, PageRequest start) {
        List<String> paths = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(start);
        while (next.isPresent()) {
            Page<CheckpointFile> page =
                    baseten.stores.checkpoints().listFiles(training, new CheckpointId(checkpoint), next.get());
            page.items().forEach(file -> paths.add(file.path()));
            next = page.nextToken().map(start::withToken);
        }
        return paths;
    }

    private void answer(String body) {
        baseten.simulator.inject("list-loops-files", SimulatedFault.answer(200, "application/json", body));
    }

    @Test
    void aFileSaysWhereItBelongsAndHowLargeItIs() {
        baseten.simulator.addFile(checkpoint, "rank-3/weights.bin", 12);
        assertThat(list(FIRST).items()).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("rank-3/weights.bin");
            assertThat(file.sizeBytes()).hasValue(12);
            assertThat(file.attributes())
                    .containsEntry(BasetenAttributes.NODE_RANK, "3")
                    .containsKey(BasetenAttributes.LAST_MODIFIED);
            assertThat(file.toString()).doesNotContain("http");
        });
    }

    @Test
    void aFileNeedsNoMoreThanAName() {
        answer("{\"presigned_urls\":[{\"relative_file_name\":\"a\"}]}");
        assertThat(list(FIRST).items()).singleElement().satisfies(file -> {
            assertThat(file.sizeBytes()).isEmpty();
            assertThat(file.attributes()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"presigned_urls\":[],\"next_page_token\":1000,\"total_count\":5}",
                "{\"presigned_urls\":[{\"relative_file_name\":\"a\"}],\"next_page_token\":0,\"total_count\":5}",
                "{\"presigned_urls\":[{\"relative_file_name\":\"a\"}],\"next_page_token\":-1,\"total_count\":5}",
                "{\"presigned_urls\":[{\"relative_file_name\":\"a\"}],\"next_page_token\":null,\"total_count\":2}",
                "{\"presigned_urls\":[{\"relative_file_name\":\"a\"}],\"next_page_token\":null,\"total_count\":0}",
                "{\"presigned_urls\":[{\"relative_file_name\":\"a\"}],\"next_page_token\":2,\"total_count\":3}",
                "{\"presigned_urls\":[{\"relative_file_name\":\"a\"},{\"relative_file_name\":\"b\"}],"
                        + "\"next_page_token\":1,\"total_count\":3}",
                "{\"presigned_urls\":[{\"relative_file_name\":\"a\"},{\"relative_file_name\":\"a\"}],\"total_count\":2}",
                "{\"presigned_urls\":[{\"relative_file_name\":\"a\",\"size_bytes\":-1}],\"total_count\":1}",
                "{\"presigned_urls\":[{\"relative_file_name\":\"../a\"}],\"total_count\":1}",
                "{\"presigned_urls\":[{\"url\":\"https://a/b\"}],\"total_count\":1}",
                "{\"total_count\":0}"
            })
    void unusablePage_isMalformed(String body) {
        answer(body);
        assertThatThrownBy(() -> list(FIRST)).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void filesDeletedDuringTheRead_endTheList() {
        for (int i = 0; i < 3; i++) {
            baseten.simulator.addFile(checkpoint, "part-" + i, 1);
        }
        PageRequest one = FIRST.withSize(1);
        PageRequest next = one.withToken(list(one).nextToken().orElseThrow());
        answer("{\"presigned_urls\":[{\"relative_file_name\":\"part-2\"}],\"total_count\":2}");
        assertThatThrownBy(() -> list(next)).isInstanceOf(ListChangedException.class);
        assertThat(list(next).items()).hasSize(1);
    }

    @Test
    void aTokenIsOfOneCheckpoint() {
        String other = baseten.simulator.addLoopsCheckpoint(run, "step-200", "sampler", 7);
        for (int i = 0; i < 3; i++) {
            baseten.simulator.addFile(checkpoint, "part-" + i, 1);
            baseten.simulator.addFile(other, "part-" + i, 1);
        }
        String token = list(FIRST.withSize(1)).nextToken().orElseThrow();
        baseten.simulator.clearExchanges();
        assertThatThrownBy(() -> baseten.stores
                        .checkpoints()
                        .listFiles(Connection.run(run), new CheckpointId(other), FIRST.withToken(token)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> list(FIRST.withToken("2"))).isInstanceOf(InvalidRequestException.class);
        assertThat(baseten.asked()).isEmpty();
    }

    @Test
    void ofAnAbsentCheckpointThereAreNoFilesToList() {
        assertThatThrownBy(() ->
                        baseten.stores.checkpoints().listFiles(Connection.run(run), new CheckpointId("absent1"), FIRST))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void anEmptyListIsBelievedOnlyOfACheckpointThatIsThere() {
        assertThat(list(FIRST).items()).isEmpty();
        answer("{\"presigned_urls\":[],\"total_count\":0}");
        assertThatThrownBy(() ->
                        baseten.stores.checkpoints().listFiles(Connection.run(run), new CheckpointId("absent1"), FIRST))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void anEmptyListIsNotBelievedOfACheckpointThatHasBytes() {
        String full = baseten.simulator.addLoopsCheckpoint(run, "step-200", "sampler", 7);
        assertThatThrownBy(() ->
                        baseten.stores.checkpoints().listFiles(Connection.run(run), new CheckpointId(full), FIRST))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("7 bytes");
    }

    @Test
    void theLastPageEndsWithTheNumberOfFilesThatItAnnounces() {
        for (int i = 0; i < 3; i++) {
            baseten.simulator.addFile(checkpoint, "part-" + i, 1);
        }
        PageRequest two = FIRST.withSize(2);
        PageRequest next = two.withToken(list(two).nextToken().orElseThrow());
        answer("{\"presigned_urls\":[{\"relative_file_name\":\"part-2\"}],\"total_count\":4}");
        assertThatThrownBy(() -> list(next)).isInstanceOf(MalformedResponseException.class);
        answer("{\"presigned_urls\":[{\"relative_file_name\":\"part-2\"},{\"relative_file_name\":\"part-3\"}],"
                + "\"total_count\":4}");
        assertThat(list(next).items()).as("one came meanwhile").hasSize(2);
    }

    @Test
    void aJobMayHaveTheFoldersOfItsCheckpointsInThoseOfItsNodes() {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        RunId training = Connection.job(project, job);
        for (String name : List.of("x", "rank-0", "0")) {
            baseten.simulator.addJobCheckpoint(job, name, "lora", 0);
        }
        for (String name : List.of(
                "rank-0/x/w", "rank-12/x/w", "x/w", "rank-0/xy/w", "rank-/x/w", "rank-0/y/x/w", "y/rank-0/x/w")) {
            baseten.simulator.addFile(job, name, 1);
        }
        assertThat(walk(baseten, training, "x", FIRST)).containsExactlyInAnyOrder("rank-0/w", "rank-12/w", "w");
        assertThat(walk(baseten, training, "rank-0", FIRST)).containsExactlyInAnyOrder("x/w", "xy/w", "y/x/w");
        assertThat(walk(baseten, training, "0", FIRST)).isEmpty();
    }

    @Test
    void theFilesOfAJobAreThoseInTheFolderOfTheCheckpoint() {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        RunId training = Connection.job(project, job);
        for (String name : List.of("x", "xy", "empty")) {
            baseten.simulator.addJobCheckpoint(job, name, "lora", 0);
        }
        for (int i = 0; i < 4; i++) {
            baseten.simulator.addFile(job, "xy/part-" + i, 1);
        }
        baseten.simulator.addFile(job, "x/a/weights", 1);
        baseten.simulator.addFile(job, "x/config", 1);
        for (int size : List.of(1, 2, 3, 1000)) {
            PageRequest start = FIRST.withSize(size);
            assertThat(walk(baseten, training, "x", start)).containsExactlyInAnyOrder("a/weights", "config");
            assertThat(walk(baseten, training, "xy", start)).hasSize(4);
            assertThat(walk(baseten, training, "empty", start)).isEmpty();
        }
        assertThatThrownBy(() -> walk(baseten, training, "absent", FIRST)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> walk(baseten, Connection.job(project, "absent1"), "x", FIRST))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aPageOfAJobsFilesIsNeverEmptyUnlessItIsTheLast() {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        baseten.simulator.addJobCheckpoint(job, "x", "lora", 1);
        for (int i = 0; i < 6; i++) {
            baseten.simulator.addFile(job, "other/part-" + i, 1);
        }
        baseten.simulator.addFile(job, "x/a", 1);
        Page<CheckpointFile> page = baseten.stores
                .checkpoints()
                .listFiles(Connection.job(project, job), new CheckpointId("x"), FIRST.withSize(2));
        assertThat(page.items()).hasSize(1);
    }
}
