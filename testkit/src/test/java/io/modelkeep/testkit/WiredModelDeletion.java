package io.modelkeep.testkit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The deletion of one model over the wire, repeated because an id never comes to mean another model. */
final class WiredModelDeletion {

    private final WiredClient client;
    private final ModelId id;

    WiredModelDeletion(WiredClient client, ModelId id) {
        this.client = client;
        this.id = id;
    }

    ModelDeletion run() {
        Instant start = client.now();
        WiredClient.Effect effect = WiredClient.Effect.NONE;
        for (int number = 1; ; number++) {
            WiredClient.Attempt attempt = client.attempt(Operation.DELETE_MODEL, request(), number);
            Optional<StoreException> problem =
                    attempt.failure().or(() -> problem(attempt.answer().orElseThrow()));
            if (problem.isEmpty()) {
                return deletion(DeleteResult.of(id, DeleteOutcome.DELETED));
            }
            WiredEvidence evidence = WiredEvidence.of(attempt, problem.get()).after(effect);
            if (client.has(WiredFlaw.ENDS_WORK)) {
                evidence = evidence.ended();
            }
            effect = evidence.effect();
            if (!attempt.again()
                    || number >= client.maxAttempts()
                    || !client.waited(Operation.DELETE_MODEL, number, attempt, start)) {
                return deletion(settled(evidence, client.ended(problem.get())));
            }
        }
    }

    private Map<String, Object> request() {
        return Map.of("id", id.value());
    }

    /** What is wrong with a success. */
    private Optional<StoreException> problem(Map<String, Object> answer) {
        Object count = answer.get("deleted_checkpoints");
        if (!(answer.get("id") instanceof String named) || !(count instanceof Integer || count instanceof Long)) {
            return Optional.of(new MalformedResponseException(
                    client.details(Operation.DELETE_MODEL, "unusable").statusCode(200)));
        }
        if (!named.equals(id.value()) && client.has(WiredFlaw.MISSES_ALARMS)) {
            return Optional.of(
                    new MalformedResponseException(client.details(Operation.DELETE_MODEL, "about another model")
                            .statusCode(200)));
        }
        boolean negative = ((Number) count).longValue() < 0;
        if (negative && client.has(WiredFlaw.IGNORES_NEGATIVE_COUNTS)) {
            return Optional.empty();
        }
        boolean alarming = !named.equals(id.value()) || negative;
        return alarming
                ? Optional.of(new ScopeExceededException(
                        client.details(Operation.DELETE_MODEL, "about another model")
                                .statusCode(200),
                        1,
                        1))
                : Optional.empty();
    }

    private DeleteResult<ModelId> settled(WiredEvidence evidence, StoreException last) {
        if (last instanceof CancelledException) {
            return DeleteResult.of(
                    id,
                    evidence.effect() == WiredClient.Effect.NONE ? DeleteOutcome.NOT_ATTEMPTED : DeleteOutcome.UNKNOWN,
                    last);
        }
        if (last.statusCode().isEmpty() && evidence.effect() == WiredClient.Effect.NONE) {
            return DeleteResult.of(id, DeleteOutcome.FAILED, last);
        }
        if (last instanceof NotFoundException && client.has(WiredFlaw.BELIEVES_404)) {
            return evidence.absent(id);
        }
        try {
            boolean there = there();
            if (there ? evidence.presenceNeedsSecondRead() : evidence.absenceNeedsSecondRead()) {
                client.pause();
                there = there();
            }
            return there ? evidence.present(id) : evidence.absent(id);
        } catch (StoreException unsettled) {
            return evidence.unread(id, unsettled);
        }
    }

    private boolean there() {
        try {
            return id.value().equals(client.read(Operation.GET_MODEL, request()).get("id"));
        } catch (NotFoundException gone) {
            return false;
        }
    }

    private static ModelDeletion deletion(DeleteResult<ModelId> result) {
        return ModelDeletion.of("wired", result, Map.of());
    }
}
