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

    private static void expected(ContractContext context) throws Throwable {
        RunId run = context.fixture().givenRun(5);
        List<CheckpointId> there = context.fixture().checkpoints(run);
        List<CheckpointId> asked = there.subList(1, 4);
        Map<CheckpointId, String> revisions = context.revisions(run);
        assertThat(revisions.keySet()).as("checkpoints that have a revision").containsAll(asked);
        revisions.keySet().retainAll(asked.subList(0, 2));
        DeleteReport<CheckpointId> report = context.checkpoints().delete(run, asked, revisions);
        assertThat(report.results()).extracting(DeleteResult::outcome).containsOnly(DeleteOutcome.DELETED);
        List<CheckpointId> left = new ArrayList<>(there);
        left.removeAll(asked);
        assertThat(context.fixture().checkpoints(run)).isEqualTo(left);
    }

    private static void refused(ContractContext context) {
        RunId run = context.fixture().givenRun(3);
        List<CheckpointId> there = context.fixture().checkpoints(run);
        List<CheckpointId> one = there.subList(0, 1);
        context.refuses("a blank revision", () -> context.checkpoints().delete(run, one, Map.of(there.get(0), " ")));
        context.refuses(
                "a revision of another checkpoint",
                () -> context.checkpoints().delete(run, one, Map.of(there.get(1), "any")));
        assertThat(context.fixture().checkpoints(run)).isEqualTo(there);
    }
}
