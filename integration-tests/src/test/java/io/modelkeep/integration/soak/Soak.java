package io.modelkeep.integration.soak;

import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.LeftThreads;
import io.modelkeep.integration.process.Parent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Steps, one after the other, each on one of all providers. Stores and simulators live for some steps, so that connections and
 * faults that were not met go on from one to the next; a life follows from the seed and its number alone, and a step is
 * repeated by repeating its life.
 */
final class Soak {

    static final int STEPS_OF_A_LIFE = 50;

    private static final int LIVES_TO_WARM_UP = 3;
    private static final int LIVES_BETWEEN_LOOKS = 10;
    private static final long HEAP_WOBBLE = 16L << 20;
    private static final int THREADS_WOBBLE = 8;

    private final long seed;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long requests;
    private long steps;
    private long heapAtFirst;
    private long heapAtLast;
    private int threadsAtFirst;
    private int threadsAtLast;

    Soak(long seed) {
        this.seed = seed;
    }

    /** Lives on until the time is over. */
    void run(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long life = 0; System.nanoTime() - end < 0; life++) {
            live(life, Long.MAX_VALUE);
            if (life == LIVES_TO_WARM_UP) {
                heapAtFirst = Parent.usedHeap();
                threadsAtFirst = Thread.activeCount();
            }
            if (life >= LIVES_TO_WARM_UP && life % LIVES_BETWEEN_LOOKS == 0) {
                look();
            }
        }
        look();
    }

    /** Repeats the life of a step, up to that step. */
    void replay(long step) {
        live((step - 1) / STEPS_OF_A_LIFE, step);
    }

    long steps() {
        return steps;
    }

    private void look() {
        heapAtLast = Parent.usedHeap();
        threadsAtLast = Thread.activeCount();
        boolean flat = heapAtLast < heapAtFirst + HEAP_WOBBLE && threadsAtLast < threadsAtFirst + THREADS_WOBBLE;
        if (heapAtFirst > 0 && !flat) {
            throw new AssertionError("memory and threads are flat: " + this);
        }
    }

    private void live(long life, long lastStep) {
        Random random = new Random(seed * 1_000_003 + life);
        List<World> worlds = new ArrayList<>();
        try {
            for (DeletableItems things : DeletableItems.values()) {
                worlds.add(new World(things));
            }
            for (int i = 1; i <= STEPS_OF_A_LIFE; i++) {
                long step = life * STEPS_OF_A_LIFE + i;
                if (step > lastStep) {
                    return;
                }
                take(worlds.get(random.nextInt(worlds.size())), new Random(random.nextLong()), step);
            }
        } finally {
            worlds.forEach(World::close);
        }
        if (LeftThreads.afterClose() > 0) {
            throw new AssertionError("life " + life + " of seed " + seed + ": threads outlive their stores");
        }
    }

    private void take(World world, Random random, long step) {
        try {
            Step taken = new Step(world, random);
            taken.run().forEach(outcome -> outcomes.merge(outcome, 1L, Long::sum));
            if (world.moreArrivedThanHeard()) {
                throw new AssertionError("the listener hears of every request: " + world.exchanges());
            }
            steps++;
            requests += world.exchanges().size();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(
                    world.things() + ", replay with -Dsoak.seed=" + seed + " -Dsoak.step=" + step + ": "
                            + broken.getMessage() + "; on the wire: " + world.exchanges(),
                    broken);
        }
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + steps + " steps, " + requests + " requests, outcomes " + outcomes + ", heap "
                + (heapAtFirst >> 20) + " MiB after warming up, then " + (heapAtLast >> 20) + " MiB, threads "
                + threadsAtFirst
                + ", then " + threadsAtLast;
    }
}
