package io.modelkeep.baseten.internal.delete;

import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.baseten.BasetenProvider;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.read.CheckpointFiles;
import io.modelkeep.baseten.internal.read.CheckpointFiles.Found;
import io.modelkeep.baseten.internal.read.CheckpointParent;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A download of one checkpoint. All its files are listed and checked first, then downloaded, several at once.
 *
 * <p>The URLs of the files expire after a short time that is not published. Files whose URLs the storage rejects are
 * listed again and downloaded from new URLs. This happens at least once, and again as long as there is progress.
 */
public final class CheckpointDownload {

    /**
     * The status codes that may mean an expired URL. S3 and Azure answer 403, and GCS and S3 with temporary credentials
     * answer 400.
     */
    private static final Set<Integer> TURNED_AWAY = Set.of(400, 401, 403, 404, 410);

    private static final Set<Integer> NOT_THERE = Set.of(404, 410);

    private final BasetenService service;
    private final CheckpointFiles files;
    private final CheckpointParent parent;
    private final CheckpointId checkpoint;
    private final TargetDirectory directory;

    public CheckpointDownload(
            BasetenService service,
            CheckpointFiles files,
            CheckpointParent parent,
            CheckpointId checkpoint,
            Path directory) {
        this.service = service;
        this.files = files;
        this.parent = parent;
        this.checkpoint = checkpoint;
        this.directory = new TargetDirectory(directory);
    }

    /** A file to download. This is not a record, because the text of a record would contain the URL. */
    private static final class Wanted {

        final String path;
        final Path place;
        final String url;
        final long sizeBytes;

        Wanted(String path, Path place, String url, long sizeBytes) {
            this.path = path;
            this.place = place;
            this.url = url;
            this.sizeBytes = sizeBytes;
        }
    }

    public List<Path> run() {
        List<Wanted> all = List.copyOf(wanted().values());
        List<Path> places = all.stream().map(file -> file.place).toList();
        directory.makeFolders(places);
        List<Wanted> left = all;
        boolean anew = false;
        while (true) {
            Map<Wanted, StoreException> turnedAway = fetch(left);
            if (turnedAway.isEmpty()) {
                return places;
            }
            List<Wanted> again = left.stream().filter(turnedAway::containsKey).toList();
            if (anew && again.size() == left.size()) {
                throw Optional.ofNullable(turnedAway.get(again.get(0))).orElseThrow();
            }
            left = renewed(again);
            anew = true;
        }
    }

    /** Returns the files to download, by path. If a name or URL cannot be used, no file is downloaded at all. */
    private Map<String, Wanted> wanted() {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (Found file : files.all(parent, checkpoint)) {
            String url = file.row().url();
            Long sizeBytes = file.row().sizeBytes();
            if (url == null || sizeBytes == null) {
                throw malformed("a file has no URL or no size");
            }
            if (!service.downloads().allows(url)) {
                throw malformed("the URL of a file is not allowed for a download");
            }
            Wanted next = new Wanted(file.path(), place(file.path()), url, sizeBytes);
            if (wanted.put(next.path, next) != null) {
                throw malformed("two files have the same name, as files of several nodes may; both cannot be saved");
            }
        }
        wanted.keySet().forEach(path -> checkFolders(path, wanted.keySet()));
        return wanted;
    }

    private void checkFolders(String path, Set<String> names) {
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            if (names.contains(path.substring(0, at))) {
                throw malformed("a file and a folder have the same name");
            }
        }
    }

    private Path place(String path) {
        try {
            return directory.place(path);
        } catch (InvalidPathException none) {
            throw malformed("the name of a file is not supported on this system");
        }
    }

    /** Returns the same files with new URLs. */
    private List<Wanted> renewed(Collection<Wanted> old) {
        Map<String, Wanted> now = wanted();
        return old.stream()
                .map(file -> Optional.ofNullable(now.get(file.path))
                        .orElseThrow(() -> malformed("a file was removed while the checkpoint was downloaded")))
                .toList();
    }

    /**
     * Downloads files.
     *
     * @return the files whose URLs the storage rejected, with the failure of each. No part of them was saved.
     */
    private Map<Wanted, StoreException> fetch(List<Wanted> wanted) {
        Map<Wanted, StoreException> turnedAway = new ConcurrentHashMap<>();
        Set<Wanted> saved = ConcurrentHashMap.newKeySet();
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        service.client()
                .workers()
                .forEach(
                        wanted,
                        file -> {
                            try {
                                Optional<StoreException> away = fetch(file);
                                away.ifPresentOrElse(why -> turnedAway.put(file, why), () -> saved.add(file));
                            } catch (StoreException | UncheckedIOException why) {
                                failed.compareAndSet(null, why);
                            }
                        },
                        () -> failed.get() != null);
        RuntimeException first = failed.get();
        if (first != null) {
            throw first;
        }
        if (saved.size() + turnedAway.size() < wanted.size()) {
            throw new CancelledException(about("the thread was interrupted during the download"));
        }
        return turnedAway;
    }

    /** Downloads one file. Returns the failure if the storage rejects the URL, and throws any other failure. */
    private Optional<StoreException> fetch(Wanted file) {
        CallContext context =
                service.downloads().begin(Operation.DOWNLOAD_CHECKPOINT, subject() + ", file " + file.path);
        Reply<?> reply = service.downloads().save(file.url, file.place, file.sizeBytes, context);
        if (reply.ok()) {
            return Optional.empty();
        }
        StoreException failure = reply.failure();
        int status = failure.statusCode().orElse(0);
        if (!TURNED_AWAY.contains(status)) {
            throw failure;
        }
        return Optional.of(
                NOT_THERE.contains(status)
                        ? new NotFoundException(reply.details().problem("the storage does not have the file"))
                        : new PermissionDeniedException(
                                reply.details().problem("the storage rejects the URL, and a new one too")));
    }

    private String subject() {
        return checkpoint + " of " + parent.id();
    }

    private ErrorDetails about(String problem) {
        return ErrorDetails.of(problem)
                .provider(BasetenProvider.NAME)
                .operation(Operation.DOWNLOAD_CHECKPOINT)
                .subject(subject());
    }

    private MalformedResponseException malformed(String problem) {
        return new MalformedResponseException(about(problem));
    }
}
