package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointFile;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.testkit.fixture.GivenFiles;
import io.modelkeep.testkit.internal.list.RunLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Folder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clauses about the files of a checkpoint and their download. The clauses about the file list are in
 * {@link ListClauses}.
 */
public final class DownloadClauses {

    private DownloadClauses() {}

    public static List<Clause> all() {
        return List.of(
                clause("C84", "a file is listed with its size", DownloadClauses::sizes),
                clause("C85", "a download writes every file unchanged and returns its path", DownloadClauses::bytes),
                clause(
                        "C86",
                        "a download replaces a file of the same name and keeps other files",
                        DownloadClauses::replaced),
                clause("C87", "a download of a checkpoint without files writes no file", DownloadClauses::noFiles),
                clause(
                        "C88",
                        "a download of a missing checkpoint or training run throws NotFoundException and writes "
                                + "nothing",
                        DownloadClauses::absent),
                clause("C89", "a download by a malformed id is refused before any request", DownloadClauses::malformed)
                        .when(
                                "ids that only this provider refuses",
                                fixture -> !RunLists.FILES
                                        .malformedParents(fixture)
                                        .isEmpty()),
                clause(
                        "C90",
                        "a file name that is not below the directory causes MalformedResponseException, and no file "
                                + "is fetched",
                        DownloadClauses::outside),
                clause(
                        "C91",
                        "a download on an interrupted thread sends and writes nothing, and the interrupt flag stays "
                                + "set",
                        DownloadClauses::interrupted),
                clause("C92", "a closed client refuses a download with IllegalStateException", DownloadClauses::closed),
                clause(
                        "C93",
                        "the listener is notified of the start and the end of a download",
                        DownloadClauses::events),
                clause("C100", "a download writes the files of all pages of the file list", DownloadClauses::manyFiles)
                        .when("pages", fixture -> fixture.maxPageSize(Operation.LIST_FILES) < Integer.MAX_VALUE));
    }

    private static Clause clause(String id, String says, Clause.Proof proof) {
        return Clause.of(id, says, proof).needs(Capability.CHECKPOINT_FILES);
    }

    private static void sizes(ContractContext context) {
        GivenFiles files = GivenFiles.of(context.fixture(), Map.of("empty", new byte[0], "full", new byte[300_000]));
        assertThat(context.checkpoints().streamFiles(files.run(), files.checkpoint()))
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.sizeBytes())
                        .as(file.path())
                        .hasValue(file.path().equals("full") ? 300_000 : 0))
                .extracting(CheckpointFile::path)
                .containsExactlyInAnyOrder("empty", "full");
    }

    private static void bytes(ContractContext context) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        bytes.put("weights.bin", GivenFiles.content("weights \u00e4\n", 40_000));
        bytes.put("rank-0/state.bin", GivenFiles.content("rank 0", 1));
        bytes.put("rank-1/state.bin", GivenFiles.content("rank 1", 2));
        bytes.put("rank-1/deep/a b+c%20#.json", GivenFiles.content("{}", 1));
        bytes.put("empty", new byte[0]);
        GivenFiles files = GivenFiles.of(context.fixture(), bytes);
        try (Folder folder = Folder.fresh()) {
            assertThat(download(context.client(), files, folder))
                    .containsExactlyInAnyOrderElementsOf(folder.paths(files.paths()));
            folder.holds(bytes);
        }
    }

    /** Downloads more files than fit on two pages of their list. */
    private static void manyFiles(ContractContext context) {
        int pages = context.fixture().maxPageSize(Operation.LIST_FILES);
        GivenFiles files = GivenFiles.of(context.fixture(), 2 * pages + 1);
        try (Folder folder = Folder.fresh()) {
            assertThat(download(context.client(), files, folder)).hasSize(2 * pages + 1);
            folder.holds(files.bytes());
        }
    }

    private static void replaced(ContractContext context) {
        GivenFiles files = GivenFiles.of(context.fixture(), 3);
        try (Folder folder = Folder.fresh()) {
            byte[] old = GivenFiles.content("the older and longer content of the file", 9);
            folder.put(files.paths().get(1), old);
            folder.put("own/notes.txt", old);
            download(context.client(), files, folder);
            Map<String, byte[]> after = new LinkedHashMap<>(files.bytes());
            after.put("own/notes.txt", old);
            folder.holds(after);
        }
    }

    private static void noFiles(ContractContext context) {
        GivenFiles files = GivenFiles.of(context.fixture(), 0);
        try (Folder folder = Folder.fresh()) {
            assertThat(download(context.client(), files, folder)).isEmpty();
            folder.holds(Map.of());
        }
    }

    private static void absent(ContractContext context) {
        for (GivenFiles absent : RunLists.FILES.absentParents(context.fixture())) {
            try (Folder folder = Folder.fresh()) {
                assertThatThrownBy(() -> download(context.client(), absent, folder))
                        .as("%s", absent)
                        .isInstanceOf(NotFoundException.class);
                folder.holds(Map.of());
            }
        }
    }

    private static void malformed(ContractContext context) {
        for (GivenFiles wrong : RunLists.FILES.malformedParents(context.fixture())) {
            try (Folder folder = Folder.fresh()) {
                context.refuses("the ids of " + wrong, () -> download(context.client(), wrong, folder));
                folder.holds(Map.of());
            }
        }
    }

    private static void outside(ContractContext context) {
        byte[] harm = GivenFiles.content("harm", 1);
        try (Folder folder = Folder.fresh()) {
            String absolute = folder.path().resolveSibling("absolute").toString();
            for (String path : List.of("../beside", "deep/../../beside", "deep/..", absolute, "/", "..", ".", "")) {
                Map<String, byte[]> bytes = new LinkedHashMap<>();
                bytes.put("harmless", GivenFiles.content("fine", 1));
                bytes.put(path, harm);
                GivenFiles files = GivenFiles.of(context.fixture(), bytes);
                assertThat(catchThrowable(() -> download(context.client(), files, folder)))
                        .as("a file named \"%s\"", path)
                        .isInstanceOf(MalformedResponseException.class);
                folder.holds(Map.of());
            }
            context.fixture()
                    .storage()
                    .ifPresent(storage -> assertThat(storage.requests()).isEmpty());
        }
    }

    private static void interrupted(ContractContext context) throws Throwable {
        GivenFiles files = GivenFiles.of(context.fixture(), 2);
        try (Folder folder = Folder.fresh()) {
            context.sends(0, () -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> download(context.client(), files, folder))
                        .isInstanceOf(CancelledException.class);
                assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
            });
            folder.holds(Map.of());
        }
    }

    private static void closed(ContractContext context) throws Throwable {
        GivenFiles files = GivenFiles.of(context.fixture(), 2);
        ModelkeepClient stores = context.openMore(context.config(Map.of()).build());
        stores.close();
        try (Folder folder = Folder.fresh()) {
            context.sends(
                    0,
                    () -> assertThatThrownBy(() -> download(stores, files, folder))
                            .isInstanceOf(IllegalStateException.class));
            folder.holds(Map.of());
        }
    }

    private static void events(ContractContext context) {
        GivenFiles files = GivenFiles.of(context.fixture(), 2);
        String provider = context.client().provider();
        try (Folder folder = Folder.fresh()) {
            download(context.client(), files, folder);
        }
        assertThat(context.listener().started())
                .containsExactly(new StoreListener.Started(provider, Operation.DOWNLOAD_CHECKPOINT));
        assertThat(context.listener().finished()).singleElement().satisfies(event -> {
            assertThat(event.operation()).isEqualTo(Operation.DOWNLOAD_CHECKPOINT);
            assertThat(event.outcome()).isEqualTo("ok");
        });
    }

    private static List<Path> download(ModelkeepClient stores, GivenFiles files, Folder folder) {
        return stores.checkpoints().download(files.run(), files.checkpoint(), folder.path());
    }
}
