package io.modelkeep.retention.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

    @Test
    void negativeNumbersComeFirst() {
        assertThat(order(new long[] {3, -1, 0, Long.MIN_VALUE, Long.MAX_VALUE})).containsExactly(3, 1, 2, 0, 4);
    }

    @Test
    void theFirstKeyCountsMost() {
        assertThat(order(new long[] {2, 1, 2, 1}, new long[] {0, 9, -5, 8})).containsExactly(3, 1, 2, 0);
    }

    @Test
    void thoseAlikeAreInTheOrderOfTheComparator() {
        int[] order = new KeyOrder(List.of(new long[] {1, 1, 0, 1, 2, 2})).order(Comparator.reverseOrder());

        assertThat(order).containsExactly(2, 3, 1, 0, 5, 4);
    }

    @Test
    void nothingHasAnEmptyOrder() {
        assertThat(order(new long[0])).isEmpty();
    }

    @Test
    void itIsTheOrderOfAnyOtherSort() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(300);
            int shift = random.nextInt(Long.SIZE);
            long[] first = random.longs(size).map(number -> number >> shift).toArray();
            long[] second = random.longs(size, -3, 3).toArray();

            assertThat(order(first, second))
                    .as("case %d", seed)
                    .containsExactly(IntStream.range(0, size)
                            .boxed()
                            .sorted(Comparator.<Integer>comparingLong(i -> first[i])
                                    .thenComparingLong(i -> second[i])
                                    .thenComparing(Comparator.naturalOrder()))
                            .mapToInt(i -> i)
                            .toArray());
        }
    }

    private static int[] order(long[]... keys) {
        return new KeyOrder(List.of(keys)).order(Comparator.naturalOrder());
    }
}
