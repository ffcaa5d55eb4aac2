package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.IncompleteDeletionException;
import io.modelkeep.errors.ScopeExceededException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelDeletionTest {

    private static final ModelId ID = new ModelId("m");

    @Test
    void itSaysWhatHappenedToTheModelAndWhatWentWithIt() {
        ModelDeletion deletion =
                ModelDeletion.of("fake", DeleteResult.of(ID, DeleteOutcome.DELETED), Map.of("checkpoints", 3L));
        assertThat(deletion.id()).isEqualTo(ID);
        assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(deletion.cause()).isEmpty();
        assertThat(deletion.cascade()).isEqualTo(Map.of("checkpoints", 3L));
        assertThat(deletion.orThrow()).isSameAs(deletion);
        assertThat(deletion).hasToString("ModelDeletion[m DELETED, cascade {checkpoints=3}]");
    }

    @Test
    void aModelThatIsNotGoneThrowsOnDemand() {
        ConflictException live = new ConflictException(ErrorDetails.of("serves production"));
        ModelDeletion deletion = ModelDeletion.of("fake", DeleteResult.of(ID, DeleteOutcome.REFUSED, live), Map.of());
        assertThat(deletion.cause()).containsSame(live);
        assertThatThrownBy(deletion::orThrow).isInstanceOfSatisfying(IncompleteDeletionException.class, thrown -> {
            assertThat(thrown.report()).isSameAs(deletion.report());
            assertThat(thrown.report().summary()).isEqualTo(Map.of(DeleteOutcome.REFUSED, 1));
            assertThat(thrown.provider()).contains("fake");
            assertThat(thrown.getCause()).isSameAs(live);
        });
    }

    @Test
    void anAlarmIsPartOfTheReportAndFailsOnDemand() {
        ScopeExceededException alarm = new ScopeExceededException(ErrorDetails.of("another model"), 0, 1);
        ModelDeletion deletion =
                ModelDeletion.of("fake", DeleteResult.of(ID, DeleteOutcome.DELETED), Map.of("runs", 1L), alarm);
        assertThat(deletion.report().alarm()).containsSame(alarm);
        assertThat(deletion.report().abortCause()).containsSame(alarm);
        assertThat(deletion.report().complete()).isFalse();
        assertThat(deletion.toMap()).containsKey("stoppedBy");
        assertThatThrownBy(deletion::orThrow)
                .isInstanceOf(IncompleteDeletionException.class)
                .hasCause(alarm);
    }

    @Test
    void anAbsentModelIsNoError() {
        ModelDeletion deletion = ModelDeletion.of("fake", DeleteResult.of(ID, DeleteOutcome.ALREADY_ABSENT), Map.of());
        assertThat(deletion.orThrow()).isSameAs(deletion);
    }

    @Test
    void theMapHoldsPlainValuesUnderFixedNames() {
        ModelDeletion deletion =
                ModelDeletion.of("fake", DeleteResult.of(ID, DeleteOutcome.DELETED), Map.of("runs", 1L));
        assertThat(deletion.toMap().keySet()).containsExactly("provider", "results", "summary", "cascade");
        assertThat(deletion.toMap())
                .isEqualTo(Map.of(
                        "provider", "fake",
                        "results", List.of(Map.of("id", "m", "outcome", "DELETED")),
                        "summary", Map.of("DELETED", 1),
                        "cascade", Map.of("runs", 1L)));
    }

    @Test
    void theCascadeIsCopiedInOrderAndFixed() {
        Map<String, Long> cascade = new LinkedHashMap<>();
        cascade.put("runs", 1L);
        cascade.put("checkpoints", 2L);
        ModelDeletion deletion = ModelDeletion.of("fake", DeleteResult.of(ID, DeleteOutcome.DELETED), cascade);
        cascade.clear();
        assertThat(deletion.cascade().keySet()).containsExactly("runs", "checkpoints");
        assertThatThrownBy(() -> deletion.cascade().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
