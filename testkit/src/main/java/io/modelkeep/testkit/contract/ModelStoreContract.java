package io.modelkeep.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelId;
import io.modelkeep.testkit.internal.clause.CapabilityClauses;
import io.modelkeep.testkit.internal.clause.ChangingListClauses;
import io.modelkeep.testkit.internal.clause.CreateClauses;
import io.modelkeep.testkit.internal.clause.DeletionClauses;
import io.modelkeep.testkit.internal.clause.FieldClauses;
import io.modelkeep.testkit.internal.clause.LifecycleClauses;
import io.modelkeep.testkit.internal.clause.ListClauses;
import io.modelkeep.testkit.internal.clause.ListenerClauses;
import io.modelkeep.testkit.internal.clause.ModelClauses;
import io.modelkeep.testkit.internal.clause.NameFilterClauses;
import io.modelkeep.testkit.internal.clause.ProtectionClauses;
import io.modelkeep.testkit.internal.clause.ScopeClauses;
import io.modelkeep.testkit.internal.clause.ValueClauses;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.ParallelThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contract of every {@link io.modelkeep.ModelStore}, as tests. See {@link CheckpointStoreContract} for an example.
 */
public abstract non-sealed class ModelStoreContract extends Contract {

    private static final int THREADS = 8;

    /** Creates the contract for a subclass, which JUnit instantiates. */
    protected ModelStoreContract() {}

    @Override
    final List<Clause> allClauses() {
        return clauses();
    }

    static List<Clause> clauses() {
        return Stream.of(
                        CapabilityClauses.of(OperationCalls.OF_MODELS),
                        ListClauses.of(ModelLists.MODELS),
                        ListClauses.of(ModelLists.VERSIONS),
                        FieldClauses.ofVersions(),
                        ModelClauses.all(),
                        CreateClauses.all(),
                        DeletionClauses.of(BulkDeletionKind.VERSIONS),
                        LifecycleClauses.of(OperationCalls.OF_MODELS),
                        List.of(Clause.of(
                                        "M76",
                                        "eight threads delete models at once, and each gets its own result",
                                        ModelStoreContract::threads)
                                .needs(Capability.MODEL_DELETE)),
                        NameFilterClauses.all(),
                        ValueClauses.ofVersions(),
                        ProtectionClauses.all(),
                        ChangingListClauses.ofModels(),
                        ListenerClauses.of(OperationCalls.OF_MODELS),
                        ScopeClauses.of(OperationCalls.OF_MODELS))
                .flatMap(List::stream)
                .toList();
    }

    private static void threads(ContractContext context) throws Exception {
        ModelId kept = context.fixture().givenModel("kept");
        List<ModelId> models = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            models.add(context.fixture().givenModel("deleted-" + i));
        }
        ParallelThreads.together(
                THREADS,
                thread -> assertThat(context.models().delete(models.get(thread)).outcome())
                        .isEqualTo(DeleteOutcome.DELETED));
        assertThat(context.fixture().models()).containsExactly(kept);
    }
}
