package io.modelkeep.wandb.training.internal.delete;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Operation;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.delete.ListSearch;
import io.modelkeep.wandb.training.WandbTrainingProvider;
import io.modelkeep.wandb.training.internal.api.CheckpointPageReader;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.DeleteSteps;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.DeletedSteps;
import io.modelkeep.wandb.training.internal.api.WandbTrainingService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A deletion of checkpoints. Batches are sent, several at once. One list of the model's checkpoints settles all steps
 * whose outcome the answers do not prove. A step is sent again only if its request may have been cut off and the step
 * is still listed with its revision.
 *
 * <p>A step is never sent again without a read, because a training run that continues may have saved another checkpoint
 * at it. The attempts limit the rounds: a call sends at most {@code max-attempts} rounds, each followed by at most one
 * list. Where one list is not enough, at most one more list follows at the end, after a pause; see {@link
 * DeletionEvidence}.
 */
public final class CheckpointDeletion {

    /** The number of steps in one request. The service does not publish a limit. */
    private static final int BATCH = 100;

    private final WandbTrainingService service;
    private final CheckpointPageReader pages;
    private final String model;
    private final Map<Long, CheckpointId> ids;
    private final DeleteReport.Collector<CheckpointId> results;
    private final StepSettling settling;
    private final boolean bulk;

    /** The first 404 to a deletion. A read decides whether it is about the model. */
    private final AtomicReference<@Nullable NotFoundException> denied = new AtomicReference<>();

    public CheckpointDeletion(
            WandbTrainingService service,
            CheckpointPageReader pages,
            String model,
            Map<Long, CheckpointId> ids,
            Map<CheckpointId, String> expectedRevisions) {
        this.service = service;
        this.pages = pages;
        this.model = model;
        this.ids = ids;
        this.bulk = ids.size() > BATCH;
        this.results = DeleteReport.collect(WandbTrainingProvider.NAME, ids.values());
        this.settling = new StepSettling(ids, expectedRevisions, results, about("settled by a list"));
    }

    public DeleteReport<CheckpointId> run() {
        List<StepBatch> round = batches();
        while (!round.isEmpty()) {
            service.client().workers().forEach(round, this::send, this::isStopped);
            noteInterrupt();
            round = settle(round);
        }
        confirm();
        return results.report();
    }

    private boolean isStopped() {
        return results.abortCause().isPresent() || denied.get() != null;
    }

    private List<StepBatch> batches() {
        List<Long> steps = List.copyOf(ids.keySet());
        List<StepBatch> batches = new ArrayList<>();
        for (int from = 0; from < steps.size(); from += BATCH) {
            batches.add(new StepBatch(steps.subList(from, Math.min(from + BATCH, steps.size()))));
        }
        return batches;
    }

    /** Stops the deletion after an interrupt between two batches, as an interrupt within a request does. */
    private void noteInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            results.stop(new CancelledException(about("the thread was interrupted during the deletion")));
        }
    }

    private ErrorDetails about(String problem) {
        return ErrorDetails.of(problem)
                .provider(WandbTrainingProvider.NAME)
                .operation(Operation.DELETE_CHECKPOINTS)
                .subject("of " + model);
    }

    private CallContext begin() {
        return service.client().begin(Operation.DELETE_CHECKPOINTS, "of " + model);
    }

    private void send(StepBatch batch) {
        // The answer holds only counts, so a duplicate answer to one batch could be taken for the answer to the next.
        CallContext context = batch.context(bulk ? begin().onOwnConnection() : begin());
        Call<DeletedSteps> call = service.api().deleteCheckpoints(model, new DeleteSteps(batch.steps()));
        Reply<DeletedSteps> reply = service.send(call, context);
        batch.attempted(reply, context);
        if (reply.ok()) {
            takeAnswer(batch, reply);
        } else {
            takeFailure(batch, reply, service.failure(reply, context));
        }
    }

    private void takeAnswer(StepBatch batch, Reply<DeletedSteps> reply) {
        List<Long> asked = batch.steps();
        long deleted = reply.body().deleted();
        List<Long> listed = reply.body().notFoundSteps();
        Set<Long> notFound = new HashSet<>(listed);
        if (deleted > asked.size() || deleted < 0) {
            ScopeExceededException exceeded = new ScopeExceededException(
                    reply.details()
                            .problem("the service says that it deleted " + deleted + " checkpoints where "
                                    + asked.size() + " were requested; look at the model now"),
                    asked.size(),
                    deleted);
            results.stop(exceeded);
            leaveOpen(batch, asked, DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, exceeded));
            return;
        }
        boolean fits = listed.size() == notFound.size()
                && asked.containsAll(notFound)
                && deleted + notFound.size() == asked.size();
        if (!fits) {
            StoreException cause = reply.malformed("the counts of deleted and not found steps do not fit the request");
            leaveOpen(batch, asked, DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, cause));
            return;
        }
        for (long step : asked) {
            if (!notFound.contains(step)) {
                results.add(DeleteResult.of(id(step), DeleteOutcome.DELETED));
            }
        }
        if (listed.isEmpty()) {
            return;
        }
        StoreException stillThere = new ConflictException(
                reply.details().problem("the service did not find it, and still lists it; it may be protected"));
        leaveOpen(batch, listed, DeletionEvidence.of(Answer.NOT_AMONG_DELETED, reply, stillThere));
    }

    private void takeFailure(StepBatch batch, Reply<?> reply, StoreException failure) {
        if (failure instanceof NotFoundException notFound) {
            denied.compareAndSet(null, notFound);
        } else if (failure instanceof AuthenticationException
                || failure instanceof PermissionDeniedException
                || reply.aborted()) {
            results.stop(failure);
        }
        DeletionEvidence evidence = DeletionEvidence.ofFailure(reply, failure);
        // The service does not document that a batch is deleted completely or not at all, nor that a 404 is about the
        // model.
        boolean saysLittle = !reply.aborted()
                && failure.statusCode().isPresent()
                && batch.steps().size() > 1;
        if (evidence.needsRead() || batch.isRepeated() || saysLittle) {
            leaveOpen(batch, batch.steps(), evidence);
        } else if (!reply.aborted() || !reply.neverSent()) {
            batch.steps().forEach(step -> results.add(evidence.present(id(step))));
        }
    }

    private static void leaveOpen(StepBatch batch, List<Long> steps, DeletionEvidence evidence) {
        steps.forEach(step -> batch.leaveOpen(step, evidence));
    }

    /**
     * Settles the open steps by a list.
     *
     * @return the batches to send again, each with the steps that certainly still exist
     */
    private List<StepBatch> settle(List<StepBatch> round) {
        Map<Long, DeletionEvidence> open = settling.unread();
        round.forEach(batch -> open.putAll(batch.open()));
        if (open.isEmpty()) {
            return List.of();
        }
        boolean repeats = waitToRepeat(round);
        ListSearch<Long, Checkpoint> listing = search(open.keySet(), begin());
        Set<Long> there = settling.read(listing, open);
        noteDenial(listing);
        List<StepBatch> again = new ArrayList<>();
        for (StepBatch batch : round) {
            Set<Long> remaining = new HashSet<>(batch.open().keySet());
            remaining.retainAll(there);
            if (repeats && mayRepeat(batch) && !remaining.isEmpty()) {
                settling.reopen(remaining);
                batch.repeatOnly(remaining);
                again.add(batch);
            }
        }
        return again;
    }

    private ListSearch<Long, Checkpoint> search(Set<Long> steps, CallContext context) {
        return ListSearch.of(
                WandbTrainingProvider.NAME,
                context,
                steps,
                checkpoint -> checkpoint.step().orElseThrow(),
                page -> pages.read(model, Optional.empty(), page, context));
    }

    private void noteDenial(ListSearch<Long, Checkpoint> listing) {
        NotFoundException denial = denied.get();
        if (denial != null) {
            results.stop(
                    listing.showsParent()
                            ? new ConflictException(
                                    about("the service answers the deletion with a 404, and lists the model's"
                                            + " checkpoints; the key may lack the right to delete"),
                                    denial)
                            : denial);
        }
    }

    /** Settles the steps for which one list is not enough, by a second list after a pause. */
    private void confirm() {
        Map<Long, DeletionEvidence> steps = settling.toConfirm();
        CallContext context = begin();
        if (!steps.isEmpty() && service.client().waitForSecondRead(context)) {
            settling.confirm(search(steps.keySet(), context), steps);
        }
        noteInterrupt();
    }

    /**
     * Waits before the next round. The wait comes before the read, so that the read shows each step right before it is
     * sent again.
     *
     * @return false if nothing is to be sent again
     */
    private boolean waitToRepeat(List<StepBatch> round) {
        Optional<StepBatch> longest = round.stream()
                .filter(this::mayRepeat)
                .max(Comparator.comparing(batch -> batch.lastReply()
                        .flatMap(reply -> reply.failure().retryAfter())
                        .orElse(Duration.ZERO)));
        return longest.isPresent()
                && service.client()
                        .prepareRepeat(
                                service.api()
                                        .deleteCheckpoints(
                                                model,
                                                new DeleteSteps(longest.get().steps())),
                                longest.get().lastReply().orElseThrow(),
                                longest.get().context(begin()));
    }

    private boolean mayRepeat(StepBatch batch) {
        return !isStopped()
                && batch.lastReply()
                        .filter(reply -> reply.mayBeApplied()
                                && reply.isTransient()
                                && service.client().mayTryAgain(reply))
                        .isPresent();
    }

    private CheckpointId id(long step) {
        CheckpointId id = ids.get(step);
        if (id == null) {
            throw new IllegalStateException("step " + step + " was not requested");
        }
        return id;
    }
}
