package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.GivenFiles;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Folder;
import io.modelkeep.testkit.internal.support.NotApplicable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The row F31: malformed and missing ids. Services interpret some of them as all items, or as the newest one. */
public final class IdFaults {

    private static final String ID = "F31";
    private static final String ABOUT = "an id is malformed, or no id is given";
    private static final Set<Operation> OF_IDS =
            EnumSet.complementOf(EnumSet.of(Operation.CREATE_MODEL, Operation.LIST_MODELS, Operation.LIST_RUNS));

    /**
     * Ids that every provider refuses. Aliases differ by service, and each fixture adds those that its provider
     * refuses.
     */
    private static final List<String> NONE =
            List.of("", " ", "\t", "\u00a0", ".", "..", "a b", "a/b", "a?b", "a,b\n", "x".repeat(257));

    private IdFaults() {}

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Operation operation : OF_IDS) {
            Clause clause = Clause.of(ID, operation.label() + ": " + ABOUT, scene -> prove(scene, operation))
                    .needs(FaultTrial.capability(operation))
                    .onTheWire();
            clauses.add(
                    switch (operation) {
                        case DELETE_MODEL -> clause.ends("refused (0)");
                        case DELETE_CHECKPOINTS, DELETE_VERSIONS ->
                            clause.ends("refused (0), or an empty report for an empty collection (0)");
                        default -> clause;
                    });
        }
        clauses.addAll(NotApplicable.but(OF_IDS, ID, ABOUT, "the operation takes no id"));
        return clauses;
    }

    private static void prove(ContractContext scene, Operation operation) throws Throwable {
        switch (operation) {
            case GET_MODEL -> ofModel(scene, id -> scene.models().get(id));
            case LIST_VERSIONS -> ofModel(scene, id -> scene.models().listVersions(id, PageRequest.first()));
            case DELETE_MODEL -> ofModel(scene, id -> scene.models().delete(id));
            case DELETE_VERSIONS -> {
                ofModel(
                        scene,
                        id -> scene.models()
                                .deleteVersions(id, List.of(scene.fixture().absentVersion())));
                bulk(scene, BulkDeletionKind.VERSIONS, VersionId::new);
            }
            case LIST_CHECKPOINTS -> ofRun(scene, id -> scene.checkpoints().list(id, PageRequest.first()));
            case DELETE_CHECKPOINTS -> {
                ofRun(
                        scene,
                        id -> scene.checkpoints()
                                .delete(id, List.of(scene.fixture().absentCheckpoint())));
                bulk(scene, BulkDeletionKind.CHECKPOINTS, CheckpointId::new);
            }
            default -> ofCheckpoint(scene, operation);
        }
    }

    private static void ofModel(ContractContext scene, Function<ModelId, Object> call) {
        ModelId there = scene.fixture().givenModel("kept");
        refused(scene, NONE, id -> call.apply(new ModelId(id)));
        for (ModelId wrong : scene.fixture().malformedModelIds()) {
            scene.refuses("the id " + wrong, () -> call.apply(wrong));
        }
        assertThat(scene.fixture().models()).contains(there);
    }

    private static void ofRun(ContractContext scene, Function<RunId, Object> call) {
        RunId there = scene.fixture().givenRun(2);
        refused(scene, NONE, id -> call.apply(new RunId(id)));
        for (RunId wrong : scene.fixture().malformedRunIds()) {
            scene.refuses("the id " + wrong, () -> call.apply(wrong));
        }
        assertThat(scene.fixture().checkpoints(there)).hasSize(2);
    }

    private static void ofCheckpoint(ContractContext scene, Operation operation) {
        GivenFiles files = GivenFiles.of(scene.fixture(), 1);
        try (Folder folder = Folder.fresh()) {
            Function<CheckpointId, Object> call = operation == Operation.LIST_FILES
                    ? id -> scene.checkpoints().listFiles(files.run(), id, PageRequest.first())
                    : id -> scene.checkpoints().download(files.run(), id, folder.path());
            refused(scene, NONE, id -> call.apply(new CheckpointId(id)));
            for (CheckpointId wrong : scene.fixture().malformedCheckpointIds()) {
                scene.refuses("the id " + wrong, () -> call.apply(wrong));
            }
            assertThat(folder.content()).isEmpty();
        }
    }

    /** Tries a malformed id among well-formed ones, and an empty collection. */
    private static <P extends Id, I extends Id> void bulk(
            ContractContext scene, BulkDeletionKind<P, I> bulk, Function<String, I> made) throws Throwable {
        P parent = bulk.given(scene.fixture(), 3);
        List<I> there = bulk.existing(scene.fixture(), parent);
        refused(scene, NONE, id -> bulk.delete(scene.stores(), parent, with(there, made.apply(id))));
        for (I wrong : bulk.malformed(scene.fixture())) {
            scene.refuses("the id " + wrong, () -> bulk.delete(scene.stores(), parent, with(there, wrong)));
        }
        scene.sends(0, () -> {
            DeleteReport<I> report = bulk.delete(scene.stores(), parent, List.of());
            assertThat(report.results()).isEmpty();
        });
        assertThat(bulk.existing(scene.fixture(), parent)).containsExactlyInAnyOrderElementsOf(there);
    }

    private static <I> List<I> with(List<I> ids, I another) {
        List<I> all = new ArrayList<>(ids);
        all.add(1, another);
        return all;
    }

    private static void refused(ContractContext scene, List<String> ids, Function<String, Object> call) {
        for (String id : ids) {
            ThrowingCallable refusing = () -> call.apply(id);
            scene.refuses("the id \"" + id + '"', refusing);
        }
    }
}
