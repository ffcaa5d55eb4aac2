package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.CheckpointId;
import io.modelkeep.RunId;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint comes whole into its directory and nowhere else, and the key goes nowhere but to the service. */
class DownloadTest {

    private final Connection baseten = new Connection();
    private final String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
    private final String checkpoint = baseten.simulator.addLoopsCheckpoint(run, "step-100", "sampler", 0);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        baseten.close();
    }

    private List<Path> download() {
        return download(Connection.run(run), checkpoint);
    }

    private List<Path> download(RunId training, String id) {
        return baseten.stores.checkpoints().download(training, new CheckpointId(id), target());
    }

    private Path target() {
        return folder.resolve("deep/target");
    }

    /** The files that are there, as paths below the target. */
    private List<String> there() throws IOException {
        if (!Files.exists(target())) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(target())) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> target().relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private void editFirstRow(UnaryOperator<Map<Object, Object>> edit) {
        baseten.simulator.inject("list-loops-files", SimulatedFault.editJson(page -> {
            List<Object> rows = new ArrayList<>((List<?>) page.get("presigned_urls"));
            rows.set(0, edit.apply(new LinkedHashMap<>((Map<?, ?>) rows.get(0))));
            Map<String, Object> edited = new LinkedHashMap<>(page);
            edited.put("presigned_urls", rows);
            return edited;
        }));
    }

    @Test
    void allFilesComeWhole() throws IOException {
        String config = baseten.simulator.addFile(checkpoint, "config.json", 20);
        String weights = baseten.simulator.addFile(checkpoint, "rank-0/weights.bin", 300_000);
        baseten.simulator.addFile(checkpoint, "empty", 0);
        List<Path> written = download();
        assertThat(written).allSatisfy(path -> assertThat(path).startsWith(target()));
        assertThat(there()).containsExactly("config.json", "empty", "rank-0/weights.bin");
        assertThat(target().resolve("config.json")).hasContent(config);
        assertThat(target().resolve("rank-0/weights.bin")).hasContent(weights);
        assertThat(written).hasSize(3);
    }

    @Test
    void theKeyIsNotShownToTheStorage() {
        baseten.simulator.addFile(checkpoint, "a", 20);
        download();
        assertThat(baseten.simulator.storageExchanges()).hasSize(1).allSatisfy(exchange -> {
            assertThat(exchange.headers()).doesNotContainKey("Authorization");
            assertThat(exchange.headers().toString()).doesNotContain(baseten.simulator.apiKey());
            assertThat(exchange.query().orElse("")).doesNotContain(baseten.simulator.apiKey());
        });
    }

    /** Whoever signs an address says who may read there; the key would say it again, to whatever stands in the way. */
    @Test
    void theKeyIsNotShownToAnAddressAtTheServiceItself() {
        baseten.simulator.addFile(checkpoint, "a", 20);
        String own = baseten.simulator.baseUrl().resolve("/v1/teams").toString();
        editFirstRow(row -> {
            row.put("url", own);
            return row;
        });
        assertThat(download()).as("listed anew").hasSize(1);
        assertThat(baseten.simulator.exchanges())
                .filteredOn(exchange -> exchange.path().equals("/v1/teams"))
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.headers()).doesNotContainKey("Authorization"));
    }

    @Test
    void theFilesOfAJobComeWithoutTheFolderOfTheirCheckpoint() throws IOException {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        baseten.simulator.addJobCheckpoint(job, "ckpt-1", "lora", 1);
        String content = baseten.simulator.addFile(job, "ckpt-1/adapter/weights", 30);
        baseten.simulator.addFile(job, "ckpt-10/weights", 30);
        assertThat(download(Connection.job(project, job), "ckpt-1")).hasSize(1);
        assertThat(there()).containsExactly("adapter/weights");
        assertThat(target().resolve("adapter/weights")).hasContent(content);
        assertThatThrownBy(() -> download(Connection.job(project, job), "ckpt-2"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void existingFile_isReplaced() throws IOException {
        String content = baseten.simulator.addFile(checkpoint, "a", 20);
        Files.createDirectories(target());
        Files.writeString(target().resolve("a"), "before");
        download();
        assertThat(target().resolve("a")).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectIsFollowed(int status) throws IOException {
        baseten.simulator.addFile(checkpoint, "a", 20);
        try (BasetenSimulator elsewhere = BasetenSimulator.start()) {
            URI target = elsewhere.baseUrl().resolve("/v1/teams");
            baseten.simulator.injectStorage(SimulatedFault.redirect(status, target));
            assertThatThrownBy(this::download).isInstanceOf(MalformedResponseException.class);
            assertThat(elsewhere.exchanges()).isEmpty();
        }
        assertThat(there()).isEmpty();
    }

    @Test
    void aFileOfAnotherSizeIsNotKept() throws IOException {
        for (long announced : List.of(3L, 30L)) {
            String id = baseten.simulator.addLoopsCheckpoint(run, "of-" + announced, "sampler", 7);
            baseten.simulator.addFile(id, "a", "0123456789", announced);
            assertThatThrownBy(() -> download(Connection.run(run), id)).isInstanceOf(MalformedResponseException.class);
        }
        assertThat(there()).isEmpty();
    }

    @Test
    void aFileThatIsCutOffIsFetchedAgain() throws IOException {
        String content = baseten.simulator.addFile(checkpoint, "a", 20_000);
        baseten.simulator.injectStorage(SimulatedFault.cutBody());
        download();
        assertThat(target().resolve("a")).hasContent(content);
        for (int attempt = 0; attempt < 3; attempt++) {
            baseten.simulator.injectStorage(SimulatedFault.disconnect());
        }
        assertThatThrownBy(this::download).isInstanceOf(UnavailableException.class);
        assertThat(target().resolve("a")).as("what stood there before").hasContent(content);
        assertThat(there()).containsExactly("a");
    }

    @Test
    void expiredAddresses_areListedAgain() throws IOException {
        for (int i = 0; i < 5; i++) {
            baseten.simulator.addFile(checkpoint, "part-" + i, 20);
        }
        baseten.simulator.injectStorage(
                SimulatedFault.answer(403, "application/xml", "<Error><Code>AccessDenied</Code></Error>"));
        assertThat(download()).hasSize(5);
        assertThat(there()).hasSize(5);
        assertThat(baseten.asked("list-loops-files")).isEqualTo(2);
        assertThat(baseten.simulator.storageExchanges()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void anAddressThatIsTurnedAwayTwiceIsAFailureThatDoesNotShowIt(int status) throws IOException {
        baseten.simulator.addFile(checkpoint, "a", 20);
        baseten.simulator.injectStorage(SimulatedFault.status(status));
        baseten.simulator.injectStorage(SimulatedFault.status(status));
        Throwable thrown = catchThrowable(this::download);
        assertThat(thrown).isInstanceOfAny(NotFoundException.class, PermissionDeniedException.class);
        assertThat(((StoreException) thrown).statusCode()).hasValue(status);
        RecordedExchange asked = baseten.simulator.storageExchanges().get(0);
        assertThat(thrown.toString()).doesNotContain(asked.path()).doesNotContain("http:");
        assertThat(baseten.simulator.storageExchanges()).hasSize(2);
        assertThat(there()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/etc/outside", "a/../../outside", "..\\outside", "C:outside", "a\u0000b"})
    void aNameThatLeadsOutsideEndsItBeforeAnythingIsFetched(String name) throws IOException {
        baseten.simulator.addFile(checkpoint, "a", 20);
        baseten.simulator.addFile(checkpoint, "b", 20);
        editFirstRow(row -> {
            row.put("relative_file_name", name);
            return row;
        });
        assertThatThrownBy(this::download).isInstanceOf(MalformedResponseException.class);
        assertThat(baseten.simulator.storageExchanges()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://storage.example/a?secret=1",
                "https://user:word@storage.example/a",
                "https://169.254.169.254/latest",
                "file:///etc/passwd",
                "/a",
                ""
            })
    void anAddressThatMayNotBeAskedEndsItBeforeAnythingIsFetched(String url) {
        baseten.simulator.addFile(checkpoint, "a", 20);
        editFirstRow(row -> {
            row.put("url", url);
            return row;
        });
        assertThatThrownBy(this::download)
                .isInstanceOf(MalformedResponseException.class)
                .satisfies(failure -> assertThat(
                                url.isEmpty() || !failure.toString().contains(url))
                        .isTrue());
        assertThat(baseten.simulator.storageExchanges()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "size_bytes"})
    void fileWithoutAnAddress_isMalformed(String field) {
        baseten.simulator.addFile(checkpoint, "a", 20);
        editFirstRow(row -> {
            row.remove(field);
            return row;
        });
        assertThatThrownBy(this::download).isInstanceOf(MalformedResponseException.class);
        assertThat(baseten.simulator.storageExchanges()).isEmpty();
    }

    @Test
    void twoFilesInOnePlaceAreRefused() {
        baseten.simulator.addFile(checkpoint, "a", 20);
        baseten.simulator.addFile(checkpoint, "b", 20);
        editFirstRow(row -> {
            row.put("relative_file_name", "a".equals(row.get("relative_file_name")) ? "b" : "a");
            row.put("node_rank", 7);
            return row;
        });
        assertThatThrownBy(this::download).isInstanceOf(MalformedResponseException.class);
        baseten.simulator.addFile(checkpoint, "a/c", 20);
        assertThatThrownBy(this::download).isInstanceOf(MalformedResponseException.class);
        assertThat(baseten.simulator.storageExchanges()).isEmpty();
    }

    @Test
    void aLinkThatLeadsOutsideIsNotWrittenThrough() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectories(target());
        Files.createSymbolicLink(target().resolve("rank-0"), outside);
        baseten.simulator.addFile(checkpoint, "rank-0/weights", 20);
        assertThatThrownBy(this::download).isInstanceOf(UncheckedIOException.class);
        baseten.simulator.addFile(checkpoint, "rank-0/deeper/weights", 20);
        assertThatThrownBy(this::download).isInstanceOf(UncheckedIOException.class);
        assertThat(outside).isEmptyDirectory();
        assertThat(baseten.simulator.storageExchanges()).isEmpty();
    }

    @Test
    void aLinkInPlaceOfAFileIsReplacedAndNotWrittenThrough() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "untouched");
        Files.createDirectories(target());
        Files.createSymbolicLink(target().resolve("a"), outside);
        String content = baseten.simulator.addFile(checkpoint, "a", 20);
        download();
        assertThat(target().resolve("a")).hasContent(content);
        assertThat(outside).hasContent("untouched");
    }

    @Test
    void aDirectoryThatCannotBeIsAFailureOfTheFileSystem() throws IOException {
        Files.createDirectories(target().getParent());
        Files.writeString(target(), "a file");
        baseten.simulator.addFile(checkpoint, "a", 20);
        assertThatThrownBy(this::download).isInstanceOf(UncheckedIOException.class);
        assertThat(baseten.simulator.storageExchanges()).isEmpty();
    }

    @Test
    void afterAFailureWhatWasDoneStays() throws IOException {
        baseten.simulator.addFile(checkpoint, "a", 20);
        baseten.simulator.addFile(checkpoint, "b", "short", 500);
        assertThatThrownBy(() -> baseten.open(Map.of("max-concurrency", "1"))
                        .checkpoints()
                        .download(Connection.run(run), new CheckpointId(checkpoint), target()))
                .isInstanceOf(MalformedResponseException.class);
        assertThat(there()).doesNotContain("b").isSubsetOf("a");
    }

    @Test
    void aPageThatPassesFilesOverIsNoPartOfAWhole() throws IOException {
        for (int i = 0; i < 3; i++) {
            baseten.simulator.addFile(checkpoint, "part-" + i, 20);
        }
        baseten.simulator.inject("list-loops-files", SimulatedFault.editJson(page -> {
            Map<String, Object> edited = new LinkedHashMap<>(page);
            edited.put(
                    "presigned_urls",
                    List.copyOf((List<?>) Objects.requireNonNull(page.get("presigned_urls")))
                            .subList(0, 1));
            edited.put("next_page_token", 2);
            return edited;
        }));
        assertThatThrownBy(this::download).isInstanceOf(MalformedResponseException.class);
        assertThat(baseten.simulator.storageExchanges()).isEmpty();
        assertThat(there()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ckpt-2/weights", "deep/ckpt-1/weights", "rank-0/deep/ckpt-1/weights", "weights"})
    void bytesThatNoFileHasAreNoEmptyCheckpoint(String elsewhere) {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        baseten.simulator.addJobCheckpoint(job, "ckpt-1", "lora", 100);
        baseten.simulator.addFile(job, elsewhere, 100);
        assertThatThrownBy(() -> download(Connection.job(project, job), "ckpt-1"))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("100 bytes");
        assertThat(baseten.simulator.storageExchanges()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theFilesOfEachNodeComeIntoAFolderOfTheirOwn() throws IOException {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        baseten.simulator.addJobCheckpoint(job, "ckpt-1", "lora", 100);
        String first = baseten.simulator.addFile(job, "rank-0/ckpt-1/weights", 40);
        String second = baseten.simulator.addFile(job, "rank-1/ckpt-1/weights", 60);
        assertThat(download(Connection.job(project, job), "ckpt-1")).hasSize(2);
        assertThat(there()).containsExactly("rank-0/weights", "rank-1/weights");
        assertThat(target().resolve("rank-0/weights")).hasContent(first);
        assertThat(target().resolve("rank-1/weights")).hasContent(second);
    }

    @Test
    void aCheckpointWithoutFilesIsAnEmptyListAndAnAbsentOneIsNotFound() {
        assertThat(download()).isEmpty();
        assertThatThrownBy(() -> download(Connection.run(run), "absent1")).isInstanceOf(NotFoundException.class);
    }
}
