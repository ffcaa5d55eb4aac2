package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Id;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.GivenFiles;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Folder;
import java.util.Arrays;
import java.util.Optional;

/**
 * A trial of a download of a few files. Each file is written completely or not at all, and an existing file is kept
 * until it is replaced.
 */
final class DownloadTrial implements FaultTrial {

    /** The number of files. */
    static final int FILES = 3;

    private static final byte[] OLD = GivenFiles.content("the existing content", 1);

    private final GivenFiles files;
    private final Folder folder = Folder.fresh();

    DownloadTrial(StoreFixture fixture) {
        this.files = GivenFiles.of(fixture, FILES);
        folder.put(files.paths().get(0), OLD);
    }

    @Override
    public CallResult run(ModelkeepClient stores) {
        try {
            assertThat(stores.checkpoints().download(files.run(), files.checkpoint(), folder.path()))
                    .as("the files that were written")
                    .containsExactlyInAnyOrderElementsOf(folder.paths(files.paths()));
            folder.holds(files.bytes());
            return CallResult.answered();
        } catch (StoreException failed) {
            return CallResult.thrown(failed);
        }
    }

    @Override
    public boolean isThere(Id asked) {
        return true;
    }

    @Override
    public void checkTruth(CallResult ending) {
        try (folder) {
            assertThat(folder.content())
                    .allSatisfy((path, bytes) -> assertThat(isWhole(path, bytes))
                            .as("%s with %s bytes is a file of the checkpoint or the existing file", path, bytes.length)
                            .isTrue());
        }
    }

    private boolean isWhole(String path, byte[] bytes) {
        boolean old = path.equals(files.paths().get(0)) && Arrays.equals(bytes, OLD);
        return old
                || Optional.ofNullable(files.bytes().get(path))
                        .filter(whole -> Arrays.equals(whole, bytes))
                        .isPresent();
    }
}
