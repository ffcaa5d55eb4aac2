package io.modelkeep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void isTheMiddleOne() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Median(2, 1, 9));
    }

    @Test
    void isTheMeanOfTheTwoInTheMiddle() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(new Median(3, 1, 9));
    }

    @Test
    void ofRatiosIsTheMiddleRatioAndNotTheRatioOfTheMiddles() {
        assertThat(Median.ofRatios(List.of(10.0, 2.0, 30.0), List.of(1.0, 2.0, 10.0)))
                .isEqualTo(new Median(3, 1, 10));
    }
}
