package io.modelkeep.integration.soak;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.errors.StoreException;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.testkit.fixture.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One operation on things of its own, under random faults, and what must hold after it. */
final class Step {

    private static final int MOST_FAULTS = 5;
    private static final int ONE_INTERRUPT_IN = 15;

    private final World world;
    private final DeletableItems things;
    private final Random random;
    private final String parent;
    private final Set<String> before;

    Step(World world, Random random) {
        this.world = world;
        this.things = world.things();
        this.random = random;
        int batch = world.server().maxBatchSize(things.deletion());
        this.parent = things.given(world.server(), 2 + random.nextInt(batch == 1 ? 12 : 5 * batch / 2));
        this.before = new LinkedHashSet<>(things.ids(world.server(), parent));
    }

    /** Does it all; returns the outcomes, in words for a count. */
    List<String> run() {
        int waiting = injectFaults();
        boolean interrupted = random.nextInt(ONE_INTERRUPT_IN) == 0;
        world.begin();
        if (interrupted) {
            world.interruptAfter(1 + random.nextInt(4));
        }
        try {
            return random.nextInt(4) == 0 ? list(interrupted, waiting) : delete(interrupted);
        } finally {
            boolean unused = Thread.interrupted();
        }
    }

    private int injectFaults() {
        RandomFaults faults = new RandomFaults(random);
        int count = random.nextInt(MOST_FAULTS + 1);
        for (int i = 0; i < count; i++) {
            boolean read = random.nextBoolean();
            Fault fault = read ? faults.ofRead() : faults.ofDeletion();
            world.wire().injectAt(read ? things.listing() : things.deletion(), 1 + random.nextInt(3), fault);
        }
        return world.faultsLeft();
    }

    private List<String> list(boolean interrupted, int waiting) {
        try {
            List<String> listed = things.list(world.stores(), parent).toList();
            world.end();
            must(listed.size() == before.size() && before.equals(Set.copyOf(listed)), "a list is whole: " + listed);
            return List.of("LISTED");
        } catch (StoreException failed) {
            world.end();
            must(interrupted || world.faultsLeft() < waiting, "a list fails for a reason: " + failed);
            return List.of("NOT_LISTED");
        }
    }

    private List<String> delete(boolean interrupted) {
        List<String> asked = asked();
        DeleteReport<?> report = things.delete(world.stores(), parent, asked);
        world.end();
        Set<String> after = new HashSet<>(things.ids(world.server(), parent));
        List<String> reported =
                report.results().stream().map(result -> result.id().value()).toList();
        must(reported.equals(asked), "one result for each id, in order: " + report);
        Set<String> spared = new HashSet<>(before);
        asked.forEach(spared::remove);
        must(after.containsAll(spared), "nothing goes that was not asked for: " + report);
        boolean readFailed = readFailedInTheEnd();
        boolean mayContinue = workMayContinue();
        report.results()
                .forEach(result -> check(
                        result,
                        after,
                        interrupted
                                || readFailed
                                || (mayContinue && after.contains(result.id().value()))));
        return report.results().stream().map(result -> result.outcome().name()).toList();
    }

    private List<String> asked() {
        List<String> all = new ArrayList<>(before);
        Collections.shuffle(all, random);
        // One stays: the last of some things is not deleted.
        List<String> asked = new ArrayList<>(all.subList(0, random.nextInt(all.size())));
        asked.addAll(things.absent(random.nextInt(3)));
        Collections.shuffle(asked, random);
        return asked;
    }

    private void check(DeleteResult<?> result, Set<String> after, boolean mayBeUnknown) {
        String id = result.id().value();
        boolean wasThere = before.contains(id);
        DeleteOutcome outcome = result.outcome();
        if (outcome == DeleteOutcome.UNKNOWN) {
            must(mayBeUnknown, "what a read could settle is settled: " + result);
        } else if (outcome.isAbsent()) {
            must(!after.contains(id), "what is said to be gone is gone: " + result);
            must(outcome != DeleteOutcome.ALREADY_ABSENT || !wasThere, "it was there at first: " + result);
            must(outcome != DeleteOutcome.DELETED || wasThere, "it was never there: " + result);
        } else {
            must(!wasThere || after.contains(id), "what is said not to be deleted is there: " + result);
        }
    }

    /** Whether, after the last request that deletes, a read was answered with nothing that can be used. */
    private boolean readFailedInTheEnd() {
        boolean failed = false;
        for (RecordedExchange exchange : world.exchanges()) {
            if (exchange.operation().filter(name -> name.startsWith("delete-")).isPresent()) {
                failed = false;
            } else {
                failed |= !isUsable(exchange);
            }
        }
        return failed;
    }

    /** Whether the service may still be processing a request that deletes: what is still there is unknown then. */
    private boolean workMayContinue() {
        return world.exchanges().stream()
                .filter(exchange -> exchange.operation()
                        .filter(name -> name.startsWith("delete-"))
                        .isPresent())
                .mapToInt(exchange -> exchange.status().orElse(0))
                .anyMatch(status -> status == 0 || status == 408 || status >= 500);
    }

    private static boolean isUsable(RecordedExchange exchange) {
        String body = exchange.responseBody().strip();
        return exchange.status().orElse(0) == 200 && body.startsWith("{") && body.endsWith("}") && body.length() > 2;
    }

    private static void must(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError(rule);
        }
    }
}
