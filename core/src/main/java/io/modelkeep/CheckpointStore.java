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
import io.modelkeep.internal.paging.PrefetchThreads;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The checkpoints of the training runs of one provider. Thread-safe. Every call blocks until its operation is complete.
 * Interrupting the calling thread ends the call at once.
 *
 * <p>An operation that the provider does not support throws {@link UnsupportedCapabilityException} before any request.
 * Every operation can throw {@link AuthenticationException}, {@link PermissionDeniedException}, {@link
 * RateLimitedException}, {@link UnavailableException}, {@link MalformedResponseException} and {@link
 * CancelledException}. After the {@link ModelkeepClient} is closed, every operation throws {@link
 * IllegalStateException}. Deletions report these exceptions instead of throwing them.
 */
public interface CheckpointStore {

    /** Returns the provider's name. */
    String provider();

    /** Returns the capabilities that this store has for at least one kind of training run. The set never changes. */
    Set<Capability> capabilities();

    /**
     * Returns the capabilities that this store has for one training run. The form of the id alone decides, and no
     * request is sent.
     */
    default Set<Capability> capabilities(RunId run) {
        return capabilities();
    }

    /**
     * Returns the fields that the service reports for each checkpoint of one training run. The form of the id alone
     * decides, and no request is sent. The set is empty if the provider declares no fields. A policy that needs an
     * undeclared field is refused.
     */
    default Set<Field> fields(RunId run) {
        return Set.of();
    }

    /**
     * Returns the executor on which the streams of this store fetch pages ahead. The value is empty if each page is
     * fetched on the thread that consumes the stream, as with {@code prefetch=false}.
     */
    default Optional<Executor> prefetchExecutor() {
        return Optional.of(PrefetchThreads.executor());
    }

    /** Lists one page of training runs. */
    default Page<TrainingRun> listRuns(PageRequest page) {
        throw new UnsupportedCapabilityException(provider(), Capability.RUN_LIST, Operation.LIST_RUNS, null);
    }

    /**
     * Streams all training runs and fetches the pages as they are consumed. See {@link #stream(RunId, PageRequest)}.
     */
    default Stream<TrainingRun> streamRuns() {
        return streamRuns(PageRequest.first());
    }

    /**
     * Streams the training runs from the given page on, up to the limit of the request. See {@link #stream(RunId,
     * PageRequest)}.
     */
    default Stream<TrainingRun> streamRuns(PageRequest from) {
        return PagedStream.of(provider(), Operation.LIST_RUNS, from, this::listRuns, prefetchExecutor());
    }

    /**
     * Lists one page of a training run's checkpoints with one request, in the service's own order.
     *
     * @throws NotFoundException the training run does not exist
     * @throws InvalidRequestException the id is not valid for this provider, or the page token belongs to another
     *     list; nothing was sent
     */
    default Page<Checkpoint> list(RunId run, PageRequest page) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.CHECKPOINT_LIST, Operation.LIST_CHECKPOINTS, "of " + run);
    }

    /**
     * Lists one page of a training run's checkpoints with one request, ordered by step.
     *
     * @throws UnsupportedCapabilityException the provider does not declare {@link Capability#CHECKPOINT_ORDER}
     * @throws NotFoundException the training run does not exist
     * @throws InvalidRequestException the id is not valid for this provider, or the page token belongs to another
     *     list or order; nothing was sent
     */
    default Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.CHECKPOINT_ORDER, Operation.LIST_CHECKPOINTS, "of " + run);
    }

    /**
     * Streams all checkpoints of a training run in the service's own order. See {@link #stream(RunId, PageRequest)}.
     */
    default Stream<Checkpoint> stream(RunId run) {
        return stream(run, PageRequest.first());
    }

    /**
     * Streams the checkpoints of a training run from the given page on, up to the limit of the request. Pages are
     * fetched as they are consumed, in constant memory.
     *
     * <p>A list can change during the read so that its remaining pages cannot be reached. If no item was returned yet,
     * the read then starts again from the beginning, at most three times. Otherwise the stream throws {@link
     * ListChangedException}.
     *
     * <p>From the second item of a page on, the next page is fetched ahead by {@link #prefetchExecutor()}. At most one
     * page is fetched ahead, and no page that the limit makes unnecessary.
     *
     * <p>If a page fails or a page token repeats, the stream's terminal operation throws when it reaches that page. A
     * partial list therefore never looks complete.
     *
     * <p>A stream that was read to its end needs no close. Close a stream that you leave before its end, with a
     * try-with-resources statement. Closing ends the requests in flight, which otherwise run to their own end.
     */
    default Stream<Checkpoint> stream(RunId run, PageRequest from) {
        return PagedStream.of(
                provider(), Operation.LIST_CHECKPOINTS, from, page -> list(run, page), prefetchExecutor());
    }

    /**
     * Streams the checkpoints of a training run ordered by step, from the given page on. See {@link #stream(RunId,
     * PageRequest)}.
     */
    default Stream<Checkpoint> stream(RunId run, Order order, PageRequest from) {
        return PagedStream.of(
                provider(), Operation.LIST_CHECKPOINTS, from, page -> list(run, order, page), prefetchExecutor());
    }

    /**
     * Streams all checkpoints of a training run in no particular order, as fast as the service returns them. If the
     * service orders checkpoints, the list is read from both ends until the two scans meet. Two requests are then in
     * flight at a time.
     *
     * <p>Checkpoints present throughout the scan are returned exactly once. A checkpoint overwritten during the scan
     * may be returned in both versions. If the list changes so that its remaining pages cannot be reached, it is read
     * again, at most three times. A second read does not return a checkpoint twice. The scan remembers the id and the
     * revision of each checkpoint.
     *
     * <p>The pages are fetched by {@link #prefetchExecutor()}. Without an executor, the list is read from one end. If a
     * page fails at either end, the stream's terminal operation throws. The rule for closing is that of {@link
     * #stream(RunId, PageRequest)}.
     */
    default Stream<Checkpoint> streamUnordered(RunId run) {
        Optional<Executor> prefetch = prefetchExecutor();
        return prefetch.isPresent() && capabilities(run).contains(Capability.CHECKPOINT_ORDER)
                ? BidirectionalScan.of(provider(), (order, page) -> list(run, order, page), prefetch.get())
                : stream(run);
    }

    /**
     * Returns the checkpoint with the highest step or, without steps, the newest one. The result is empty if the
     * training run has no checkpoint. The call costs one request if the provider orders by step, and otherwise reads
     * the whole list.
     *
     * @throws UnsupportedCapabilityException the provider reports neither step nor time of some checkpoint
     */
    default Optional<Checkpoint> latest(RunId run) {
        if (capabilities(run).contains(Capability.CHECKPOINT_ORDER)) {
            return stream(run, Order.DESCENDING, PageRequest.first().withSize(1))
                    .findFirst();
        }
        for (int restarts = 0; ; restarts++) {
            try {
                return new LatestCheckpointSearch(provider(), run).of(stream(run));
            } catch (ListChangedException changed) {
                if (restarts == PagedStream.MAX_RESTARTS) {
                    throw changed;
                }
            }
        }
    }

    /**
     * Deletes checkpoints of a training run without expected revisions. See {@link #delete(RunId, Collection, Map)}.
     */
    default DeleteReport<CheckpointId> delete(RunId run, Collection<CheckpointId> checkpoints) {
        return delete(run, checkpoints, Map.of());
    }

    /**
     * Deletes checkpoints of a training run and reports the outcome of each. An empty collection sends no request.
     *
     * <p>The first request is sent without a read, because the caller has just read the expected revisions. Every retry
     * reads first. A checkpoint whose revision then differs from the expected one is not sent again. Its outcome is
     * {@link DeleteOutcome#FAILED} with a {@link ConflictException}. No service deletes by revision. A checkpoint that
     * is overwritten between the caller's read and the first request is therefore deleted.
     *
     * <p>The method throws only before its first request. After that, it always returns the whole report.
     *
     * @param expectedRevisions the {@link Checkpoint#revision()} that a checkpoint must still have when it is read
     *     again. A checkpoint without an entry is compared with the revision found by the first read of this call
     * @throws UnsupportedCapabilityException there are expected revisions, and the provider does not declare {@link
     *     Capability#CHECKPOINT_REVISION}; nothing was sent
     * @throws InvalidRequestException an id is null or not valid for this provider, or an expected revision is of a
     *     checkpoint not to be deleted; nothing was sent
     */
    default DeleteReport<CheckpointId> delete(
            RunId run, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.CHECKPOINT_DELETE, Operation.DELETE_CHECKPOINTS, "of " + run);
    }

    /**
     * Lists one page of a checkpoint's files.
     *
     * @throws NotFoundException the training run or the checkpoint does not exist
     * @throws InvalidRequestException an id is not valid for this provider, or the page token belongs to another
     *     list; nothing was sent
     */
    default Page<CheckpointFile> listFiles(RunId run, CheckpointId checkpoint, PageRequest page) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.CHECKPOINT_FILES, Operation.LIST_FILES, "of " + checkpoint);
    }

    /**
     * Streams all files of a checkpoint and fetches the pages as they are consumed. See {@link #stream(RunId,
     * PageRequest)}.
     */
    default Stream<CheckpointFile> streamFiles(RunId run, CheckpointId checkpoint) {
        return streamFiles(run, checkpoint, PageRequest.first());
    }

    /**
     * Streams the files of a checkpoint from the given page on, up to the limit of the request. See {@link
     * #stream(RunId, PageRequest)}.
     */
    default Stream<CheckpointFile> streamFiles(RunId run, CheckpointId checkpoint, PageRequest from) {
        return PagedStream.of(
                provider(), Operation.LIST_FILES, from, page -> listFiles(run, checkpoint, page), prefetchExecutor());
    }

    /**
     * Downloads all files of a checkpoint into a directory. A missing directory is created, and a file of the same name
     * is replaced.
     *
     * <p>Each file is written under a temporary name in the same directory and moved into place when it is complete. A
     * partial file is therefore never visible under its final name. After a failure, the files that were completed
     * remain. If the service names a file outside the directory, the call is refused before any download.
     *
     * @return the files written, in the service's order
     * @throws NotFoundException the training run or the checkpoint does not exist
     * @throws InvalidRequestException an id is not valid for this provider; nothing was sent
     * @throws UncheckedIOException the directory cannot be written
     */
    default List<Path> download(RunId run, CheckpointId checkpoint, Path directory) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.CHECKPOINT_FILES, Operation.DOWNLOAD_CHECKPOINT, checkpoint + " of " + run);
    }
}
