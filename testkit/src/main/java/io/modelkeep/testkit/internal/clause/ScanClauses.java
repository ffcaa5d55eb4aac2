package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The clauses about scans of all checkpoints of a training run. */
public final class ScanClauses {

    /** The number of items that stands for a page if the service returns the list as a whole. */
    private static final int FEW = 8;

    private ScanClauses() {}

    public static List<Clause> all() {
        return List.of(
                Clause.of(
                                "C18",
                                "a scan returns every checkpoint exactly once, whatever the length of the list",
                                ScanClauses::exact)
                        .needs(Capability.CHECKPOINT_LIST),
                Clause.of(
                                "C19",
                                "a scan of a changing list returns every checkpoint present throughout once, or "
                                        + "throws ListChangedException",
                                ScanClauses::changing)
                        .needs(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE));
    }

    private static void exact(ContractContext context) {
        int page = page(context);
        for (int length : List.of(0, 1, 2, page, page + 1, 2 * page, 2 * page + page / 2, 5 * page + 1)) {
            RunId run = context.fixture().givenRun(length);
            List<CheckpointId> there =
                    length == 0 ? List.of() : context.fixture().checkpoints(run);
            assertThat(context.checkpoints().streamUnordered(run).map(Checkpoint::id))
                    .as("a scan of %s", length)
                    .containsExactlyInAnyOrderElementsOf(there);
        }
    }

    /** Deletes checkpoints at both ends and in the middle during a scan, some of them at the scan's position. */
    private static void changing(ContractContext context) {
        int page = page(context);
        RunId run = context.fixture().givenRun(6 * page);
        List<CheckpointId> there = context.fixture().checkpoints(run);
        List<CheckpointId> given = new ArrayList<>();
        try (Stream<Checkpoint> scan = context.checkpoints().streamUnordered(run)) {
            Iterator<CheckpointId> ids = scan.map(Checkpoint::id).iterator();
            for (int part = 0; part < 6 && ids.hasNext(); part++) {
                List<CheckpointId> some = IntStream.of(part, 2 * page + part, there.size() - 1 - part)
                        .mapToObj(there::get)
                        .toList();
                assertThat(context.checkpoints().delete(run, some).complete()).isTrue();
                for (int i = 0; i < page && ids.hasNext(); i++) {
                    given.add(ids.next());
                }
            }
            ids.forEachRemaining(given::add);
        } catch (ListChangedException lostItsPlace) {
            return;
        }
        assertThat(given).doesNotHaveDuplicates().containsAll(context.fixture().checkpoints(run));
    }

    private static int page(ContractContext context) {
        int most = context.fixture().maxPageSize(Operation.LIST_CHECKPOINTS);
        return most == Integer.MAX_VALUE ? FEW : most;
    }
}
