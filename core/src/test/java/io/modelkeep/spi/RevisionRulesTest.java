package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.RunId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionRulesTest {

    private static final RunId TRAINING = new RunId("t");
    private static final CheckpointId ONE = new CheckpointId("1");
    private static final CheckpointId TWO = new CheckpointId("2");

    @Test
    void aProviderWithoutRevisionsRefusesAnyExpectation() {
        assertThatCode(() -> RevisionRules.refuse("fake", TRAINING, Map.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> RevisionRules.refuse("fake", TRAINING, Map.of(ONE, "r")))
                .isInstanceOfSatisfying(
                        UnsupportedCapabilityException.class,
                        refused -> assertThat(refused.missing()).containsExactly(Capability.CHECKPOINT_REVISION));
    }

    @Test
    void anExpectationIsOfSomethingToDelete() {
        assertThatCode(() -> RevisionRules.check("fake", List.of(ONE, TWO), Map.of(ONE, "r")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RevisionRules.check("fake", List.of(ONE), Map.of(TWO, "r")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("2");
    }

    @Test
    void anExpectationIsNeverBlankOrNull() {
        Map<CheckpointId, String> withNull = new HashMap<>();
        withNull.put(ONE, null);
        for (Map<CheckpointId, String> expected : List.of(Map.of(ONE, " "), withNull)) {
            assertThatThrownBy(() -> RevisionRules.check("fake", List.of(ONE), expected))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("1");
        }
        assertThatThrownBy(() -> RevisionRules.check("fake", List.of(ONE), null))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> RevisionRules.refuse("fake", TRAINING, null))
                .isInstanceOf(InvalidRequestException.class);
    }
}
