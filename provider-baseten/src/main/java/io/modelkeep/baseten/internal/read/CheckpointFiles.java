package io.modelkeep.baseten.internal.read;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.baseten.BasetenAttributes;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.api.TrainingJson.FileList;
import io.modelkeep.baseten.internal.api.TrainingJson.FileRow;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reader of a checkpoint's files. A page is accepted only if it continues or ends the list. Thread-safe. */
public final class CheckpointFiles {

    /** The maximum page size. This is the service's default, because it publishes no maximum. */
    private static final int MAX_SIZE = 1000;

    /** The maximum number of pages, for a million files. The service's own client stops there too. */
    private static final int MAX_PAGES = 1000;

    /** The maximum number of new reads of a list that changes. After that, another read is unlikely to succeed. */
    private static final int MAX_RESTARTS = 3;

    private final BasetenService service;

    public CheckpointFiles(BasetenService service) {
        this.service = service;
    }

    /** A file of the checkpoint, with its path below the checkpoint. */
    public record Found(String path, FileRow row) {}

    /** The files of the checkpoint on one page of the service, and the position of the next page. */
    private record Batch(List<Found> files, @Nullable FilePosition next) {}

    /** Returns one page of the list, from the given position. */
    public Page<CheckpointFile> list(
            CheckpointParent parent, CheckpointId checkpoint, FilePosition start, PageRequest page) {
        CallContext context = service.client().begin(Operation.LIST_FILES, subject(parent, checkpoint));
        int size = Math.min(page.size().orElse(MAX_SIZE), MAX_SIZE);
        FilePosition from = start;
        for (int i = 0; i < MAX_PAGES; i++) {
            Batch batch = read(parent, checkpoint, from, size, context.after(0));
            List<CheckpointFile> files =
                    batch.files().stream().map(CheckpointFiles::file).toList();
            FilePosition next = batch.next();
            if (next == null) {
                if (files.isEmpty() && start.equals(FilePosition.START)) {
                    requireEmpty(parent, checkpoint, context.after(0));
                }
                return Page.last(files);
            }
            // A page of a job's files may contain none of this checkpoint, while later pages contain some.
            if (!files.isEmpty()) {
                return Page.of(files, next.token(parent, checkpoint));
            }
            from = next;
        }
        throw endless(context);
    }

    /** Returns all files, with their URLs. A list that changes is read again from its beginning. */
    public List<Found> all(CheckpointParent parent, CheckpointId checkpoint) {
        for (int restarts = 0; true; restarts++) {
            try {
                return walk(parent, checkpoint);
            } catch (ListChangedException changed) {
                if (restarts == MAX_RESTARTS) {
                    throw changed;
                }
            }
        }
    }

    private List<Found> walk(CheckpointParent parent, CheckpointId checkpoint) {
        List<Found> files = new ArrayList<>();
        FilePosition from = FilePosition.START;
        CallContext context = begin(parent, checkpoint);
        for (int i = 0; i < MAX_PAGES; i++) {
            Batch batch = read(parent, checkpoint, from, MAX_SIZE, context);
            files.addAll(batch.files());
            if (batch.next() == null) {
                if (files.isEmpty()) {
                    requireEmpty(parent, checkpoint, begin(parent, checkpoint));
                }
                return files;
            }
            from = batch.next();
            context = begin(parent, checkpoint);
        }
        throw endless(context);
    }

    private CallContext begin(CheckpointParent parent, CheckpointId checkpoint) {
        return service.client().begin(Operation.DOWNLOAD_CHECKPOINT, subject(parent, checkpoint));
    }

    private static String subject(CheckpointParent parent, CheckpointId checkpoint) {
        return checkpoint + " of " + parent.id();
    }

    private MalformedResponseException endless(CallContext context) {
        return new MalformedResponseException(
                service.client().about(context, "the list of files does not end after " + MAX_PAGES + " pages"));
    }

    private Batch read(
            CheckpointParent parent, CheckpointId checkpoint, FilePosition from, int size, CallContext context) {
        Reply<FileList> reply = service.send(parent.files(checkpoint, size, from.offset()), context);
        FileList list = body(reply, from, context);
        FilePosition next = next(list, from, reply);
        List<Found> files = new ArrayList<>();
        Set<FileName> seen = new HashSet<>();
        for (FileRow row : list.files()) {
            if (!seen.add(new FileName(row.name(), row.nodeRank()))) {
                throw reply.malformed("a file is listed twice on one page");
            }
            Optional<String> path = parent.pathWithin(checkpoint, row.name());
            if (path.isPresent()) {
                if (!FilePath.isWithin(path.get())) {
                    throw reply.malformed("a file's name is not a path below its checkpoint");
                }
                files.add(new Found(path.get(), row));
            }
        }
        return new Batch(files, next);
    }

    /**
     * Returns the body of an answer. After the first page, an error may be about the position in the list. Such an
     * error proves nothing about the checkpoint or its parent.
     */
    private FileList body(Reply<FileList> reply, FilePosition from, CallContext context) {
        if (reply.ok()) {
            return reply.body();
        }
        StoreException failure = service.failure(reply, context);
        if (from.offset() > 0 && (failure instanceof NotFoundException || reply.refused())) {
            throw new ListChangedException(
                    reply.details()
                            .problem("the list changed while it was read: the service does not continue at file "
                                    + from.offset() + "; list again"),
                    failure);
        }
        throw failure;
    }

    private record FileName(String name, @Nullable Long nodeRank) {}

    private static @Nullable FilePosition next(FileList list, FilePosition from, Reply<?> reply) {
        long total = list.totalCount() == null ? 0 : list.totalCount();
        if (total < from.total()) {
            throw new ListChangedException(reply.details()
                    .problem("the list changed while it was read: it has fewer files now, so that some may have been"
                            + " skipped; list again"));
        }
        long read = from.offset() + list.files().size();
        Long next = list.nextPageToken();
        if (next == null) {
            if (list.totalCount() != null && total != read) {
                throw reply.malformed("the list ends at " + read + " files, but announces " + total);
            }
            return null;
        }
        if (list.files().isEmpty()) {
            throw reply.malformed("the page is empty, but announces a next one");
        }
        // The token counts files, so any other value would skip or repeat some.
        if (next != read) {
            throw reply.malformed("the next page begins at " + next + ", but this one ends at " + read);
        }
        return new FilePosition(next, total);
    }

    /** Checks that a checkpoint without listed files exists and is empty. */
    private void requireEmpty(CheckpointParent parent, CheckpointId checkpoint, CallContext context) {
        Checkpoint there = parent.checkpoints(context).stream()
                .filter(listed -> listed.id().equals(checkpoint))
                .findFirst()
                .orElseThrow(
                        () -> new NotFoundException(service.client().about(context, "there is no such checkpoint")));
        long announced = there.sizeBytes().orElse(0);
        if (announced > 0) {
            throw new MalformedResponseException(service.client()
                    .about(context, "the checkpoint has " + announced + " bytes, but no listed file belongs to it"));
        }
    }

    private static CheckpointFile file(Found found) {
        CheckpointFile.Builder file = CheckpointFile.builder(found.path())
                .attributes(new AttributeMap()
                        .put(BasetenAttributes.NODE_RANK, found.row().nodeRank())
                        .put(BasetenAttributes.LAST_MODIFIED, found.row().lastModified())
                        .values());
        Long size = found.row().sizeBytes();
        if (size != null) {
            file.sizeBytes(size);
        }
        return file.build();
    }
}
