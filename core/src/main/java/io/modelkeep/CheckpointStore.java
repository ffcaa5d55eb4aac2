package io.modelkeep;

import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.internal.paging.BidirectionalScan;
import io.modelkeep.internal.paging.LatestCheckpointSearch;
import io.modelkeep.internal.paging.PagedStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The checkpoints of one provider's trainings. Thread-safe; every call blocks until it is done, and interrupting the thread
 * ends it at once.
 *
 * <p>An operation that the provider lacks throws {@link UnsupportedCapabilityException} before any request. All operations
 * throw {@link AuthenticationException}, {@link PermissionDeniedException}, {@link RateLimitedException},
 * {@link UnavailableException}, {@link MalformedResponseException} and {@link CancelledException} as those describe, and
 * {@link IllegalStateException} once the {@link ModelkeepClient} is closed; deletions report these instead of throwing them.
 */
public interface CheckpointStore {

    /** The provider's name. */
    String provider();

    /** What this store can do for at least one kind of training; the same for its whole life. */
    Set<Capability> capabilities();

    /** What this store can do for one training, judged by the form of its id alone: no request is sent. */
    default Set<Capability> capabilities(RunId training) {
        return capabilities();
    }

    /**
     * What the service reports of each checkpoint of one training, judged by the form of its id alone: no request is sent.
     * Empty where the provider does not declare it, so that a policy that needs a field is refused.
     */
    default Set<Field> fields(RunId training) {
        return Set.of();
    }

    /** Lists one page of trainings. */
    default Page<TrainingRun> listRuns(PageRequest page) {
        throw new UnsupportedCapabilityException(provider(), Capability.RUN_LIST, Operation.LIST_RUNS, null);
    }

    /** All trainings, page by page as they are consumed; see {@link #stream(RunId, PageRequest)}. */
    default Stream<TrainingRun> streamRuns() {
        return streamRuns(PageRequest.first());
    }

    /** All trainings from a page on, or the first of them; see {@link #stream(RunId, PageRequest)}. */
    default Stream<TrainingRun> streamRuns(PageRequest from) {
        return PagedStream.of(provider(), Operation.LIST_RUNS, from, this::listRuns);
    }

    /**
     * Lists one page of a training's checkpoints with one request.
     *
     * @throws NotFoundException there is no such training
     * @throws InvalidRequestException the id is none of this provider's, or the page token belongs to another list; nothing
     *     was sent
     */
    default Page<Checkpoint> list(RunId training, PageRequest page) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.CHECKPOINT_LIST, Operation.LIST_CHECKPOINTS, "of " + training);
    }

    /** All checkpoints of a training in the provider's own order; see {@link #stream(RunId, PageRequest)}. */
    default Stream<Checkpoint> stream(RunId training) {
        return stream(training, PageRequest.first());
    }

    /**
     * All checkpoints of a training from a page on, or as many as the request's limit says, fetched page by page as they are
     * consumed, in constant memory. A list that changes while it is read, so that its rest cannot be reached, is read from
     * its beginning again as long as nothing of it was returned, and at most three times; after that the stream throws
     * {@link ListChangedException}.
     *
     * <p>While a page is consumed, from its second item on, the next one is fetched on a thread of this library, which knows
     * none of the caller's {@link ThreadLocal}s; never more than one page ahead, and none that a limit makes needless. A page
     * that fails throws from the stream's terminal operation once its turn comes, as does a page token that comes back: a
     * partial list never looks complete. The stream need not be closed; closing it ends a request in flight.
     */
    default Stream<Checkpoint> stream(RunId training, PageRequest from) {
        return PagedStream.of(provider(), Operation.LIST_CHECKPOINTS, from, page -> list(training, page));
    }

    /**
     * All checkpoints of a training, each once, in no particular order, as fast as the service gives them: where it orders
     * them, the list is read from both ends at once, with two requests in flight, until the two walks meet. Checkpoints that
     * are present throughout the scan are returned exactly once. One that is overwritten during the scan may be returned in
     * both versions. Where the list changes so that its rest cannot be reached, it is read again, at most three times, without
     * returning a checkpoint twice. The scan remembers the id and the revision of each checkpoint.
     *
     * <p>The pages are fetched on threads of this library. A page that fails, from either end, throws from the stream's
     * terminal operation. Whoever leaves the stream before its end closes it, which ends the requests in flight.
     */
    default Stream<Checkpoint> streamUnordered(RunId training) {
        return capabilities(training).contains(Capability.CHECKPOINT_ORDER)
                ? BidirectionalScan.of(provider(), page -> list(training, page))
                : stream(training);
    }

    /**
     * The checkpoint with the highest step, else the newest; empty where the training has none. Costs one request where the
     * provider orders by step, otherwise the whole list.
     *
     * @throws UnsupportedCapabilityException the provider tells neither step nor time of some checkpoint
     */
    default Optional<Checkpoint> latest(RunId training) {
        if (capabilities(training).contains(Capability.CHECKPOINT_ORDER)) {
            PageRequest last = PageRequest.first().withSize(1).withOrder(Order.DESCENDING);
            return stream(training, last).findFirst();
        }
        for (int restarts = 0; ; restarts++) {
            try {
                return new LatestCheckpointSearch(provider(), training).of(stream(training));
            } catch (ListChangedException changed) {
                if (restarts == PagedStream.MAX_RESTARTS) {
                    throw changed;
                }
            }
        }
    }

    /**
     * Deletes checkpoints of a training, whatever their revision when the first request is sent; see
     * {@link #delete(RunId, Collection, Map)}.
     */
    default DeleteReport<CheckpointId> delete(RunId training, Collection<CheckpointId> checkpoints) {
        return delete(training, checkpoints, Map.of());
    }

    /**
     * Deletes checkpoints of a training and reports what happened to each; an empty collection sends nothing.
     *
     * <p>The first request is sent without a read: the caller has just read the revisions that it expects. Every repetition
     * reads first, and a checkpoint whose revision then differs from the expected one is not sent again: its outcome is
     * {@link DeleteOutcome#FAILED} with a {@link ConflictException}. No service deletes by revision, so a checkpoint that is
     * saved again between the caller's read and the first request is deleted.
     *
     * <p>Throws only before its first request; after that, whatever happens, the whole report is returned.
     *
     * @param expectedRevisions the {@link Checkpoint#revision()} that a checkpoint must still have when it is read again;
     *     a checkpoint without an entry is compared with the revision that the first read of this call shows
     * @throws UnsupportedCapabilityException there are expected revisions, and the provider does not declare
     *     {@link Capability#CHECKPOINT_REVISION}; nothing was sent
     * @throws InvalidRequestException an id is null or not valid for this provider, or an expected revision is of a
     *     checkpoint that is not among those to delete; nothing was sent
     */
    default DeleteReport<CheckpointId> delete(
            RunId training, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.CHECKPOINT_DELETE, Operation.DELETE_CHECKPOINTS, "of " + training);
    }

    /**
     * Lists one page of a checkpoint's files.
     *
     * @throws NotFoundException there is no such training or checkpoint
     * @throws InvalidRequestException an id is none of this provider's, or the page token belongs to another list; nothing
     *     was sent
     */
    default Page<CheckpointFile> listFiles(RunId training, CheckpointId checkpoint, PageRequest page) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.CHECKPOINT_FILES, Operation.LIST_FILES, "of " + checkpoint);
    }

    /** All files of a checkpoint, page by page as they are consumed; see {@link #stream(RunId, PageRequest)}. */
    default Stream<CheckpointFile> streamFiles(RunId training, CheckpointId checkpoint) {
        return streamFiles(training, checkpoint, PageRequest.first());
    }

    /** All files of a checkpoint from a page on, or the first of them; see {@link #stream(RunId, PageRequest)}. */
    default Stream<CheckpointFile> streamFiles(RunId training, CheckpointId checkpoint, PageRequest from) {
        return PagedStream.of(provider(), Operation.LIST_FILES, from, page -> listFiles(training, checkpoint, page));
    }

    /**
     * Downloads all files of a checkpoint into a directory, which is created where it is missing; a file of the same name is
     * replaced.
     *
     * <p>Each file is written beside its place and moved there once it is whole, so that none is ever there in part; after a
     * failure those that were done stay. What the service names outside the directory is refused before anything is
     * downloaded.
     *
     * @return the files written, in the service's order
     * @throws NotFoundException there is no such training or checkpoint
     * @throws InvalidRequestException an id is none of this provider's; nothing was sent
     * @throws UncheckedIOException the directory cannot be written
     */
    default List<Path> download(RunId training, CheckpointId checkpoint, Path directory) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.CHECKPOINT_FILES, Operation.DOWNLOAD_CHECKPOINT, checkpoint + " of " + training);
    }
}
