package io.modelkeep.wandb.training;

import io.modelkeep.AuthenticationException;
import io.modelkeep.CancelledException;
import io.modelkeep.CheckpointId;
import io.modelkeep.ConflictException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ErrorDetails;
import io.modelkeep.NotFoundException;
import io.modelkeep.Operation;
import io.modelkeep.OutcomeUnknownException;
import io.modelkeep.PermissionDeniedException;
import io.modelkeep.ScopeExceededException;
import io.modelkeep.StoreException;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Reply;
import io.modelkeep.wandb.training.StepBatch.Doubt;
import io.modelkeep.wandb.training.WandbTrainingJson.DeleteSteps;
import io.modelkeep.wandb.training.WandbTrainingJson.DeletedSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * One deletion of checkpoints: batches are sent, several at once; whatever an answer leaves open is settled by one list of
 * the model's checkpoints; and only a step that was cut off and is still listed is sent again.
 *
 * <p>A step is never sent again unread: a training that goes on may have saved another checkpoint at it. Rounds end with the
 * attempts, so a call sends at most {@code max-attempts} rounds, each followed by at most one walk through the list; without
 * a cut-off attempt there is one round and at most one walk.
 */
final class CheckpointDeletion {

    /** Statuses below say nothing of a failure: a 303 may follow what was carried out. */
    private static final int FIRST_ERROR = 400;

    /** Nothing published says how many steps one request may hold. */
    private static final int BATCH = 100;

    private final WandbTrainingService service;
    private final CheckpointPages pages;
    private final String model;
    private final Map<Long, CheckpointId> ids;
    private final DeleteReport.Collector<CheckpointId> results;
    private final UnreadSteps unread = new UnreadSteps();

    CheckpointDeletion(WandbTrainingService service, CheckpointPages pages, String model, Map<Long, CheckpointId> ids) {
        this.service = service;
        this.pages = pages;
        this.model = model;
        this.ids = ids;
        this.results = DeleteReport.collect(WandbTrainingProvider.NAME, ids.values());
    }

    DeleteReport<CheckpointId> run() {
        List<StepBatch> round = batches();
        while (!round.isEmpty()) {
            service.client()
                    .workers()
                    .forEach(round, this::send, () -> results.stoppedBy().isPresent());
            noteInterrupt();
            round = settle(round);
        }
        return results.report();
    }

    private List<StepBatch> batches() {
        List<Long> steps = List.copyOf(ids.keySet());
        List<StepBatch> batches = new ArrayList<>();
        for (int from = 0; from < steps.size(); from += BATCH) {
            batches.add(new StepBatch(steps.subList(from, Math.min(from + BATCH, steps.size()))));
        }
        return batches;
    }

    /** An interrupt between two batches stops the deletion as one within a request does. */
    private void noteInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            results.stop(new CancelledException(about("the thread was interrupted meanwhile")));
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
        CallContext context = batch.context(begin());
        Call<DeletedSteps> call = service.api().deleteCheckpoints(model, new DeleteSteps(batch.steps()));
        Reply<DeletedSteps> reply = service.send(call, context);
        batch.attempted(reply, context);
        if (reply.ok()) {
            takeAnswer(batch, reply);
        } else {
            takeFailure(batch, context, reply, service.failure(reply, context));
        }
    }

    private void takeAnswer(StepBatch batch, Reply<DeletedSteps> reply) {
        List<Long> asked = batch.steps();
        long deleted = reply.body().deleted();
        List<Long> listed = reply.body().notFoundSteps();
        Set<Long> notFound = Set.copyOf(listed);
        if (deleted > asked.size()) {
            ScopeExceededException exceeded = new ScopeExceededException(
                    reply.details()
                            .problem(deleted + " checkpoints were deleted where " + asked.size()
                                    + " were asked for; look at the model now"),
                    asked.size(),
                    deleted);
            results.stop(exceeded);
            batch.doubt(asked, Doubt.UNUSABLE, exceeded);
            return;
        }
        boolean fits = listed.size() == notFound.size()
                && asked.containsAll(notFound)
                && deleted + notFound.size() == asked.size();
        if (fits) {
            for (long step : asked) {
                if (!notFound.contains(step)) {
                    record(step, DeleteOutcome.DELETED);
                }
            }
            if (!listed.isEmpty()) {
                // Each is one that was asked for.
                batch.doubt(listed, Doubt.NOT_FOUND, null);
            }
        } else {
            batch.doubt(asked, Doubt.COUNTS, reply.malformed("the counts of deleted and not found steps do not fit"));
        }
    }

    private void takeFailure(StepBatch batch, CallContext context, Reply<?> reply, StoreException failure) {
        boolean fatal = failure instanceof AuthenticationException
                || failure instanceof PermissionDeniedException
                || failure instanceof NotFoundException
                || reply.over();
        if (fatal) {
            results.stop(failure);
        }
        boolean noError = failure.statusCode().orElse(FIRST_ERROR) < FIRST_ERROR;
        if (reply.mayBeApplied() || batch.cutOffBefore() || noError) {
            Doubt doubt = reply.mayPass() || reply.over() ? Doubt.CUT_OFF : Doubt.UNUSABLE;
            batch.doubt(batch.steps(), doubt, failure);
            return;
        }
        boolean neverSent = reply.over() && reply.neverSent() && context.attemptsBefore() == 0;
        if (!neverSent) {
            record(batch.steps(), reply.refused() ? DeleteOutcome.REFUSED : DeleteOutcome.FAILED, failure);
        }
    }

    /** Reads what is left open; returns the batches to send again, each with the steps that are certainly still there. */
    private List<StepBatch> settle(List<StepBatch> round) {
        Set<Long> open = unread.steps();
        round.forEach(batch -> open.addAll(batch.doubts().keySet()));
        if (open.isEmpty()) {
            return List.of();
        }
        boolean repeats = waitToRepeat(round);
        CheckpointListing listing = CheckpointListing.of(pages, model, open, begin());
        unread.read(listing, results);
        List<StepBatch> again = new ArrayList<>();
        for (StepBatch batch : round) {
            List<Long> remaining = batch.doubts().keySet().stream()
                    .filter(step -> isStillThere(batch, step, listing) && repeats && mayRepeat(batch))
                    .toList();
            batch.doubts().clear();
            if (!remaining.isEmpty()) {
                batch.repeatOnly(remaining);
                again.add(batch);
            }
        }
        return again;
    }

    /**
     * The wait before the next round comes before the read, not after it: what is sent again was seen just now.
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
        return results.stoppedBy().isEmpty()
                && batch.doubts().containsValue(Doubt.CUT_OFF)
                && batch.lastReply()
                        .filter(reply -> reply.mayPass() && service.client().mayTryAgain(reply))
                        .isPresent();
    }

    /** Says what the list shows of a step; true if it is there and was only cut off, so that it may be sent again. */
    private boolean isStillThere(StepBatch batch, long step, CheckpointListing listing) {
        Doubt doubt = batch.doubts().get(step);
        Optional<String> revision = listing.revision(step);
        if (revision.isPresent()) {
            return recordPresent(batch, step, doubt, revision.get());
        }
        boolean absentBefore = doubt == Doubt.NOT_FOUND && !batch.cutOffBefore();
        DeleteOutcome ifAbsent = absentBefore ? DeleteOutcome.ALREADY_ABSENT : DeleteOutcome.PRESUMED_DELETED;
        Optional<StoreException> failed = listing.brokenOff();
        if (failed.isEmpty()) {
            record(step, ifAbsent);
            return false;
        }
        boolean modelGone = failed.get() instanceof NotFoundException;
        if (modelGone || failed.get() instanceof CancelledException) {
            results.stop(failed.get());
        }
        // Only what was read in this call is known to have gone with its model; a mistyped model never had it.
        if (modelGone && batch.cutOffBefore()) {
            record(step, DeleteOutcome.PRESUMED_DELETED);
        } else {
            record(step, DeleteOutcome.UNKNOWN, unknown(failed.get()));
            unread.add(step, DeleteResult.of(id(step), ifAbsent), present(batch, step, doubt));
        }
        return false;
    }

    private boolean recordPresent(StepBatch batch, long step, @Nullable Doubt doubt, String revision) {
        if (batch.savedAgain(step, revision)) {
            record(
                    step,
                    DeleteOutcome.FAILED,
                    new ConflictException(about("step " + step
                            + " was saved again while its deletion was in doubt; what is there now was not deleted")));
            return false;
        }
        results.add(present(batch, step, doubt));
        return doubt == Doubt.CUT_OFF;
    }

    private DeleteResult<CheckpointId> present(StepBatch batch, long step, @Nullable Doubt doubt) {
        StoreException cause =
                batch.cause().orElseGet(() -> new ConflictException(about("not found, and still listed")));
        boolean refused = doubt == Doubt.NOT_FOUND
                || doubt == Doubt.COUNTS
                || batch.lastReply().filter(Reply::refused).isPresent();
        // A service that never answered may be at it still, so nobody should repeat this without looking.
        Optional<StoreException> unanswered =
                batch.lastReply().filter(Reply::unanswered).map(reply -> reply.unknown(cause));
        return DeleteResult.of(
                id(step), refused ? DeleteOutcome.REFUSED : DeleteOutcome.FAILED, unanswered.orElse(cause));
    }

    private OutcomeUnknownException unknown(StoreException failed) {
        return new OutcomeUnknownException(
                about("it is not known whether this was deleted, and no list could tell"), failed);
    }

    private void record(long step, DeleteOutcome outcome) {
        results.add(DeleteResult.of(id(step), outcome));
    }

    private void record(long step, DeleteOutcome outcome, StoreException cause) {
        results.add(DeleteResult.of(id(step), outcome, cause));
    }

    private void record(List<Long> steps, DeleteOutcome outcome, StoreException cause) {
        steps.forEach(step -> record(step, outcome, cause));
    }

    private CheckpointId id(long step) {
        CheckpointId id = ids.get(step);
        if (id == null) {
            throw new IllegalStateException("step " + step + " was not asked for");
        }
        return id;
    }
}
