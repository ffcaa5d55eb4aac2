package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.Capability;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a list cannot honour is a missing capability where some provider has it, and a wrong request where none does. */
class PageRulesTest {

    private static final PageRequest PAGE = PageRequest.first().withSize(3).withToken("t");
    private static final PageRequest NAMED = PAGE.withName("canary");
    private static final PageRequest ORDERED = PAGE.withOrder(Order.DESCENDING);

    private static StoreException refusal(ThrowingCallable rule) {
        StoreException refusal = catchThrowableOfType(StoreException.class, rule);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.provider()).contains("acme");
        assertThat(refusal.statusCode()).isEmpty();
        assertThat(refusal.attempts()).isZero();
        assertThat(refusal.toString() + refusal.toMap()).doesNotContain("canary");
        return refusal;
    }

    private static void assertLacking(Capability missing, ThrowingCallable rule) {
        assertThat(refusal(rule))
                .isInstanceOfSatisfying(
                        UnsupportedCapabilityException.class,
                        refusal -> assertThat(refusal.missing()).containsExactly(missing));
    }

    private static void assertWrong(Operation operation, ThrowingCallable rule) {
        StoreException refusal = refusal(rule);
        assertThat(refusal).isInstanceOf(InvalidRequestException.class);
        assertThat(refusal.operation()).contains(operation);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void anOrderIsRefusedAndOnlyCheckpointsCouldHaveOne(Operation list) {
        if (list == Operation.LIST_CHECKPOINTS) {
            assertLacking(Capability.CHECKPOINT_ORDER, () -> PageRules.plain("acme", list, ORDERED));
            assertLacking(Capability.CHECKPOINT_ORDER, () -> PageRules.unordered("acme", list, ORDERED));
        } else {
            assertWrong(list, () -> PageRules.plain("acme", list, ORDERED));
            assertWrong(list, () -> PageRules.unordered("acme", list, ORDERED));
        }
        assertThatCode(() -> PageRules.unnamed("acme", list, ORDERED)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void aNameIsRefusedAndOnlyModelsCouldBeFoundByOne(Operation list) {
        if (list == Operation.LIST_MODELS) {
            assertLacking(Capability.MODEL_NAME_FILTER, () -> PageRules.plain("acme", list, NAMED));
            assertLacking(Capability.MODEL_NAME_FILTER, () -> PageRules.unnamed("acme", list, NAMED));
        } else {
            assertWrong(list, () -> PageRules.plain("acme", list, NAMED));
            assertWrong(list, () -> PageRules.unnamed("acme", list, NAMED));
        }
        assertThatCode(() -> PageRules.unordered("acme", list, NAMED)).doesNotThrowAnyException();
    }

    @Test
    void sizeAndTokenAreNoneOfItsConcern() {
        assertThatCode(() -> PageRules.plain("acme", Operation.LIST_MODELS, PAGE))
                .doesNotThrowAnyException();
    }
}
