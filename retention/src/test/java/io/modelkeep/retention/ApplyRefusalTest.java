package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.RunId;
import io.modelkeep.retention.errors.ClockSkewException;
import io.modelkeep.retention.errors.PolicyMismatchException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.errors.StoreMismatchException;
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
        RetentionPlan plan = bench.plan("keep-last=1", bench.run(3));
        bench.stores.account = Map.of("entity", "others");

        assertRefused(plan, StoreMismatchException.class);
    }

    @Test
    void aPlanOfAnotherOriginIsRefusedWithoutARequest() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.run(3));
        try (Applying other = new Applying(folder)) {
            assertThatThrownBy(() -> other.apply(plan)).isInstanceOfSatisfying(RetentionException.class, refused -> {
                assertThat(refused).isInstanceOf(StoreMismatchException.class);
                assertThat(other.stores.requests()).isZero();
            });
        }
    }

    @Test
    void anotherPolicyThanThePlansIsRefusedWithoutARequest() {
        RetentionPlan plan = bench.plan("keep-last=1", bench.run(3));

        assertThatThrownBy(() -> bench.apply(plan, apply -> apply.policy(RetentionPolicy.parse("keep-last=2"))))
                .isInstanceOf(PolicyMismatchException.class);
        assertThat(bench.stores.requests()).isZero();
    }

    @Test
    void aPredicateMustBeGivenAgain() {
        RetentionPolicy policy = RetentionPolicy.builder()
                .keepIf("even", item -> item.step().orElse(0) % 20 == 0)
                .build();
        RunId run = bench.run(5);
        RetentionPlan plan = bench.plan(policy, run);

        assertRefused(plan, PolicyMismatchException.class);

        bench.apply(plan, apply -> apply.policy(policy)).orThrow();
        assertThat(bench.steps(run)).containsExactly("20", "40", "50");
    }

    @Test
    void aPlanOfTheFutureWhichTakesEverythingForOldIsRefusedWithoutARequest() {
        RetentionPlan plan = new RetentionPlanner(RetentionPolicy.parse("keep-within=30d"))
                .withClock(Clock.offset(bench.time.clock(), Duration.ofDays(90)))
                .plan(List.of(RetentionTarget.checkpoints(bench.stores, bench.run(3))));
        bench.stores.forget();

        assertRefused(plan, ClockSkewException.class);
    }

    private void assertRefused(RetentionPlan plan, Class<? extends RetentionException> type) {
        assertThatThrownBy(() -> bench.apply(plan)).isInstanceOf(type);
        assertThat(bench.stores.requests()).isZero();
    }
}
