package io.modelkeep.weave.internal.delete;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.VersionId;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Reply;
import io.modelkeep.weave.WeaveProvider;
import io.modelkeep.weave.internal.api.ObjectPages;
import io.modelkeep.weave.internal.api.ObjectRow;
import io.modelkeep.weave.internal.api.WeaveJson.Deleted;
import io.modelkeep.weave.internal.api.WeaveService;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A deletion of a model with all its versions. The versions are read first. This shows whether the object is a model,
 * whether an alias names a version, and which versions the request covers.
 *
 * <p>If the request that deletes all versions is cut off, the remaining ones are deleted by digest. A version
 * published in the meantime was not requested and is not deleted.
 */
public final class WeaveModelDeletion {

    /** The name of the versions in the cascade of a model deletion. */
    private static final String VERSIONS = "versions";

    private final WeaveService service;
    private final ObjectPages pages;
    private final ModelId id;
    private final String model;
    private final AliasGuard guard;

    public WeaveModelDeletion(WeaveService service, ObjectPages pages, ModelId id, String model, DeleteMode mode) {
        this.service = service;
        this.pages = pages;
        this.id = id;
        this.model = model;
        this.guard = new AliasGuard(service, mode);
    }

    public ModelDeletion run() {
        DigestListing before = list(begin());
        if (before.brokenOff().isEmpty() && before.rows().isEmpty()) {
            // No answer has denied the model yet, so one list without versions is not enough.
            CallContext second = begin();
            if (!service.client().waitForSecondRead(second)) {
                return ended(DeleteOutcome.NOT_ATTEMPTED, waitEnded());
            }
            before = list(second);
        }
        if (before.brokenOff().isPresent()) {
            return ended(DeleteOutcome.NOT_ATTEMPTED, before.brokenOff().get());
        }
        Map<String, ObjectRow> known = before.rows();
        if (known.isEmpty()) {
            return ended(DeleteResult.of(id, DeleteOutcome.ALREADY_ABSENT));
        }
        Optional<ConflictException> refusal = refusal(known);
        if (refusal.isPresent()) {
            return ended(DeleteOutcome.REFUSED, refusal.get());
        }
        Reply<Deleted> reply = service.client().send(service.deleteModel(model), begin());
        return reply.ok() ? answered(known.keySet(), reply) : failed(known.keySet(), reply);
    }

    private CallContext begin() {
        return service.client().begin(Operation.DELETE_MODEL, model);
    }

    private DigestListing list(CallContext context) {
        return DigestListing.all(pages, model, context);
    }

    private ErrorDetails about(String problem) {
        return WeaveService.about(Operation.DELETE_MODEL, model, problem);
    }

    private CancelledException waitEnded() {
        return new CancelledException(
                about("the wait before a second list was ended, or call-timeout leaves no time for it"));
    }

    private Optional<ConflictException> refusal(Map<String, ObjectRow> rows) {
        for (ObjectRow row : rows.values()) {
            if (!row.isModel()) {
                return Optional.of(
                        new ConflictException(about("the object with this id is not a model (" + row.what() + ")")));
            }
        }
        return guard.refusal(rows.values(), Operation.DELETE_MODEL, model);
    }

    /**
     * Returns the result after a successful answer. A count above the number of known versions still means that all are
     * gone. If the count is lower or other digests are named, some known versions may remain.
     */
    private ModelDeletion answered(Set<String> known, Reply<Deleted> reply) {
        long deleted = reply.body().count();
        Optional<Set<String>> named = reply.body().digests();
        if (deleted < 0 || reply.body().namesOtherThanModels()) {
            ScopeExceededException alarm = new ScopeExceededException(
                    reply.details()
                            .problem("the service counts " + deleted + " versions as deleted, or names objects that are"
                                    + " not models; look at the project now"),
                    known.size(),
                    deleted);
            return alarmed(settled(known, DeletionEvidence.of(Answer.UNUSABLE_SUCCESS, reply, alarm)), alarm);
        }
        boolean matches = named.map(digests -> digests.containsAll(known) && digests.size() == deleted)
                .orElse(deleted >= known.size());
        if (matches) {
            return ModelDeletion.of(
                    WeaveProvider.NAME, DeleteResult.of(id, DeleteOutcome.DELETED), Map.of(VERSIONS, deleted));
        }
        StoreException cause = reply.malformed("fewer versions were deleted than the model has, or other ones");
        return settled(known, DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, cause));
    }

    private ModelDeletion failed(Set<String> known, Reply<?> reply) {
        StoreException failure = reply.failure();
        if (reply.aborted() && reply.neverSent()) {
            return ended(DeleteOutcome.NOT_ATTEMPTED, failure);
        }
        DeletionEvidence evidence = DeletionEvidence.ofFailure(reply, failure).seenBefore();
        if (evidence.mayBeApplied() && reply.isTransient() && service.client().mayTryAgain(reply)) {
            return finished(known, reply, evidence);
        }
        // If the request had no effect and no answer is about it, there is nothing to settle.
        boolean about =
                failure.statusCode().isPresent() && !(failure instanceof RateLimitedException) && !reply.aborted();
        return evidence.mayBeApplied() || about ? settled(known, evidence) : ended(evidence.present(id));
    }

    /** Settles the outcome by lists that show whether the known versions still exist. */
    private ModelDeletion settled(Set<String> known, DeletionEvidence evidence) {
        return settled(known, evidence, list(begin()));
    }

    private ModelDeletion settled(Set<String> known, DeletionEvidence evidence, DigestListing first) {
        boolean there = !Collections.disjoint(known, first.rows().keySet());
        boolean complete = first.brokenOff().isEmpty();
        boolean confirm = there
                ? evidence.presenceNeedsSecondRead()
                : complete && first.rows().isEmpty() && evidence.absenceNeedsSecondRead();
        if (!confirm) {
            return shown(known, evidence, first);
        }
        CallContext second = begin();
        return service.client().waitForSecondRead(second)
                ? shown(known, evidence, list(second))
                : ended(evidence.unread(id, waitEnded()));
    }

    private ModelDeletion shown(Set<String> known, DeletionEvidence evidence, DigestListing left) {
        Set<String> there = left.rows().keySet();
        boolean seen = !Collections.disjoint(known, there);
        if (left.brokenOff().isPresent()) {
            return ended(
                    seen
                            ? evidence.present(id)
                            : evidence.unread(id, left.brokenOff().get()));
        }
        if (there.isEmpty()) {
            return partly(evidence.absent(id), known, there);
        }
        return seen ? partly(evidence.present(id), known, there) : published(known, there);
    }

    /** Deletes the remaining known versions by digest. The wait precedes the list, so that the list is current. */
    private ModelDeletion finished(Set<String> known, Reply<?> reply, DeletionEvidence evidence) {
        boolean repeats = service.client().prepareRepeat(service.deleteModel(model), reply, begin());
        DigestListing left = list(begin());
        Set<String> there = left.rows().keySet();
        if (!repeats || left.brokenOff().isPresent() || there.isEmpty()) {
            return settled(known, evidence, left);
        }
        Optional<ConflictException> refusal = refusal(left.rows());
        ModelDeletion deletion;
        if (!known.containsAll(there)) {
            deletion = published(known, there);
        } else if (refusal.isPresent()) {
            deletion = partly(DeleteResult.of(id, DeleteOutcome.REFUSED, refusal.get()), known, there);
        } else {
            deletion = finished(known, there, reply.attempts());
        }
        return reply.mayContinue() ? unlessContinuing(known, deletion) : deletion;
    }

    /**
     * Returns the deletion as unknown if requested versions remain. No later answer ends the first request, which may
     * still delete them.
     */
    private ModelDeletion unlessContinuing(Set<String> known, ModelDeletion deletion) {
        boolean remain = !deletion.outcome().isAbsent()
                && deletion.cascade().getOrDefault(VERSIONS, 0L) < known.size()
                && deletion.report().alarm().isEmpty();
        if (!remain) {
            return deletion;
        }
        StoreException cause = new OutcomeUnknownException(
                about("versions remain, and the service may still be processing the first request"),
                deletion.cause().orElseThrow());
        return ModelDeletion.of(
                WeaveProvider.NAME, DeleteResult.of(id, DeleteOutcome.UNKNOWN, cause), deletion.cascade());
    }

    private ModelDeletion finished(Set<String> known, Set<String> there, int attempts) {
        Map<String, VersionId> digests = new LinkedHashMap<>();
        there.forEach(digest -> digests.put(digest, new VersionId(digest)));
        DeleteReport<VersionId> report = new VersionDeletion(
                        service, pages, Operation.DELETE_MODEL, model, digests, guard.mode())
                .runListed(attempts);
        ModelDeletion deletion = finished(known, there, report);
        return report.alarm().map(alarm -> alarmed(deletion, alarm)).orElse(deletion);
    }

    private ModelDeletion finished(Set<String> known, Set<String> there, DeleteReport<VersionId> report) {
        Optional<DeleteResult<VersionId>> left = report.results().stream()
                .filter(result -> !result.outcome().isAbsent())
                .reduce((one, other) -> one.outcome() == DeleteOutcome.UNKNOWN ? one : other);
        if (left.isPresent()) {
            StoreException cause = left.get().cause().or(report::abortCause).orElseThrow();
            // The deletion of the model was attempted, even if that of some versions was not.
            boolean attempted = left.get().outcome() != DeleteOutcome.NOT_ATTEMPTED;
            Set<String> perhapsThere = report.results().stream()
                    .filter(result -> !result.outcome().isAbsent())
                    .map(result -> result.id().value())
                    .collect(Collectors.toSet());
            DeleteOutcome outcome = attempted ? left.get().outcome() : DeleteOutcome.FAILED;
            return partly(DeleteResult.of(id, outcome, cause), known, perhapsThere);
        }
        DigestListing published = list(begin());
        if (published.brokenOff().isPresent()) {
            return ended(
                    DeleteOutcome.UNKNOWN,
                    WeaveService.unknown(
                            Operation.DELETE_MODEL, model, published.brokenOff().get()));
        }
        if (!published.rows().isEmpty()) {
            return published(known, published.rows().keySet());
        }
        boolean confirmed = there.size() == known.size()
                && report.results().stream().allMatch(result -> result.outcome() == DeleteOutcome.DELETED);
        return partly(
                DeleteResult.of(id, confirmed ? DeleteOutcome.DELETED : DeleteOutcome.PRESUMED_DELETED),
                known,
                Set.of());
    }

    private ModelDeletion published(Set<String> known, Set<String> there) {
        String left = Collections.disjoint(known, there)
                ? "all requested versions are gone, and the present ones were not requested"
                : "not all requested versions are gone, and not all present ones were requested";
        ConflictException cause = new ConflictException(about("a version was published during the deletion: " + left));
        return partly(DeleteResult.of(id, DeleteOutcome.FAILED, cause), known, there);
    }

    /** Returns the result with the number of known versions that a complete list no longer contains. */
    private ModelDeletion partly(DeleteResult<ModelId> result, Set<String> known, Set<String> there) {
        long gone = known.stream().filter(digest -> !there.contains(digest)).count();
        return ModelDeletion.of(WeaveProvider.NAME, result, gone == 0 ? Map.of() : Map.of(VERSIONS, gone));
    }

    private ModelDeletion alarmed(ModelDeletion deletion, ScopeExceededException alarm) {
        return ModelDeletion.of(
                WeaveProvider.NAME, DeleteResult.of(id, deletion.outcome(), alarm), deletion.cascade(), alarm);
    }

    private ModelDeletion ended(DeleteOutcome outcome, StoreException cause) {
        return ended(DeleteResult.of(id, outcome, cause));
    }

    private ModelDeletion ended(DeleteResult<ModelId> result) {
        return ModelDeletion.of(WeaveProvider.NAME, result, Map.of());
    }
}
