package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.NotApplicable;
import io.modelkeep.testkit.internal.support.OperationCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The row F30: one id of a full batch is absent. Some services refuse the whole batch in this case. */
public final class BatchFaults<P extends Id, I extends Id> {

    private static final String ID = "F30";
    private static final String ABOUT = "one id of a full batch is absent";

    /** The limits for reads: checks whether the parent exists, and lists that confirm that the one id is absent. */
    private static final int READS = 4;

    private static final int LISTS = 2;

    private final BulkDeletionKind<P, I> bulk;

    private BatchFaults(BulkDeletionKind<P, I> bulk) {
        this.bulk = bulk;
    }

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        Stream.of(new BatchFaults<>(BulkDeletionKind.CHECKPOINTS), new BatchFaults<>(BulkDeletionKind.VERSIONS))
                .forEach(batch -> clauses.add(batch.clause()));
        clauses.addAll(NotApplicable.but(OperationCalls.BULKS, ID, ABOUT, "only a bulk deletion takes several ids"));
        return clauses;
    }

    private Clause clause() {
        return Clause.of(ID, bulk.operation().label() + ": " + ABOUT, this::absentInside)
                .needs(bulk.capability())
                .onTheWire()
                .ends("ALREADY_ABSENT for the absent id, DELETED for the others (at most one more than the number of "
                        + "batches)");
    }

    private void absentInside(ContractContext context) {
        int batch = context.fixture().maxBatchSize(bulk.operation());
        int number = Math.max(3, batch);
        P parent = bulk.given(context.fixture(), number + 2);
        List<I> there = bulk.existing(context.fixture(), parent);
        I absent = bulk.absent(context.fixture());
        List<I> asked = new ArrayList<>(there.subList(0, number));
        asked.set(number / 2, absent);
        List<I> left = new ArrayList<>(there);
        left.removeAll(asked);

        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);

        assertThat(report.abortCause()).isEmpty();
        assertThat(report.results()).extracting(DeleteResult::id).isEqualTo(asked);
        assertThat(report.results())
                .allSatisfy(result -> assertThat(result.outcome())
                        .as("%s", result.id())
                        .isEqualTo(result.id().equals(absent) ? DeleteOutcome.ALREADY_ABSENT : DeleteOutcome.DELETED));
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(left);
        List<WireRequest> sent = context.requests();
        int own = (int) sent.stream()
                .filter(request ->
                        request.operation().filter(bulk.operation()::equals).isPresent())
                .count();
        // A provider that lists first does not send ids that were not listed.
        assertThat(own).as("deletions").isBetween(batches(number - 1, batch), batches(number, batch) + 1);
        assertThat(sent.size() - own).as("reads").isLessThanOrEqualTo(READS + LISTS * pages(context, number + 2));
        assertThat(context.listener().attempted()).hasSameSizeAs(sent);
    }

    private int pages(ContractContext context, int items) {
        int size = context.fixture().maxPageSize(bulk.list());
        return size == Integer.MAX_VALUE ? 1 : batches(items, size) + 1;
    }

    private static int batches(int number, int batch) {
        return (number + batch - 1) / batch;
    }
}
