package io.modelkeep.testkit;

import io.modelkeep.AuthenticationException;
import io.modelkeep.CancelledException;
import io.modelkeep.ConflictException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.InvalidRequestException;
import io.modelkeep.MalformedResponseException;
import io.modelkeep.NotFoundException;
import io.modelkeep.Operation;
import io.modelkeep.PermissionDeniedException;
import io.modelkeep.ScopeExceededException;
import io.modelkeep.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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
    private final Supplier<Set<String>> listed;
    private final DeleteReport.Collector<I> report;
    private final List<I> ids;

    WiredDeletion(
            WiredClient client, Operation operation, String parent, Collection<I> ids, Supplier<Set<String>> listed) {
        this.client = client;
        this.operation = operation;
        this.parent = parent;
        this.listed = listed;
        this.report = DeleteReport.collect("wired", ids);
        this.ids = List.copyOf(new LinkedHashSet<>(ids));
    }

    DeleteReport<I> run() {
        for (int from = 0; from < ids.size() && report.stoppedBy().isEmpty(); from += BATCH) {
            batch(ids.subList(from, Math.min(from + BATCH, ids.size())));
        }
        return report.report();
    }

    private void batch(List<I> batch) {
        Instant start = client.now();
        List<I> left = batch;
        boolean ambiguous = false;
        for (int number = 1; !left.isEmpty(); number++) {
            Map<String, Object> request =
                    Map.of("id", parent, "ids", left.stream().map(Id::value).toList());
            WiredClient.Attempt attempt = client.attempt(operation, request, number);
            if (attempt.answer().isPresent() && believed(attempt.answer().get(), left, ambiguous)) {
                return;
            }
            StoreException why = attempt.failure()
                    .orElseGet(() -> new MalformedResponseException(
                            client.details(operation, "counts that disagree").statusCode(200)));
            if (attempt.answer().isPresent() || attempt.ambiguous()) {
                ambiguous = true;
                Optional<Set<String>> there = settle(left, why);
                if (there.isEmpty()) {
                    return;
                }
                List<I> still = new ArrayList<>();
                for (I id : left) {
                    if (there.get().contains(id.value())) {
                        still.add(id);
                    } else {
                        report.add(DeleteResult.of(id, DeleteOutcome.PRESUMED_DELETED, why));
                    }
                }
                left = still;
            }
            boolean again = attempt.again() || attempt.answer().isPresent() || attempt.ambiguous();
            if (!left.isEmpty()
                    && (!again || number >= client.maxAttempts() || !client.waited(asAttempt(why), start))) {
                give(left, client.ended(why));
                return;
            }
        }
    }

    private boolean believed(Map<String, Object> answer, List<I> left, boolean ambiguous) {
        if (!(answer.get("deleted_count") instanceof Integer || answer.get("deleted_count") instanceof Long)
                || !(answer.get("not_found") instanceof List<?> absent)) {
            return false;
        }
        long count = ((Number) answer.get("deleted_count")).longValue();
        if (count > left.size()) {
            report.stop(new ScopeExceededException(client.details(operation, "too many"), left.size(), count));
            return false;
        }
        Set<Object> gone = new HashSet<>(absent);
        Set<String> asked = new HashSet<>(left.stream().map(Id::value).toList());
        if (!asked.containsAll(gone) || gone.size() != absent.size() || count != left.size() - gone.size()) {
            return false;
        }
        DeleteOutcome missing = ambiguous ? DeleteOutcome.PRESUMED_DELETED : DeleteOutcome.ALREADY_ABSENT;
        left.forEach(
                id -> report.add(DeleteResult.of(id, gone.contains(id.value()) ? missing : DeleteOutcome.DELETED)));
        return true;
    }

    private Optional<Set<String>> settle(List<I> left, StoreException why) {
        try {
            if (!(why instanceof CancelledException)) {
                return Optional.of(listed.get());
            }
        } catch (StoreException unsettled) {
            // the outcome below says so
        }
        if (why instanceof CancelledException) {
            report.stop(why);
        }
        left.forEach(id -> report.add(DeleteResult.of(id, DeleteOutcome.UNKNOWN, why)));
        return Optional.empty();
    }

    private void give(List<I> left, StoreException why) {
        boolean refused = why instanceof InvalidRequestException || why instanceof ConflictException;
        if (why instanceof AuthenticationException
                || why instanceof PermissionDeniedException
                || why instanceof NotFoundException
                || why instanceof CancelledException) {
            report.stop(why);
        }
        if (!(why instanceof CancelledException)) {
            DeleteOutcome outcome = refused ? DeleteOutcome.REFUSED : DeleteOutcome.FAILED;
            left.forEach(id -> report.add(DeleteResult.of(id, outcome, why)));
        }
    }

    private static WiredClient.Attempt asAttempt(StoreException why) {
        return new WiredClient.Attempt(Optional.empty(), Optional.of(why), true, true);
    }
}
