package io.modelkeep.retention.internal.order;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A stable sort of items by numeric keys, one byte of the keys at a time (a radix sort). The time is proportional to
 * the number of items. Keys that are already in order need one pass. Not thread-safe.
 */
final class KeyOrder {

    private static final int BYTE_VALUES = 256;

    private final List<long[]> keys;
    private int[] order;
    private int[] spare;

    /** Creates an order by the given keys, the most significant first. Each key has one number for each item. */
    KeyOrder(List<long[]> keys) {
        this.keys = keys;
        this.order = new int[keys.get(0).length];
        this.spare = new int[order.length];
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
        if (isInOrder(key)) {
            return;
        }
        long differing = 0;
        for (long number : key) {
            differing |= number ^ key[0];
        }
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            if ((differing >>> shift & BYTE_VALUES - 1) != 0) {
                sort(key, shift);
            }
        }
    }

    private boolean isInOrder(long[] key) {
        for (int i = 1; i < order.length; i++) {
            if (key[order[i - 1]] > key[order[i]]) {
                return false;
            }
        }
        return true;
    }

    private void sort(long[] key, int shift) {
        int[] next = new int[BYTE_VALUES + 1];
        for (long number : key) {
            next[digit(number, shift) + 1]++;
        }
        for (int value = 1; value < next.length; value++) {
            next[value] += next[value - 1];
        }
        for (int item : order) {
            spare[next[digit(key[item], shift)]++] = item;
        }
        int[] sorted = spare;
        spare = order;
        order = sorted;
    }

    private static int digit(long number, int shift) {
        // The flipped sign bit orders negative numbers before the others.
        return (int) ((number ^ Long.MIN_VALUE) >>> shift) & BYTE_VALUES - 1;
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
