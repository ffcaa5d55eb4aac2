package io.modelkeep.retention.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartAxisTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.03|0.91|0.0 0.2 0.4 0.6 0.8 1.0",
                "-3|3|−4 −2 0 2 4",
                "120|1900|0 500 1,000 1,500 2,000",
                "0.00001|0.00004|0.00001 0.00002 0.00003 0.00004",
                "2000000|9000000|2M 4M 6M 8M 10M"
            })
    void ticksOfValuesAreRound(double low, double high, String labels) {
        assertThat(labels(ChartAxis.up(low, high))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|250|0 50 100 150 200 250",
                "1|3|1 2 3",
                "7|7|7",
                "0|0|−1 0 1",
                "100|90000|0 20,000 40,000 60,000 80,000"
            })
    void ticksOfStepsAreWholeNumbers(double low, double high, String labels) {
        assertThat(labels(ChartAxis.across(low, high))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1700000000|0 B 512 MiB 1 GiB 1.5 GiB 2 GiB", "0|0 B 1 B", "9|0 B 5 B 10 B"})
    void ticksOfSizesAreInTheirUnits(double high, String labels) {
        assertThat(labels(ChartAxis.bytes(high))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-18T00:00:00Z|2026-11-18T00:00:00Z|23:59:59 00:00:00 00:00:01",
                "2026-11-18T00:00:00Z|2026-11-18T02:00:00Z|00:00 00:30 01:00 01:30 02:00",
                "2026-11-18T00:00:00Z|2026-11-19T06:00:00Z|11-18 00:00 11-18 06:00 11-18 12:00 11-18 18:00 11-19 00:00 11-19 06:00",
                "2026-11-01T00:00:00Z|2026-11-09T00:00:00Z|2026-11-01 2026-11-03 2026-11-05 2026-11-07 2026-11-09",
                "2026-01-15T00:00:00Z|2026-11-15T00:00:00Z|2026-03-01 2026-05-01 2026-07-01 2026-09-01 2026-11-01",
                "1970-01-01T00:00:00Z|2026-01-01T00:00:00Z|1970-01-01 1980-01-01 1990-01-01 2000-01-01 2010-01-01 2020-01-01"
            })
    void ticksOfTimesAreOfTheClockOrTheCalendar(Instant first, Instant last, String labels) {
        assertThat(labels(TimeTicks.axis(first, last))).isEqualTo(labels);
    }

    static Stream<ChartAxis> odd() {
        double max = Double.MAX_VALUE;
        return Stream.of(
                ChartAxis.up(-max, max),
                ChartAxis.up(max, max),
                ChartAxis.up(-max, -max),
                ChartAxis.up(0, Double.MIN_VALUE),
                ChartAxis.up(Double.MIN_VALUE, Double.MIN_VALUE),
                ChartAxis.up(1e17, 1e17 + 32),
                ChartAxis.up(1, Math.nextUp(1.0)),
                ChartAxis.across(Long.MIN_VALUE, Long.MAX_VALUE),
                ChartAxis.across(Long.MAX_VALUE, Long.MAX_VALUE),
                ChartAxis.bytes(Long.MAX_VALUE),
                TimeTicks.axis(Instant.MIN, Instant.MAX),
                TimeTicks.axis(Instant.MAX, Instant.MAX),
                TimeTicks.axis(Instant.MIN, Instant.MIN));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void theOddestRangeHasFewTicksAndAPlaceForEach(ChartAxis axis) {
        assertThat(axis.ticks()).hasSizeLessThanOrEqualTo(ChartAxis.MAX_TICKS).allSatisfy(tick -> {
            assertThat(axis.place(tick.value())).isBetween(-1e-6, 1 + 1e-6);
            assertThat(tick.label()).hasSizeLessThan(20);
        });
    }

    private static String labels(ChartAxis axis) {
        List<String> labels = axis.ticks().stream().map(ChartAxis.Tick::label).toList();
        return String.join(" ", labels);
    }
}
