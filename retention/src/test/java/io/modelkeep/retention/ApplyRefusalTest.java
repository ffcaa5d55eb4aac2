package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.RunId;
import io.modelkeep.retention.item.RetentionException;
import io.modelkeep.retention.item.RetentionException.Reason;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that are not applied: no request is sent. */
class ApplyRefusalTest {

    @TempDir
    Path folder;

    private Applying bench;

    @BeforeEach
    void open() {
        bench = new Applying(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPlanOfAnotherAccountIsRefusedWithoutARequest() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.training(3));
        bench.stores.account = Map.of("entity", "others");

        assertRefused(plan, Reason.OTHER_STORE);
    }

    @Test
    void aPlanOfAnotherOriginIsRefusedWithoutARequest() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.training(3));
        try (Applying other = new Applying(folder)) {
            assertThatThrownBy(() -> other.apply(plan)).isInstanceOfSatisfying(RetentionException.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.OTHER_STORE);
                assertThat(other.stores.requests()).isZero();
            });
        }
    }

    @Test
    void anotherPolicyThanThePlansIsRefusedWithoutARequest() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.training(3));

        assertThatThrownBy(() -> bench.apply(plan, apply -> apply.policy(RetentionPolicy.parse("keep-last=2"))))
                .isInstanceOfSatisfying(
                        RetentionException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.OTHER_POLICY));
        assertThat(bench.stores.requests()).isZero();
    }

    @Test
    void aPredicateMustBeGivenAgain() {
        RetentionPolicy policy = RetentionPolicy.builder()
                .keepIf("even", item -> item.step().orElse(0) % 20 == 0)
                .build();
        RunId training = bench.training(5);
        RetentionPlan plan = bench.plan(policy, training);

        assertRefused(plan, Reason.OTHER_POLICY);

        bench.apply(plan, apply -> apply.policy(policy)).orThrow();
        assertThat(bench.steps(training)).containsExactly("20", "40", "50");
    }

    @Test
    void aPlanOfTheFutureWhichTakesEverythingForOldIsRefusedWithoutARequest() {
        RetentionPlan plan = new RetentionPlanner(RetentionPolicy.parse("keep-within=30d"))
                .withClock(Clock.offset(bench.time.clock(), Duration.ofDays(90)))
                .plan(List.of(RetentionTarget.checkpoints(bench.stores, bench.training(3))));
        bench.stores.forget();

        assertRefused(plan, Reason.OTHER_POLICY);
    }

    private void assertRefused(RetentionPlan plan, Reason reason) {
        assertThatThrownBy(() -> bench.apply(plan))
                .isInstanceOfSatisfying(
                        RetentionException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
        assertThat(bench.stores.requests()).isZero();
    }
}
