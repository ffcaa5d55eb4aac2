package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelId;
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
                        CapabilityClauses.of(Calls.OF_MODELS),
                        ListingClauses.of(Listings.MODELS),
                        ListingClauses.of(Listings.VERSIONS),
                        FieldClauses.ofVersions(),
                        ModelClauses.all(),
                        CreateClauses.all(),
                        BulkClauses.of(Bulk.VERSIONS),
                        LifeClauses.of(Calls.OF_MODELS),
                        List.of(Clause.of(
                                        "M76",
                                        "eight threads delete models at once, and each gets its own result",
                                        ModelStoreContract::threads)
                                .needs(Capability.MODEL_DELETE)),
                        NameClauses.all(),
                        ValueClauses.ofVersions(),
                        ProtectionClauses.all(),
                        ChangingListClauses.ofModels(),
                        TellingClauses.of(Calls.OF_MODELS))
                .flatMap(List::stream)
                .toList();
    }

    private static void threads(Scene scene) throws Exception {
        ModelId kept = scene.fixture().givenModel("kept");
        List<ModelId> models = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            models.add(scene.fixture().givenModel("deleted-" + i));
        }
        Threads.together(
                THREADS,
                thread -> assertThat(scene.models().delete(models.get(thread)).outcome())
                        .isEqualTo(DeleteOutcome.DELETED));
        assertThat(scene.fixture().models()).containsExactly(kept);
    }
}
