package io.modelkeep.retention;

import io.modelkeep.ItemState;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A list and a policy, made up of a seed: few steps and few values, so that there are many ties.
 *
 * @param hasSteps whether all have a step, and some have no time; else it is the other way round
 */
record MadeUp(
        int seed,
        boolean hasSteps,
        List<Item> items,
        int last,
        Optional<Integer> best,
        Optional<Integer> every,
        Optional<Integer> days,
        Set<String> named) {

    static MadeUp of(int seed) {
        Random random = new Random(seed);
        boolean hasSteps = random.nextInt(4) > 0;
        List<Item> items = new ArrayList<>();
        int size = random.nextInt(30);
        int span = 1 + random.nextInt(60);
        for (int id = 0; id < size; id++) {
            items.add(item(id, hasSteps, span, random));
        }
        return new MadeUp(
                seed,
                hasSteps,
                items,
                1 + random.nextInt(5),
                maybe(random, 1 + random.nextInt(4)),
                hasSteps ? maybe(random, 1 + random.nextInt(20)) : Optional.empty(),
                maybe(random, 1 + random.nextInt(40)),
                Set.of("1", Integer.toString(2 + random.nextInt(30))));
    }

    private static Item item(int id, boolean hasSteps, int span, Random random) {
        // Ids are no steps, so that a name means one item.
        Item.Builder item = Item.builder(hasSteps ? "c" + id : Integer.toString(id));
        long place = random.nextInt(span);
        if (hasSteps) {
            item.step(place);
        }
        if (!hasSteps || random.nextInt(5) > 0) {
            item.createdAt(Decided.NOW.minus(Duration.ofDays(span - place)));
        }
        if (random.nextInt(5) > 0) {
            double value = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(6) / 3.0;
            item.metrics(Map.of("m", value));
        }
        if (random.nextInt(8) == 0) {
            item.state("SYNCING").itemState(ItemState.IN_PROGRESS);
        }
        if (random.nextInt(3) == 0) {
            item.live(random.nextInt(5) == 0);
        }
        if (random.nextBoolean()) {
            item.sizeBytes(random.nextInt(1000))
                    .name("näme \ud83d\ude00\ud800\n\"" + id)
                    .revision("r" + id);
        }
        return item.build();
    }

    private static Optional<Integer> maybe(Random random, int value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    RetentionPolicy policy() {
        List<String> rules = new ArrayList<>(List.of("keep-last=" + last, "metric=m"));
        best.ifPresent(count -> rules.add("keep-best=m:max:" + count));
        every.ifPresent(steps -> rules.add("keep-every=" + steps + ":closest"));
        days.ifPresent(number -> rules.add("keep-within=" + number + "d"));
        List<String> names = named.stream().sorted().toList();
        String prefix = hasSteps ? "c" : "";
        rules.add("keep=" + prefix + names.get(0));
        rules.add("protect=" + prefix + names.get(1));
        return RetentionPolicy.parse(rules);
    }

    @Override
    public Set<String> named() {
        return Set.copyOf(
                named.stream().map(name -> hasSteps ? "c" + name : name).toList());
    }

    Decided decide(RetentionPolicy policy) {
        return Decided.of(policy, ItemKind.CHECKPOINTS, items);
    }

    long place(Item item) {
        return hasSteps
                ? item.step().orElseThrow()
                : item.createdAt().orElseThrow().toEpochMilli();
    }

    Comparator<Item> order() {
        return Comparator.comparingLong(this::place);
    }

    String name() {
        return "case " + seed + ": " + policy() + " of " + items;
    }
}
