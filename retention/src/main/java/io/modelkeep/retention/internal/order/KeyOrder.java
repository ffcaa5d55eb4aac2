package io.modelkeep.retention.internal.order;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.LongUnaryOperator;

/** A stable sort of items by numeric keys, without an object for each item. Not thread-safe. */
final class KeyOrder {

    private final List<long[]> keys;
    private int[] order;

    /** Creates an order by the given keys, the most significant first. Each key has one number for each item. */
    KeyOrder(List<long[]> keys) {
        this.keys = keys;
        this.order = new int[keys.get(0).length];
        Arrays.setAll(order, i -> i);
    }

    /**
     * Returns the indexes of the items in ascending order. The comparator orders the items whose keys are all equal.
     */
    int[] order(Comparator<Integer> ofThoseAlike) {
        for (int key = keys.size() - 1; key >= 0; key--) {
            sort(keys.get(key));
        }
        for (int first = 0; first < order.length; ) {
            int end = first + 1;
            while (end < order.length && alike(order[first], order[end])) {
                end++;
            }
            if (end - first > 1) {
                sort(first, end, ofThoseAlike);
            }
            first = end;
        }
        return order;
    }

    /** Returns whether all keys of two items are equal. */
    boolean alike(int one, int other) {
        for (long[] key : keys) {
            if (key[one] != key[other]) {
                return false;
            }
        }
        return true;
    }

    /** Sorts by one key. Items with an equal key keep their relative order. */
    private void sort(long[] key) {
        LongUnaryOperator ranks = ranks(key);
        // One number holds the rank of an item and, in its lower half, its position so far.
        long[] packed = new long[order.length];
        Arrays.setAll(packed, i -> ranks.applyAsLong(key[order[i]]) << Integer.SIZE | i);
        Arrays.sort(packed);
        int[] before = order;
        order = new int[before.length];
        Arrays.setAll(order, i -> before[(int) packed[i]]);
    }

    /** Returns a function from each number to a rank of 31 bits in the same order. */
    private static LongUnaryOperator ranks(long[] numbers) {
        LongSummaryStatistics range = Arrays.stream(numbers).summaryStatistics();
        long min = range.getMin();
        long difference = range.getMax() - min;
        if (difference >= 0 && difference <= Integer.MAX_VALUE) {
            return number -> number - min;
        }
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return number -> Arrays.binarySearch(sorted, number);
    }

    private void sort(int first, int end, Comparator<Integer> comparator) {
        Integer[] run = new Integer[end - first];
        Arrays.setAll(run, i -> order[first + i]);
        Arrays.sort(run, comparator);
        for (int i = 0; i < run.length; i++) {
            order[first + i] = run[i];
        }
    }
}
