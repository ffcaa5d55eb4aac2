package io.modelkeep.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.testkit.internal.clause.CapabilityClauses;
import io.modelkeep.testkit.internal.clause.ChangingListClauses;
import io.modelkeep.testkit.internal.clause.DeletionClauses;
import io.modelkeep.testkit.internal.clause.DownloadClauses;
import io.modelkeep.testkit.internal.clause.FieldClauses;
import io.modelkeep.testkit.internal.clause.LifecycleClauses;
import io.modelkeep.testkit.internal.clause.ListClauses;
import io.modelkeep.testkit.internal.clause.ListenerClauses;
import io.modelkeep.testkit.internal.clause.OrderClauses;
import io.modelkeep.testkit.internal.clause.RevisionClauses;
import io.modelkeep.testkit.internal.clause.ScanClauses;
import io.modelkeep.testkit.internal.clause.ScopeClauses;
import io.modelkeep.testkit.internal.clause.ValueClauses;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.list.RunLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.ParallelThreads;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contract of every {@link io.modelkeep.CheckpointStore}, as tests. A provider's test is one class:
 *
 * <pre>{@code
 * class MemoryCheckpointStoreTest extends CheckpointStoreContract {
 *     protected StoreFixture fixture() {
 *         return new MemoryFixture();
 *     }
 * }
 * }</pre>
 */
public abstract non-sealed class CheckpointStoreContract extends Contract {

    private static final int THREADS = 8;

    /** Creates the contract for a subclass, which JUnit instantiates. */
    protected CheckpointStoreContract() {}

    @Override
    final List<Clause> allClauses() {
        return clauses();
    }

    static List<Clause> clauses() {
        return Stream.of(
                        CapabilityClauses.of(OperationCalls.OF_CHECKPOINTS),
                        ListClauses.of(RunLists.CHECKPOINTS),
                        ScanClauses.all(),
                        OrderClauses.all(),
                        FieldClauses.ofCheckpoints(),
                        DeletionClauses.of(BulkDeletionKind.CHECKPOINTS),
                        ListClauses.of(RunLists.RUNS),
                        LifecycleClauses.of(OperationCalls.OF_CHECKPOINTS),
                        List.of(Clause.of(
                                        "C66",
                                        "eight threads list and delete at once, and each gets its own result",
                                        CheckpointStoreContract::threads)
                                .needs(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE)),
                        ListClauses.of(RunLists.FILES),
                        DownloadClauses.all(),
                        ValueClauses.ofCheckpoints(),
                        RevisionClauses.all(),
                        ChangingListClauses.ofCheckpoints(),
                        ListenerClauses.of(OperationCalls.OF_CHECKPOINTS),
                        ScopeClauses.of(OperationCalls.OF_CHECKPOINTS))
                .flatMap(List::stream)
                .toList();
    }

    private static void threads(ContractContext context) throws Exception {
        RunId run = context.fixture().givenRun(THREADS * 4 + 3);
        List<CheckpointId> there = context.fixture().checkpoints(run);
        ParallelThreads.together(THREADS, thread -> {
            List<CheckpointId> own = there.subList(thread * 4, thread * 4 + 4);
            context.checkpoints().list(run, PageRequest.first());
            DeleteReport<CheckpointId> report = context.checkpoints().delete(run, own);
            assertThat(report.complete()).isTrue();
            assertThat(report.results()).hasSize(own.size());
        });
        assertThat(context.fixture().checkpoints(run)).isEqualTo(there.subList(THREADS * 4, there.size()));
    }
}
