package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.spi.ForwardingCheckpointStore;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of checkpoint stores finds what is wrong with files and downloads: all stores in this file are wrong. */
class BrokenDownloadTest {

    @Test
    void dropsTheLastPage() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Page<CheckpointFile> listFiles(RunId run, CheckpointId checkpoint, PageRequest page) {
                        return Page.last(super.listFiles(run, checkpoint, page).items());
                    }
                }))
                .containsExactly("C70", "C71", "C75", "C99");
    }

    @Test
    void countsInOtherUnits() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Page<CheckpointFile> listFiles(RunId run, CheckpointId checkpoint, PageRequest page) {
                        return super.listFiles(run, checkpoint, page)
                                .map(file -> CheckpointFile.builder(file.path())
                                        .sizeBytes(file.sizeBytes().orElse(0) / 1024)
                                        .build());
                    }
                }))
                .containsExactly("C84");
    }

    @Test
    void flattensDirectories() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    List<Path> flat = new ArrayList<>();
                    for (Path file : inner.download(run, checkpoint, directory)) {
                        Path place = directory.resolve(file.getFileName());
                        Files.write(place, Files.readAllBytes(file));
                        flat.add(place);
                    }
                    return flat;
                }))
                .containsExactly("C85");
    }

    @Test
    void losesTheLastByteOfEachFile() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    List<Path> files = inner.download(run, checkpoint, directory);
                    for (Path file : files) {
                        byte[] bytes = Files.readAllBytes(file);
                        Files.write(file, Arrays.copyOf(bytes, Math.max(0, bytes.length - 1)));
                    }
                    return files;
                }))
                .containsExactly("C85", "C86", "C100");
    }

    @Test
    void leavesFilesOfItsOwn() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    List<Path> files = inner.download(run, checkpoint, directory);
                    Files.writeString(directory.resolve(".download-log"), files.toString());
                    return files;
                }))
                .containsExactly("C85", "C86", "C87", "C100");
    }

    @Test
    void refusesAnExistingDirectory() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    if (Files.exists(directory)) {
                        throw new FileAlreadyExistsException(directory.toString());
                    }
                    return inner.download(run, checkpoint, directory);
                }))
                .containsExactly("C86");
    }

    @Test
    void takesAMissingCheckpointForAnEmptyOne() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    try {
                        return inner.download(run, checkpoint, directory);
                    } catch (NotFoundException absent) {
                        return List.of();
                    }
                }))
                .containsExactly("C88");
    }

    @Test
    void takesAMalformedId() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) ->
                        checkpoint.value().matches("[a-z]+") ? List.of() : inner.download(run, checkpoint, directory)))
                .containsExactly("C89");
    }

    @Test
    void writesToAnyPathThatTheServiceNames() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    try {
                        return inner.download(run, checkpoint, directory);
                    } catch (MalformedResponseException outside) {
                        Files.writeString(directory.resolveSibling("beside"), "harm");
                        throw outside;
                    }
                }))
                .containsExactly("C90");
    }

    @Test
    void skipsFilesOutsideTheDirectory() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    try {
                        return inner.download(run, checkpoint, directory);
                    } catch (MalformedResponseException outside) {
                        return List.of();
                    }
                }))
                .containsExactly("C90");
    }

    @Test
    void ignoresInterruptAndClose() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    boolean interrupted = Thread.interrupted();
                    try {
                        return inner.download(run, checkpoint, directory);
                    } catch (IllegalStateException closed) {
                        return List.of();
                    } finally {
                        if (interrupted) {
                            Thread.currentThread().interrupt();
                        }
                    }
                }))
                .containsExactly("C91", "C92");
    }

    @Test
    void reportsEachPartAsAnOperation() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    inner.listFiles(run, checkpoint, PageRequest.first());
                    return inner.download(run, checkpoint, directory);
                }))
                .containsExactly("C93");
    }

    /** A download that does something else. */
    private interface Downloading {
        List<Path> download(CheckpointStore inner, RunId run, CheckpointId checkpoint, Path directory)
                throws IOException;
    }

    private static Set<String> downloading(Downloading wrong) throws Exception {
        return broken(inner -> new ForwardingCheckpointStore(inner) {
            @Override
            public List<Path> download(RunId run, CheckpointId checkpoint, Path directory) {
                try {
                    return wrong.download(inner, run, checkpoint, directory);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        });
    }

    private static Set<String> broken(Function<CheckpointStore, CheckpointStore> wrong) throws Exception {
        return ContractRun.of(new CheckpointStoreContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return WrappedMemory.of(
                                stores -> ForwardingClient.checkpoints(stores, wrong.apply(stores.checkpoints())));
                    }
                })
                .broken();
    }
}
