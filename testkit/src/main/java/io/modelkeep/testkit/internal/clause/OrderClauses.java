package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The clauses about the order of checkpoints and the latest checkpoint. */
public final class OrderClauses {

    private OrderClauses() {}

    public static List<Clause> all() {
        return List.of(
                Clause.of("C20", "ascending order is by increasing step, over all pages", OrderClauses::ascending)
                        .needs(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_ORDER),
                Clause.of("C21", "descending order is by decreasing step, over all pages", OrderClauses::descending)
                        .needs(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_ORDER),
                Clause.of("C22", "a page token is refused with another order", OrderClauses::tokenOfAnotherOrder)
                        .needs(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_ORDER)
                        .when("pages", fixture -> fixture.maxPageSize(Operation.LIST_CHECKPOINTS) < Integer.MAX_VALUE),
                Clause.of("C23", "the latest checkpoint is the one with the highest step", OrderClauses::latest)
                        .needs(Capability.CHECKPOINT_LIST),
                Clause.of(
                                "C24",
                                "finding the latest checkpoint takes one request if the service supports ordering",
                                OrderClauses::latestCosts)
                        .needs(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_ORDER)
                        .onTheWire(),
                Clause.of("C25", "a training run without checkpoints has no latest checkpoint", OrderClauses::noLatest)
                        .needs(Capability.CHECKPOINT_LIST),
                Clause.of(
                                "C26",
                                "asking for the latest checkpoint of a missing training run throws NotFoundException",
                                OrderClauses::latestOfNothing)
                        .needs(Capability.CHECKPOINT_LIST),
                Clause.of("C27", "the ids that a list returns are accepted by delete", OrderClauses::roundTrip)
                        .needs(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE),
                Clause.of(
                                "C28",
                                "the capabilities of one training run are a subset of the store's, and reported "
                                        + "without a request",
                                OrderClauses::refined)
                        .needs(Capability.CHECKPOINT_LIST));
    }

    private static void ascending(ContractContext context) {
        RunId run = context.fixture().givenRun(7);
        assertThat(walk(context, run, Order.ASCENDING))
                .isEqualTo(context.fixture().checkpoints(run));
    }

    private static void descending(ContractContext context) {
        RunId run = context.fixture().givenRun(7);
        List<CheckpointId> falling = new ArrayList<>(context.fixture().checkpoints(run));
        Collections.reverse(falling);
        assertThat(walk(context, run, Order.DESCENDING)).isEqualTo(falling);
    }

    private static void tokenOfAnotherOrder(ContractContext context) {
        RunId run = context.fixture().givenRun(5);
        PageRequest start = PageRequest.first().withSize(2);
        String token = context.checkpoints()
                .list(run, Order.ASCENDING, start)
                .nextToken()
                .orElseThrow();
        context.refuses(
                "a token of another order",
                () -> context.checkpoints().list(run, Order.DESCENDING, start.withToken(token)));
    }

    private static void latest(ContractContext context) {
        RunId run = context.fixture().givenRun(5);
        List<CheckpointId> there = context.fixture().checkpoints(run);
        assertThat(context.checkpoints().latest(run).map(Checkpoint::id)).contains(there.get(4));
    }

    private static void latestCosts(ContractContext context) throws Throwable {
        RunId run = context.fixture().givenRun(5);
        context.sends(1, () -> assertThat(context.checkpoints().latest(run)).isPresent());
    }

    private static void noLatest(ContractContext context) {
        RunId run = context.fixture().givenRun(0);
        assertThat(context.checkpoints().latest(run)).isEmpty();
    }

    private static void latestOfNothing(ContractContext context) {
        RunId run = context.fixture().absentRun();
        assertThatThrownBy(() -> context.checkpoints().latest(run)).isInstanceOf(NotFoundException.class);
    }

    private static void roundTrip(ContractContext context) {
        RunId run = context.fixture().givenRun(4);
        List<CheckpointId> listed;
        try (Stream<Checkpoint> checkpoints = context.checkpoints().stream(run)) {
            listed = checkpoints.map(Checkpoint::id).toList();
        }
        assertThat(context.checkpoints().delete(run, listed).complete()).isTrue();
        assertThat(context.fixture().checkpoints(run)).isEmpty();
    }

    private static void refined(ContractContext context) throws Throwable {
        RunId run = context.fixture().givenRun(1);
        context.sends(
                0,
                () -> assertThat(context.checkpoints().capabilities(run))
                        .isNotEmpty()
                        .isSubsetOf(context.checkpoints().capabilities()));
    }

    private static List<CheckpointId> walk(ContractContext context, RunId run, Order order) {
        PageRequest start = PageRequest.first().withSize(3);
        List<CheckpointId> ids = new ArrayList<>();
        Page<Checkpoint> page = context.checkpoints().list(run, order, start);
        page.items().forEach(checkpoint -> ids.add(checkpoint.id()));
        for (int pages = 1; page.nextToken().isPresent(); pages++) {
            assertThat(pages).as("pages of a short list").isLessThan(100);
            page = context.checkpoints()
                    .list(run, order, start.withToken(page.nextToken().get()));
            page.items().forEach(checkpoint -> ids.add(checkpoint.id()));
        }
        return ids;
    }
}
