package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's limit on requests is kept to, and where it is met all the same, its wait stands in the body alone. */
class RateLimitTest {

    private final Connection baseten = new Connection();

    @AfterEach
    void close() {
        baseten.close();
    }

    private void limited(String wait) {
        baseten.simulator.inject(
                "list-models",
                SimulatedFault.answer(
                        429,
                        "application/json",
                        "{\"error\":\"Rate limit exceeded. Please try again later.\",\"retry_after\":" + wait + "}"));
    }

    private Duration slept() {
        return baseten.time.sleeps().stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void theWaitInTheBodyIsWaited() {
        limited("37");
        baseten.stores.models().list(PageRequest.first());
        assertThat(baseten.time.sleeps()).contains(Duration.ofSeconds(37));
        assertThat(baseten.simulator.exchanges()).hasSize(2);
    }

    @Test
    void aFractionOfASecondIsAWaitToo() {
        limited("1.2345");
        baseten.stores.models().list(PageRequest.first());
        assertThat(slept()).isGreaterThanOrEqualTo(Duration.ofMillis(1235)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"61", "86400", "1e300", "99999999999999999999"})
    void waitAboveTheMaximum_failsAtOnce_andIsReported(String wait) {
        limited(wait);
        assertThatThrownBy(() -> baseten.stores.models().list(PageRequest.first()))
                .isInstanceOfSatisfying(RateLimitedException.class, refusal -> {
                    assertThat(refusal.retryAfter())
                            .hasValueSatisfying(told -> assertThat(told).isGreaterThan(Duration.ofSeconds(60)));
                    assertThat(refusal.retryable()).isTrue();
                });
        assertThat(slept()).isZero();
        assertThat(baseten.simulator.exchanges()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"soon\"", "null", "true", "[]"})
    void invalidWait_isReplacedByTheUsualDelay(String wait) {
        limited(wait);
        baseten.stores.models().list(PageRequest.first());
        assertThat(slept()).isLessThanOrEqualTo(Duration.ofMillis(500));
        assertThat(baseten.simulator.exchanges()).hasSize(2);
    }

    @Test
    void aThousandDeletionsTakeTenSeconds() {
        String model = baseten.simulator.addModel("agent");
        List<VersionId> thousand = Connection.versions(baseten.simulator.addDeployments(model, 1_000));
        DeleteReport<VersionId> report = baseten.open(Map.of("max-concurrency", "1"))
                .models()
                .deleteVersions(new ModelId(model), thousand, DeleteMode.FORCE);
        assertThat(report.summary()).isEqualTo(Map.of(DeleteOutcome.DELETED, 1_000));
        // One thread, for the time of the test adds up what several wait beside each other.
        assertThat(slept()).isBetween(Duration.ofMillis(9_990), Duration.ofMillis(10_010));
        assertThat(baseten.simulator.exchanges()).hasSize(1_000);
    }

    @Test
    void thePaceIsAMatterOfTheConfiguration() {
        String model = baseten.simulator.addModel("agent");
        List<VersionId> some = Connection.versions(baseten.simulator.addDeployments(model, 10));
        baseten.open(Map.of("baseten.max-requests-per-second", "2", "max-concurrency", "1"))
                .models()
                .deleteVersions(new ModelId(model), some, DeleteMode.FORCE)
                .orThrow();
        assertThat(slept()).isEqualTo(Duration.ofMillis(4_500));
    }
}
