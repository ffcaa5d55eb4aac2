package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compact metrics are a map like any other, but for their size. */
class CompactMetricsTest {

    private static Map<String, Double> some(int count) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            metrics.put("metric-" + i, i / 3.0);
        }
        return metrics;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 16, 17, 100})
    void theyEqualTheMapTheyWereMadeOf(int count) {
        Map<String, Double> metrics = some(count);
        CompactMetrics compact = CompactMetrics.copyOf(metrics);
        assertThat(compact).hasSize(count).isEqualTo(metrics).hasSameHashCodeAs(metrics);
        assertThat(metrics).isEqualTo(compact);
        assertThat(List.copyOf(compact.keySet())).isEqualTo(List.copyOf(metrics.keySet()));
        assertThat(List.copyOf(compact.values())).isEqualTo(List.copyOf(metrics.values()));
        Map<String, Double> told = new LinkedHashMap<>();
        compact.forEach(told::put);
        assertThat(told).isEqualTo(metrics);
        metrics.forEach((name, value) -> {
            assertThat(compact.get(name)).isEqualTo(value);
            assertThat(compact.containsKey(name)).isTrue();
        });
        assertThat(compact.get("none")).isNull();
        assertThat(compact.containsKey("none")).isFalse();
        assertThat(compact.containsKey(null)).isFalse();
    }

    @Test
    void theyDoNotChangeWithWhatTheyWereMadeOf() {
        Map<String, Double> metrics = some(3);
        CompactMetrics copy = CompactMetrics.copyOf(metrics);
        metrics.clear();
        assertThat(copy).isEqualTo(some(3));
        String[] names = {"a", "b"};
        double[] values = {1, 2, 3};
        CompactMetrics compact = CompactMetrics.of(CompactMetrics.Names.of(names), values);
        names[0] = "z";
        values[0] = 9;
        assertThat(compact).isEqualTo(Map.of("a", 1.0, "b", 2.0));
        assertThatThrownBy(() -> compact.put("a", 5.0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> compact.entrySet().iterator().next().setValue(5.0))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(compact::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> compact.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() ->
                        CompactMetrics.copyOf(Map.of()).entrySet().iterator().next())
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void thoseWithTheSameNamesShareThem() {
        CompactMetrics.Names names = CompactMetrics.Names.of("a", "b");
        CompactMetrics one = CompactMetrics.of(names, 1, 2);
        CompactMetrics other = CompactMetrics.of(names, 3, 4);
        assertThat(one.names()).isSameAs(other.names());
        assertThat(other.value(1)).isEqualTo(4);
        assertThat(names.areFirst(2, new String[] {"a", "b", "c"})).isTrue();
        assertThat(names.areFirst(2, new String[] {"b", "a"})).isFalse();
        assertThat(names.areFirst(1, new String[] {"a"})).isFalse();
        assertThat(names.areFirst(3, new String[] {"a", "b", "c"})).isFalse();
    }

    @Test
    void fewerValuesThanNamesAreRefused() {
        assertThatThrownBy(() -> CompactMetrics.of(CompactMetrics.Names.of("a", "b"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCheckpointKeepsThemAsTheyAreAndCopiesOtherMaps() {
        CompactMetrics compact = CompactMetrics.copyOf(some(2));
        CheckpointId id = new CheckpointId("1");
        assertThat(Checkpoint.builder(id).metrics(compact).build().metrics()).isSameAs(compact);
        Map<String, Double> map = new HashMap<>(some(2));
        Checkpoint checkpoint = Checkpoint.builder(id).metrics(map).build();
        map.clear();
        assertThat(checkpoint.metrics()).isEqualTo(compact);
    }
}
