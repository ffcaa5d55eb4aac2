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
            Clause clause = Clause.of(ID, operation.label() + ": " + ABOUT, context -> prove(context, operation))
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

    private static void prove(ContractContext context, Operation operation) throws Throwable {
        switch (operation) {
            case GET_MODEL -> ofModel(context, id -> context.models().get(id));
            case LIST_VERSIONS -> ofModel(context, id -> context.models().listVersions(id, PageRequest.first()));
            case DELETE_MODEL -> ofModel(context, id -> context.models().delete(id));
            case DELETE_VERSIONS -> {
                ofModel(
                        context,
                        id -> context.models()
                                .deleteVersions(id, List.of(context.fixture().absentVersion())));
                bulk(context, BulkDeletionKind.VERSIONS, VersionId::new);
            }
            case LIST_CHECKPOINTS -> ofRun(context, id -> context.checkpoints().list(id, PageRequest.first()));
            case DELETE_CHECKPOINTS -> {
                ofRun(
                        context,
                        id -> context.checkpoints()
                                .delete(id, List.of(context.fixture().absentCheckpoint())));
                bulk(context, BulkDeletionKind.CHECKPOINTS, CheckpointId::new);
            }
            default -> ofCheckpoint(context, operation);
        }
    }

    private static void ofModel(ContractContext context, Function<ModelId, Object> call) {
        ModelId there = context.fixture().givenModel("kept");
        refused(context, NONE, id -> call.apply(new ModelId(id)));
        for (ModelId wrong : context.fixture().malformedModelIds()) {
            context.refuses("the id " + wrong, () -> call.apply(wrong));
        }
        assertThat(context.fixture().models()).contains(there);
    }

    private static void ofRun(ContractContext context, Function<RunId, Object> call) {
        RunId there = context.fixture().givenRun(2);
        refused(context, NONE, id -> call.apply(new RunId(id)));
        for (RunId wrong : context.fixture().malformedRunIds()) {
            context.refuses("the id " + wrong, () -> call.apply(wrong));
        }
        assertThat(context.fixture().checkpoints(there)).hasSize(2);
    }

    private static void ofCheckpoint(ContractContext context, Operation operation) {
        GivenFiles files = GivenFiles.of(context.fixture(), 1);
        try (Folder folder = Folder.fresh()) {
            Function<CheckpointId, Object> call = operation == Operation.LIST_FILES
                    ? id -> context.checkpoints().listFiles(files.run(), id, PageRequest.first())
                    : id -> context.checkpoints().download(files.run(), id, folder.path());
            refused(context, NONE, id -> call.apply(new CheckpointId(id)));
            for (CheckpointId wrong : context.fixture().malformedCheckpointIds()) {
                context.refuses("the id " + wrong, () -> call.apply(wrong));
            }
            assertThat(folder.content()).isEmpty();
        }
    }

    /** Tries a malformed id among well-formed ones, and an empty collection. */
    private static <P extends Id, I extends Id> void bulk(
            ContractContext context, BulkDeletionKind<P, I> bulk, Function<String, I> made) throws Throwable {
        P parent = bulk.given(context.fixture(), 3);
        List<I> there = bulk.existing(context.fixture(), parent);
        refused(context, NONE, id -> bulk.delete(context.client(), parent, with(there, made.apply(id))));
        for (I wrong : bulk.malformed(context.fixture())) {
            context.refuses("the id " + wrong, () -> bulk.delete(context.client(), parent, with(there, wrong)));
        }
        context.sends(0, () -> {
            DeleteReport<I> report = bulk.delete(context.client(), parent, List.of());
            assertThat(report.results()).isEmpty();
        });
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(there);
    }

    private static <I> List<I> with(List<I> ids, I another) {
        List<I> all = new ArrayList<>(ids);
        all.add(1, another);
        return all;
    }

    private static void refused(ContractContext context, List<String> ids, Function<String, Object> call) {
        for (String id : ids) {
            ThrowingCallable refusing = () -> call.apply(id);
            context.refuses("the id \"" + id + '"', refusing);
        }
    }
}
