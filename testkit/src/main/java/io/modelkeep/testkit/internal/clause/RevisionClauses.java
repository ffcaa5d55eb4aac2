package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.RunId;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The clauses about expected revisions of a deletion. Row F60 covers their effect on retries. */
public final class RevisionClauses {

    private RevisionClauses() {}

    public static List<Clause> all() {
        return List.of(
                Clause.of(
                                "C95",
                                "checkpoints with the expected revision are deleted, and so are those without an "
                                        + "expected revision",
                                RevisionClauses::expected)
                        .needs(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_REVISION),
                Clause.of(
                                "C96",
                                "an expected revision is refused before any request if it is blank or its checkpoint "
                                        + "is not to be deleted",
                                RevisionClauses::refused)
                        .needs(Capability.CHECKPOINT_REVISION));
    }

    private static void expected(ContractContext scene) throws Throwable {
        RunId run = scene.fixture().givenRun(5);
        List<CheckpointId> there = scene.fixture().checkpoints(run);
        List<CheckpointId> asked = there.subList(1, 4);
        Map<CheckpointId, String> revisions = scene.revisions(run);
        assertThat(revisions.keySet()).as("checkpoints that have a revision").containsAll(asked);
        revisions.keySet().retainAll(asked.subList(0, 2));
        DeleteReport<CheckpointId> report = scene.checkpoints().delete(run, asked, revisions);
        assertThat(report.results()).extracting(DeleteResult::outcome).containsOnly(DeleteOutcome.DELETED);
        List<CheckpointId> left = new ArrayList<>(there);
        left.removeAll(asked);
        assertThat(scene.fixture().checkpoints(run)).isEqualTo(left);
    }

    private static void refused(ContractContext scene) {
        RunId run = scene.fixture().givenRun(3);
        List<CheckpointId> there = scene.fixture().checkpoints(run);
        List<CheckpointId> one = there.subList(0, 1);
        scene.refuses("a blank revision", () -> scene.checkpoints().delete(run, one, Map.of(there.get(0), " ")));
        scene.refuses(
                "a revision of another checkpoint",
                () -> scene.checkpoints().delete(run, one, Map.of(there.get(1), "any")));
        assertThat(scene.fixture().checkpoints(run)).isEqualTo(there);
    }
}
