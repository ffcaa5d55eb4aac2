package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.AuthenticationException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.Id;
import io.modelkeep.PermissionDeniedException;
import io.modelkeep.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A bulk deletion of several batches: what stops it, and what does not. */
final class SweepFaults<P extends Id, I extends Id> {

    private static final int BATCHES = 3;

    private final Bulk<P, I> bulk;

    private SweepFaults(Bulk<P, I> bulk) {
        this.bulk = bulk;
    }

    static List<Clause> all() {
        return Stream.of(new SweepFaults<>(Bulk.CHECKPOINTS), new SweepFaults<>(Bulk.VERSIONS))
                .flatMap(sweep -> sweep.clauses().stream())
                .toList();
    }

    private List<Clause> clauses() {
        return List.of(
                clause(
                        "F19",
                        "a key that is refused stops the rest (401)",
                        scene -> stopped(scene, 401, AuthenticationException.class)),
                clause(
                        "F19",
                        "a key that is refused stops the rest (403)",
                        scene -> stopped(scene, 403, PermissionDeniedException.class)),
                clause("F40", "one batch of several is refused, and the others go on", this::othersGoOn),
                clause(
                        "F41",
                        "one answer of several is lost, and only its batch is in doubt (applied)",
                        scene -> inDoubt(scene, Fault.disconnect().applied(), BATCHES, DeleteOutcome.PRESUMED_DELETED)),
                clause(
                        "F41",
                        "one answer of several is lost, and only its batch is in doubt (not applied)",
                        scene -> inDoubt(scene, Fault.disconnect(), BATCHES + 1, DeleteOutcome.DELETED)));
    }

    private Clause clause(String id, String about, Clause.Proof proof) {
        return Clause.of(id, bulk.operation().label() + ": " + about, proof)
                .needs(bulk.capability())
                .onTheWire()
                .with("max-concurrency", "1");
    }

    private void stopped(Scene scene, int status, Class<? extends StoreException> type) {
        P parent = bulk.given(scene.fixture(), number(scene));
        List<I> asked = bulk.truth(scene.fixture(), parent).subList(0, number(scene));
        scene.wire().inject(bulk.operation(), Fault.status(status));
        DeleteReport<I> report = bulk.delete(scene.stores(), parent, asked);
        assertThat(report.stoppedBy()).containsInstanceOf(type);
        assertThat(report.summary())
                .isEqualTo(Map.of(
                        DeleteOutcome.FAILED,
                        scene.fixture().maxBatchSize(bulk.operation()),
                        DeleteOutcome.NOT_ATTEMPTED,
                        asked.size() - scene.fixture().maxBatchSize(bulk.operation())));
        assertThat(deletions(scene)).isEqualTo(1);
        assertThat(bulk.truth(scene.fixture(), parent)).containsAll(asked);
        assertThat(scene.wire().unconsumed()).isEmpty();
    }

    private void othersGoOn(Scene scene) {
        P parent = bulk.given(scene.fixture(), number(scene));
        List<I> asked = List.copyOf(bulk.truth(scene.fixture(), parent).subList(0, number(scene)));
        scene.wire().injectAt(bulk.operation(), 2, Fault.status(409));
        DeleteReport<I> report = bulk.delete(scene.stores(), parent, asked);
        assertThat(report.stoppedBy()).isEmpty();
        List<I> refused = new ArrayList<>();
        report.results().stream()
                .filter(result -> result.outcome() == DeleteOutcome.REFUSED)
                .forEach(result -> refused.add(result.id()));
        assertThat(report.summary())
                .isEqualTo(Map.of(
                        DeleteOutcome.REFUSED,
                        scene.fixture().maxBatchSize(bulk.operation()),
                        DeleteOutcome.DELETED,
                        asked.size() - scene.fixture().maxBatchSize(bulk.operation())));
        assertThat(deletions(scene)).isEqualTo(BATCHES);
        List<I> left = new ArrayList<>(bulk.truth(scene.fixture(), parent));
        left.retainAll(asked);
        assertThat(left).containsExactlyInAnyOrderElementsOf(refused);
        assertThat(scene.wire().unconsumed()).isEmpty();
    }

    private void inDoubt(Scene scene, Fault lost, int leastRequests, DeleteOutcome outcome) {
        P parent = bulk.given(scene.fixture(), number(scene) + 2);
        List<I> there = bulk.truth(scene.fixture(), parent);
        List<I> asked = List.copyOf(there.subList(0, number(scene)));
        List<I> others = List.copyOf(there.subList(number(scene), there.size()));
        scene.wire().injectAt(bulk.operation(), 2, lost);
        DeleteReport<I> report = bulk.delete(scene.stores(), parent, asked);
        assertThat(report.stoppedBy()).isEmpty();
        boolean confirmedAgain = scene.fixture().deletedAgain(bulk.operation()) == DeleteOutcome.DELETED;
        if (outcome == DeleteOutcome.DELETED || confirmedAgain) {
            assertThat(report.complete()).isTrue();
        } else {
            int batch = scene.fixture().maxBatchSize(bulk.operation());
            assertThat(report.summary()).isEqualTo(Map.of(outcome, batch, DeleteOutcome.DELETED, asked.size() - batch));
        }
        assertThat(deletions(scene)).isBetween((long) leastRequests, BATCHES + 2L);
        assertThat(bulk.truth(scene.fixture(), parent)).containsExactlyInAnyOrderElementsOf(others);
        assertThat(scene.wire().unconsumed()).isEmpty();
    }

    private int number(Scene scene) {
        return BATCHES * scene.fixture().maxBatchSize(bulk.operation());
    }

    private long deletions(Scene scene) {
        return scene.requests().stream()
                .filter(request ->
                        request.operation().filter(bulk.operation()::equals).isPresent())
                .count();
    }
}
