package io.modelkeep.retention.policy;

import static io.modelkeep.retention.Decided.NOW;
import static io.modelkeep.retention.Decided.metric;
import static io.modelkeep.retention.Decided.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.retention.Decided;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy is evaluated on plain data as the planner evaluates it. */
class PolicyEvaluationTest {

    @Test
    void evaluateDecidesAsThePlannerDoes() {
        String rules = "keep-last=2; keep-best=loss:min:1; metric=loss";
        Item[] items = {metric(1, "loss", 0.5), metric(2, "loss", 0.1), metric(3, "loss", 0.9), metric(4, "loss", 0.7)};
        List<Decision> decisions = RetentionPolicy.parse(rules).evaluate(List.of(items), NOW);
        assertThat(decisions).isEqualTo(Decided.of(rules, items).part().decisions());
        assertThat(decisions).extracting(decision -> decision.item().id()).containsExactly("4", "3", "2", "1");
        assertThat(decisions).extracting(Decision::kept).containsExactly(true, true, true, false);
    }

    @Test
    void evaluateOfNothingDecidesNothing() {
        assertThat(RetentionPolicy.parse("keep-last=1").evaluate(List.of(), NOW))
                .isEmpty();
    }

    @Test
    void evaluateRefusesAnIdThatOccursTwice() {
        List<Item> twice = List.of(steps(1)[0], steps(1)[0]);
        assertThatThrownBy(() -> RetentionPolicy.parse("keep-last=1").evaluate(twice, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two items have the id 1");
    }

    @Test
    void evaluateRefusesMoreDeletionsThanThePolicyAllows() {
        assertThatThrownBy(() ->
                        RetentionPolicy.parse("keep-last=1; max-deletions=1").evaluate(List.of(steps(1, 2, 3)), NOW))
                .isInstanceOf(RetentionException.class)
                .hasMessageContaining("max-deletions=1");
    }
}
