package io.modelkeep.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contract about services and networks that misbehave, as tests. See {@link CheckpointStoreContract} for an
 * example. Applies to fixtures with a {@link StoreFixture#wire()}.
 *
 * <p>Each cell of the matrix combines a fault and an operation. It checks the result for the caller, the requests on
 * the wire and the state of the server afterwards. It also checks that the listener was notified of each request, and
 * that each fault was played.
 */
public abstract non-sealed class FaultContract extends Contract {

    /** Creates the contract for a subclass, which JUnit instantiates. */
    protected FaultContract() {}

    @Override
    final List<Clause> allClauses() {
        return clauses();
    }

    @Override
    final Optional<String> needs(StoreFixture fixture) {
        return fixture.wire().isPresent()
                ? Optional.empty()
                : Optional.of(fixture.getClass().getName()
                        + " has no wire(), so no fault can be played and nothing would be tested; return a "
                        + "FaultFixture from wire(), or run no fault contract for a provider without a "
                        + "network");
    }

    static List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        rows().forEach(row -> clauses.addAll(row.clauses()));
        clauses.addAll(ConnectFaults.all());
        clauses.addAll(TlsFaults.all());
        clauses.addAll(RelayFaults.all());
        clauses.addAll(SweepFaults.all());
        clauses.addAll(PagingFaults.all());
        clauses.addAll(CancelFaults.all());
        clauses.addAll(BatchFaults.all());
        clauses.addAll(IdFaults.all());
        clauses.addAll(CrowdFaults.all());
        clauses.addAll(ClockFaults.all());
        clauses.addAll(DownloadFaults.all());
        clauses.addAll(SettlingFaults.all());
        clauses.addAll(BetweenFaults.all());
        clauses.addAll(ForeignFaults.all());
        clauses.addAll(RepeatedAnswerFaults.all());
        clauses.addAll(AttackRows.all());
        return clauses;
    }

    static List<FaultRow> rows() {
        return Stream.of(
                        LostAnswerRows.all(),
                        RetryAfterRows.all(),
                        RefusalRows.all(),
                        DamageRows.all(),
                        ScopeRows.all())
                .flatMap(List::stream)
                .toList();
    }
}
