package io.modelkeep.testkit.contract;

import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.fault.BatchFaults;
import io.modelkeep.testkit.internal.fault.CancelFaults;
import io.modelkeep.testkit.internal.fault.ChangeBetweenAttemptsFaults;
import io.modelkeep.testkit.internal.fault.ClockFaults;
import io.modelkeep.testkit.internal.fault.ConnectFaults;
import io.modelkeep.testkit.internal.fault.CrowdFaults;
import io.modelkeep.testkit.internal.fault.DownloadFaults;
import io.modelkeep.testkit.internal.fault.FaultRow;
import io.modelkeep.testkit.internal.fault.ForeignFaults;
import io.modelkeep.testkit.internal.fault.IdFaults;
import io.modelkeep.testkit.internal.fault.PagingFaults;
import io.modelkeep.testkit.internal.fault.RelayFaults;
import io.modelkeep.testkit.internal.fault.RepeatedAnswerFaults;
import io.modelkeep.testkit.internal.fault.SettlingFaults;
import io.modelkeep.testkit.internal.fault.SweepFaults;
import io.modelkeep.testkit.internal.fault.TlsFaults;
import io.modelkeep.testkit.internal.row.AttackRows;
import io.modelkeep.testkit.internal.row.DamageRows;
import io.modelkeep.testkit.internal.row.LostAnswerRows;
import io.modelkeep.testkit.internal.row.RefusalRows;
import io.modelkeep.testkit.internal.row.RetryAfterRows;
import io.modelkeep.testkit.internal.row.ScopeRows;
import io.modelkeep.testkit.internal.support.Clause;
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

    public static List<Clause> clauses() {
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
        clauses.addAll(ChangeBetweenAttemptsFaults.all());
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
