package io.modelkeep.testkit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A bulk deletion over the wire, by the rules: what is ambiguous is read before it is repeated. */
final class WiredDeletion<I extends Id> {

    static final int BATCH = 4;

    private final WiredClient client;
    private final Operation operation;
    private final String parent;
    private final Supplier<Map<String, String>> listed;
    /** The revision that each id must still have, where one is known. */
    private final Map<String, String> revisions;

    private final DeleteReport.Collector<I> report;
    private final List<I> ids;
    private final Map<I, WiredEvidence> open = new LinkedHashMap<>();

    WiredDeletion(
            WiredClient client,
            Operation operation,
            String parent,
            Collection<I> ids,
            Map<String, String> expected,
            Supplier<Map<String, String>> listed) {
        this.client = client;
        this.operation = operation;
        this.parent = parent;
        this.listed = listed;
        this.revisions = new HashMap<>(expected);
        this.report = DeleteReport.collect("wired", ids);
        this.ids = List.copyOf(new LinkedHashSet<>(ids));
    }

    DeleteReport<I> run() {
        for (int from = 0; from < ids.size() && report.abortCause().isEmpty(); from += BATCH) {
            batch(ids.subList(from, Math.min(from + BATCH, ids.size())));
            if (client.has(WiredFlaw.LISTS_FOR_EACH_BATCH)) {
                settle();
            }
        }
        settle();
        return report.report();
    }

    private void batch(List<I> batch) {
        Instant start = client.now();
        List<I> left = batch;
        WiredClient.Effect effect = WiredClient.Effect.NONE;
        for (int number = 1; !left.isEmpty(); number++) {
            Map<String, Object> request =
                    Map.of("id", parent, "ids", left.stream().map(Id::value).toList());
            WiredClient.Attempt attempt = client.attempt(operation, request, number);
            if (attempt.answer().isPresent() && believed(attempt.answer().get(), left, effect)) {
                return;
            }
            StoreException why = attempt.failure()
                    .orElseGet(() -> new MalformedResponseException(
                            client.details(operation, "counts that disagree").statusCode(200)));
            WiredEvidence evidence = WiredEvidence.of(attempt, why).after(effect);
            if (client.has(WiredFlaw.ENDS_WORK)) {
                evidence = evidence.ended();
            }
            effect = evidence.effect();
            boolean again = attempt.again()
                    && number < client.maxAttempts()
                    && client.waited(operation, number, attempt, start);
            if (!again) {
                give(left, client.ended(why), evidence);
                return;
            }
            if (attempt.ambiguous()) {
                left = stillThere(left, evidence);
            }
        }
    }

    private boolean believed(Map<String, Object> answer, List<I> left, WiredClient.Effect effect) {
        if (!(answer.get("deleted_count") instanceof Integer || answer.get("deleted_count") instanceof Long)
                || !(answer.get("not_found") instanceof List<?> absent)) {
            return false;
        }
        long count = ((Number) answer.get("deleted_count")).longValue();
        if (count > left.size() || (count < 0 && !client.has(WiredFlaw.IGNORES_NEGATIVE_COUNTS))) {
            report.stop(new ScopeExceededException(client.details(operation, "miscounted"), left.size(), count));
            return false;
        }
        Set<Object> gone = new HashSet<>(absent);
        Set<String> asked = new HashSet<>(left.stream().map(Id::value).toList());
        int expected = left.size() - gone.size();
        boolean smaller = count >= 0 && count < expected && client.has(WiredFlaw.TRUSTS_SMALLER_COUNTS);
        if (!asked.containsAll(gone) || gone.size() != absent.size() || (count != expected && !smaller)) {
            return false;
        }
        StoreException denial = new NotFoundException(client.details(operation, "not found"));
        for (I id : left) {
            if (gone.contains(id.value()) && client.has(WiredFlaw.BELIEVES_ABSENCES)) {
                report.add(DeleteResult.of(id, DeleteOutcome.ALREADY_ABSENT));
            } else if (gone.contains(id.value())) {
                open.put(id, new WiredEvidence(denial, false, effect));
            } else {
                report.add(DeleteResult.of(id, DeleteOutcome.DELETED));
            }
        }
        return true;
    }

    /** What is to be sent again; what is gone by then has its result. */
    private List<I> stillThere(List<I> left, WiredEvidence evidence) {
        Map<String, String> there;
        try {
            there = listed.get();
        } catch (StoreException unsettled) {
            left.forEach(id -> report.add(unread(id, evidence, unsettled)));
            return List.of();
        }
        List<I> still = new ArrayList<>();
        for (I id : left) {
            Optional<DeleteResult<I>> otherOne = otherRevision(id, there);
            if (otherOne.isPresent()) {
                report.add(otherOne.get());
            } else if (there.containsKey(id.value())) {
                still.add(id);
            } else {
                report.add(evidence.absent(id));
            }
        }
        return still;
    }

    /** Why an id is not sent again: what is there is another one, saved since. */
    private Optional<DeleteResult<I>> otherRevision(I id, Map<String, String> there) {
        String now = there.get(id.value());
        if (client.has(WiredFlaw.FORGETS_REVISIONS)) {
            return Optional.empty();
        }
        if (now == null
                || now.equals(Optional.ofNullable(revisions.putIfAbsent(id.value(), now))
                        .orElse(now))) {
            return Optional.empty();
        }
        ConflictException why = new ConflictException(client.details(operation, "was saved again"));
        return Optional.of(DeleteResult.of(id, DeleteOutcome.FAILED, why));
    }

    private void give(List<I> left, StoreException why, WiredEvidence evidence) {
        if (why instanceof AuthenticationException
                || why instanceof PermissionDeniedException
                || why instanceof CancelledException) {
            report.stop(why);
        }
        boolean nothingSent = why.statusCode().isEmpty() && evidence.effect() == WiredClient.Effect.NONE;
        for (I id : left) {
            if (why instanceof CancelledException) {
                if (!nothingSent) {
                    report.add(DeleteResult.of(id, DeleteOutcome.UNKNOWN, why));
                }
            } else if (nothingSent) {
                report.add(DeleteResult.of(id, DeleteOutcome.FAILED, why));
            } else {
                open.put(id, evidence);
            }
        }
    }

    /** One list for all batches, and a second one where that is needed. */
    private void settle() {
        if (open.isEmpty()) {
            return;
        }
        settleOpen();
        open.clear();
    }

    private void settleOpen() {
        if (client.has(WiredFlaw.BELIEVES_ERRORS)) {
            open.forEach((id, evidence) -> report.add(evidence.present(id)));
            return;
        }
        try {
            Map<String, String> there = listed.get();
            boolean second = open.entrySet().stream()
                    .anyMatch(entry -> there.containsKey(entry.getKey().value())
                            ? entry.getValue().presenceNeedsSecondRead() && !client.has(WiredFlaw.TRUSTS_ONE_PRESENCE)
                            : entry.getValue().absenceNeedsSecondRead() && !client.has(WiredFlaw.TRUSTS_ONE_ABSENCE));
            if (second) {
                client.pause();
            }
            Map<String, String> later = second ? listed.get() : there;
            open.forEach((id, evidence) -> report.add(otherRevision(id, later)
                    .orElseGet(() -> later.containsKey(id.value()) ? evidence.present(id) : evidence.absent(id))));
        } catch (StoreException unsettled) {
            parentMissing(unsettled).ifPresent(report::stop);
            open.forEach((id, evidence) -> report.add(unread(id, evidence, unsettled)));
        }
    }

    private DeleteResult<I> unread(I id, WiredEvidence evidence, StoreException unsettled) {
        if (client.has(WiredFlaw.TRUSTS_MISSING_PARENTS) && unsettled instanceof NotFoundException) {
            return evidence.absent(id);
        }
        return client.has(WiredFlaw.FAILS_WITHOUT_PARENT) && unsettled instanceof NotFoundException
                ? DeleteResult.of(id, DeleteOutcome.FAILED, unsettled)
                : evidence.unread(id, unsettled);
    }

    private Optional<StoreException> parentMissing(StoreException unsettled) {
        boolean denied = open.values().stream().allMatch(evidence -> evidence.why() instanceof NotFoundException);
        return denied && unsettled instanceof NotFoundException ? Optional.of(unsettled) : Optional.empty();
    }
}
