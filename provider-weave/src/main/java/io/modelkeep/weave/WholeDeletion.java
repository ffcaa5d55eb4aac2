package io.modelkeep.weave;

import io.modelkeep.ConflictException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ErrorDetails;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.NotFoundException;
import io.modelkeep.Operation;
import io.modelkeep.OutcomeUnknownException;
import io.modelkeep.StoreException;
import io.modelkeep.VersionId;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Reply;
import io.modelkeep.weave.WeaveJson.Deleted;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The deletion of a model with all its versions, which are read first: to make sure that it is a model, and to know what was
 * asked for. If the request that deletes all is cut off, what is left of those versions is deleted by digest, for a version
 * that was published meanwhile is none of them.
 */
final class WholeDeletion {

    private static final int FIRST_ERROR = 400;

    /** What goes with a model, in the words of its cascade. */
    private static final String VERSIONS = "versions";

    private final WeaveService service;
    private final ObjectPages pages;
    private final ModelId id;
    private final String model;

    WholeDeletion(WeaveService service, ObjectPages pages, ModelId id, String model) {
        this.service = service;
        this.pages = pages;
        this.id = id;
        this.model = model;
    }

    ModelDeletion run() {
        CallContext context = begin();
        DigestListing before = DigestListing.all(pages, model, context);
        if (before.brokenOff().isPresent()) {
            return ended(DeleteOutcome.NOT_ATTEMPTED, before.brokenOff().get());
        }
        Map<String, ObjectRow> known = before.rows();
        if (known.isEmpty()) {
            return ended(DeleteOutcome.ALREADY_ABSENT);
        }
        for (ObjectRow row : known.values()) {
            if (!row.isModel()) {
                return ended(
                        DeleteOutcome.REFUSED,
                        new ConflictException(about("what has this id is no model (" + row.what() + ")")));
            }
        }
        Reply<Deleted> reply = service.client().send(service.deleteModel(model), begin());
        return reply.ok() ? answered(known, reply) : failed(known, reply, reply.failure());
    }

    private CallContext begin() {
        return service.client().begin(Operation.DELETE_MODEL, model);
    }

    private ErrorDetails about(String problem) {
        return WeaveService.about(Operation.DELETE_MODEL, model, problem);
    }

    /** More than was known is all the same all there was; fewer, or others, leave it open what was spared. */
    private ModelDeletion answered(Map<String, ObjectRow> known, Reply<Deleted> reply) {
        long deleted = reply.body().count();
        boolean named = reply.body()
                .digests()
                .map(digests -> Set.copyOf(digests).containsAll(known.keySet()))
                .orElse(true);
        if (deleted >= known.size() && named) {
            return deleted(DeleteOutcome.DELETED, deleted);
        }
        StoreException tooFew = reply.malformed("fewer versions were deleted than the model has, or others");
        DigestListing left = DigestListing.all(pages, model, begin());
        if (left.brokenOff().isPresent()) {
            return unknown(left.brokenOff().get());
        }
        if (left.rows().isEmpty()) {
            return deleted(DeleteOutcome.DELETED, deleted);
        }
        return Collections.disjoint(known.keySet(), left.rows().keySet())
                ? published(known.keySet(), left.rows().keySet())
                : partly(
                        DeleteOutcome.REFUSED,
                        tooFew,
                        known.keySet(),
                        left.rows().keySet());
    }

    private ModelDeletion failed(Map<String, ObjectRow> known, Reply<?> reply, StoreException failure) {
        if (failure instanceof NotFoundException) {
            return ended(DeleteOutcome.ALREADY_ABSENT);
        }
        if (reply.mayBeApplied() || failure.statusCode().orElse(FIRST_ERROR) < FIRST_ERROR) {
            return settled(known, reply, failure);
        }
        if (reply.over() && reply.neverSent()) {
            return ended(DeleteOutcome.NOT_ATTEMPTED, failure);
        }
        return ended(reply.refused() ? DeleteOutcome.REFUSED : DeleteOutcome.FAILED, failure);
    }

    private ModelDeletion settled(Map<String, ObjectRow> known, Reply<?> reply, StoreException failure) {
        // The wait before a repetition comes before the read, so that what is deleted then was seen just now.
        boolean repeats = reply.mayPass()
                && service.client().mayTryAgain(reply)
                && service.client().prepareRepeat(service.deleteModel(model), reply, begin());
        DigestListing left = DigestListing.all(pages, model, begin());
        if (left.brokenOff().isPresent()) {
            return unknown(left.brokenOff().get());
        }
        Set<String> there = left.rows().keySet();
        if (there.isEmpty()) {
            return ended(DeleteOutcome.PRESUMED_DELETED);
        }
        if (!known.keySet().containsAll(there)) {
            return published(known.keySet(), there);
        }
        if (!repeats) {
            StoreException cause = reply.unanswered() ? reply.unknown(failure) : failure;
            return partly(DeleteOutcome.FAILED, cause, known.keySet(), there);
        }
        return finished(known.keySet(), there);
    }

    private ModelDeletion finished(Set<String> known, Set<String> there) {
        Map<String, VersionId> digests = new LinkedHashMap<>();
        there.forEach(digest -> digests.put(digest, new VersionId(digest)));
        DeleteReport<VersionId> report =
                new VersionDeletion(service, pages, Operation.DELETE_MODEL, model, digests).runUnchecked();
        Optional<DeleteResult<VersionId>> left = report.results().stream()
                .filter(result -> !result.outcome().gone())
                .reduce((one, other) -> one.outcome() == DeleteOutcome.UNKNOWN ? one : other);
        if (left.isPresent()) {
            StoreException cause = left.get().cause().or(report::stoppedBy).orElseThrow();
            // The whole model was attempted, also where some of its versions were not.
            boolean attempted = left.get().outcome() != DeleteOutcome.NOT_ATTEMPTED;
            Set<String> perhapsThere = report.results().stream()
                    .filter(result -> !result.outcome().gone())
                    .map(result -> result.id().value())
                    .collect(Collectors.toSet());
            return partly(attempted ? left.get().outcome() : DeleteOutcome.FAILED, cause, known, perhapsThere);
        }
        DigestListing published = DigestListing.all(pages, model, begin());
        if (published.brokenOff().isPresent()) {
            return unknown(published.brokenOff().get());
        }
        if (!published.rows().isEmpty()) {
            return published(known, published.rows().keySet());
        }
        if (report.stoppedBy().isPresent()) {
            return ended(DeleteOutcome.PRESUMED_DELETED, report.stoppedBy().get());
        }
        boolean confirmed = there.size() == known.size()
                && report.results().stream().allMatch(result -> result.outcome() == DeleteOutcome.DELETED);
        return confirmed ? deleted(DeleteOutcome.DELETED, known.size()) : ended(DeleteOutcome.PRESUMED_DELETED);
    }

    private ModelDeletion published(Set<String> known, Set<String> there) {
        String left = Collections.disjoint(known, there)
                ? "all that was asked for is gone, and what is there now was not asked to be deleted"
                : "not all that was asked for is gone, and not all that is there was asked to be deleted";
        ConflictException cause = new ConflictException(about("a version was published meanwhile; " + left));
        return partly(DeleteOutcome.FAILED, cause, known, there);
    }

    /** The model is there still, and what is gone of it is told. */
    private ModelDeletion partly(DeleteOutcome outcome, StoreException cause, Set<String> known, Set<String> there) {
        long gone = known.stream().filter(digest -> !there.contains(digest)).count();
        return ModelDeletion.of(
                WeaveProvider.NAME, DeleteResult.of(id, outcome, cause), gone == 0 ? Map.of() : Map.of(VERSIONS, gone));
    }

    private ModelDeletion unknown(StoreException unread) {
        return ended(
                DeleteOutcome.UNKNOWN,
                new OutcomeUnknownException(
                        about("it is not known whether this was deleted, and no list could tell"), unread));
    }

    private ModelDeletion ended(DeleteOutcome outcome) {
        return ModelDeletion.of(WeaveProvider.NAME, DeleteResult.of(id, outcome), Map.of());
    }

    private ModelDeletion ended(DeleteOutcome outcome, StoreException cause) {
        return ModelDeletion.of(WeaveProvider.NAME, DeleteResult.of(id, outcome, cause), Map.of());
    }

    private ModelDeletion deleted(DeleteOutcome outcome, long versions) {
        return ModelDeletion.of(WeaveProvider.NAME, DeleteResult.of(id, outcome), Map.of(VERSIONS, versions));
    }
}
