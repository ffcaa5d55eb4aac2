package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.Decision;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The rule that keeps the finished step nearest to each multiple of a number, from 0 to the highest step. Of two steps
 * at the same distance, the later one is kept. A step that is a multiple is kept even if it is not finished.
 */
record KeepClosest(long steps) implements Rule {

    @Override
    public String written() {
        return "keep-every=" + steps + ":closest";
    }

    @Override
    public Optional<Field> needs() {
        return Optional.of(Field.STEP);
    }

    @Override
    public void mark(OrderedItems lineup, KeepReasons marks) {
        int nearest = marks.reason(written());
        int unknown = marks.reason(Decision.STEP_UNKNOWN);
        long[] kept = nearest(candidates(lineup), highest(lineup));
        for (int i = 0; i < lineup.size(); i++) {
            OptionalLong step = lineup.item(i).step();
            if (step.isEmpty()) {
                marks.add(i, unknown);
            } else if (step.getAsLong() % steps == 0 || Arrays.binarySearch(kept, step.getAsLong()) >= 0) {
                marks.add(i, nearest);
            }
        }
    }

    /** Returns the steps of the finished items, ascending and without duplicates. */
    private static long[] candidates(OrderedItems lineup) {
        long[] found = new long[lineup.size()];
        int count = 0;
        for (int i = 0; i < lineup.size(); i++) {
            OptionalLong step = lineup.item(i).step();
            if (lineup.counts(i) && step.isPresent()) {
                found[count++] = step.getAsLong();
            }
        }
        return Arrays.stream(found, 0, count).sorted().distinct().toArray();
    }

    private static long highest(OrderedItems lineup) {
        long highest = 0;
        for (int i = 0; i < lineup.size(); i++) {
            highest = Math.max(highest, lineup.item(i).step().orElse(0));
        }
        return highest;
    }

    /** Returns the candidates that are nearest to some multiple. */
    private long[] nearest(long[] candidates, long highest) {
        return IntStream.range(0, candidates.length)
                .filter(at -> isNearest(candidates, at, highest))
                .mapToLong(at -> candidates[at])
                .toArray();
    }

    private boolean isNearest(long[] candidates, int at, long highest) {
        long step = candidates[at];
        if (step < 0) {
            return false;
        }
        // The lowest number that is at least as near to this candidate as to the one before. The later one wins a tie.
        long from = at == 0 || candidates[at - 1] < 0 ? 0 : step - (step - candidates[at - 1]) / 2;
        long multiple = multipleFrom(from);
        if (multiple < 0) {
            return false;
        }
        if (at == candidates.length - 1) {
            return multiple <= highest;
        }
        return multiple <= step || multiple - step < candidates[at + 1] - multiple;
    }

    /** Returns the lowest multiple that is at or above a number, or a negative number if the result overflows. */
    private long multipleFrom(long number) {
        long rest = number % steps;
        return rest == 0 ? number : number - rest + steps;
    }
}
