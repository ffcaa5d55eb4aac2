package io.modelkeep.retention.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.policy.MetricGoal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportMetricTest {

    @Test
    void rankedMetric_comesFirst() {
        assertThat(ReportMetric.of(List.of(
                        "keep-best=val/reward:max:2",
                        "keep-best=loss:min",
                        "keep-last=3",
                        "metric=acc",
                        "metric=loss")))
                .extracting(ReportMetric::name, ReportMetric::goal)
                .containsExactly(
                        tuple("loss", Optional.of(MetricGoal.MIN)),
                        tuple("val/reward", Optional.of(MetricGoal.MAX)),
                        tuple("acc", Optional.empty()));
    }

    @Test
    void aNameMayHoldColonsAndEvenAGoal() {
        assertThat(ReportMetric.of(List.of("keep-best=a:b:max", "keep-best=c:max:min:3", "keep-best=d:max:max")))
                .extracting(ReportMetric::name)
                .containsExactly("a:b", "c:max", "d:max");
    }

    @Test
    void otherRule_hasNoMetric() {
        assertThat(ReportMetric.of(
                        List.of("keep-best=", "keep-best=a", "keep-best=a:up", "keep-best=:max", "keep-last=1")))
                .isEmpty();
    }

    @Test
    void theBestIsOfTheRuleOfThatMetric() {
        ReportMetric metric = ReportMetric.of(List.of("keep-best=a:max", "keep-best=a:max:min"))
                .get(0);
        Item item = Item.builder("1").metrics(Map.of("a", 1.0)).build();
        assertThat(metric.name()).isEqualTo("a");
        assertThat(metric.isBest(new Decision(item, List.of("keep-best=a:max"))))
                .isTrue();
        assertThat(metric.isBest(new Decision(item, List.of("keep-best=a:max:min"))))
                .isFalse();
    }
}
