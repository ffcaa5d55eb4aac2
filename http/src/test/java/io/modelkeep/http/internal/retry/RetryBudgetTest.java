package io.modelkeep.http.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.StoreListener;
import io.modelkeep.http.TestService;
import io.modelkeep.http.call.Retryable.When;
import org.junit.jupiter.api.Test;

/** A service in trouble hears fewer repetitions, and every first attempt. */
class RetryBudgetTest {

    @Test
    void aRunOfFailuresUsesUpTheRepetitionsAndNeverTheFirstAttempts() {
        try (TestService service = TestService.start("max-attempts", "2")) {
            service.answering(request -> TestService.answer(503, TestService.ERROR));
            int calls = 30;
            for (int i = 0; i < calls; i++) {
                assertThat(service.send(When.ALWAYS).ok()).isFalse();
            }
            assertThat(service.server.getRequestCount()).isEqualTo(calls + 20);
            assertThat(service.listener.all(StoreListener.Retrying.class)).hasSize(20);
            assertThat(service.timeSource.sleeps)
                    .as("no wait for a repetition that never comes")
                    .hasSize(20);
        }
    }

    @Test
    void successesEarnRepetitionsBack() {
        RetryBudget budget = new RetryBudget();
        while (budget.take()) {
            assertThat(budget).isNotNull();
        }
        for (int i = 0; i < 4; i++) {
            budget.succeeded(1);
        }
        assertThat(budget.take()).isFalse();
        budget.succeeded(1);
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
        budget.succeeded(2);
        assertThat(budget.take())
                .as("a repetition that succeeds earns its own cost")
                .isTrue();
    }

    @Test
    void noMoreIsSavedUpThanTheBudgetHolds() {
        RetryBudget budget = new RetryBudget();
        for (int i = 0; i < 1000; i++) {
            budget.succeeded(2);
        }
        int free = 0;
        while (budget.take()) {
            free++;
        }
        assertThat(free).isEqualTo(20);
    }
}
