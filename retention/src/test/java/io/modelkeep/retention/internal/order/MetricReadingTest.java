package io.modelkeep.retention.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.item.MetricValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricReadingTest {

    private final List<String> seen = new ArrayList<>();
    private final MetricReading reading = new MetricReading(MetricNames.of(List.of("loss", "reward")), seen::add);

    @Test
    void read_takesNamedMetrics_andReportsAllNames() {
        assertThat(reading.of(Map.of("reward", 0.5)).toMap()).isEqualTo(Map.of("reward", 0.5));
        assertThat(reading.of(Map.of("other", 1.0)).toMap()).isEmpty();
        assertThat(seen).containsExactly("reward", "other");
    }

    @Test
    void valuesGoByTheirNamesWhateverTheItemBeforeHad() {
        assertThat(reading.of(metrics("loss", "a", "reward")).toMap()).isEqualTo(Map.of("loss", 0.0, "reward", 2.0));
        assertThat(reading.of(metrics("reward", "loss")).toMap()).isEqualTo(Map.of("reward", 0.0, "loss", 1.0));
        assertThat(reading.of(metrics("a", "reward", "loss", "b")).toMap())
                .isEqualTo(Map.of("reward", 1.0, "loss", 2.0));
        assertThat(reading.of(metrics()).toMap()).isEmpty();
        assertThat(reading.of(metrics("loss", "a", "reward")).toMap()).isEqualTo(Map.of("loss", 0.0, "reward", 2.0));
    }

    @Test
    void metricsOfAnItem_doNotChangeWithTheNextItem() {
        MetricValues first = reading.of(Map.of("loss", 1.0));
        reading.of(Map.of("loss", 2.0));

        assertThat(first.toMap()).isEqualTo(Map.of("loss", 1.0));
    }

    @Test
    void aHundredMetricsAreRead() {
        String[] names = new String[100];
        for (int i = 0; i < names.length; i++) {
            names[i] = "m" + i;
        }
        names[99] = "loss";

        assertThat(reading.of(metrics(names)).toMap()).isEqualTo(Map.of("loss", 99.0));
        assertThat(seen).containsExactly(names);
    }

    /** Each name with its place as the value. */
    private static Map<String, Double> metrics(String... names) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (String name : names) {
            metrics.put(name, (double) metrics.size());
        }
        return metrics;
    }
}
