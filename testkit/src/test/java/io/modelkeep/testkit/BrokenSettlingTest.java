package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fault contract finds stores that misread what they read after a deletion, one mistake each. */
class BrokenSettlingTest {

    @Test
    void believesAnErrorForABatchOfEachId() throws Exception {
        assertThat(broken(WiredFlaw.BELIEVES_ERRORS, "delete versions: half of a batch", "delete versions: a refusal"))
                .containsExactly("F19", "F54");
    }

    @Test
    void takesALostPlaceForTheEnd() throws Exception {
        assertThat(broken(WiredFlaw.ENDS_LOST_LISTS, "delete checkpoints: ")).containsExactly("F55");
    }

    @Test
    void takesOneOmissionForTheEndOfAnItem() throws Exception {
        assertThat(broken(WiredFlaw.TRUSTS_ONE_ABSENCE, "delete checkpoints: ")).containsExactly("F56");
    }

    @Test
    void takesAListThatLagsForTheTruth() throws Exception {
        assertThat(broken(WiredFlaw.TRUSTS_ONE_PRESENCE, "delete checkpoints: "))
                .containsExactly("F57");
    }

    @Test
    void readsTheFirstPage() throws Exception {
        assertThat(broken(WiredFlaw.READS_ONE_PAGE, "delete checkpoints: ")).containsExactly("F55", "F58", "F59");
    }

    @Test
    void listsForEachBatch() throws Exception {
        assertThat(broken(WiredFlaw.LISTS_FOR_EACH_BATCH, "delete checkpoints: "))
                .containsExactly("F59");
    }

    @Test
    void deletesACheckpointThatWasSavedAgain() throws Exception {
        assertThat(broken(WiredFlaw.FORGETS_REVISIONS, "delete checkpoints: ")).containsExactly("F60");
    }

    @Test
    void takesAMissingParentForAFailure() throws Exception {
        assertThat(broken(WiredFlaw.FAILS_WITHOUT_PARENT, "delete versions: ")).containsExactly("F62");
    }

    @Test
    void takesAnAnswerAboutAnotherModelForDamage() throws Exception {
        assertThat(broken(WiredFlaw.MISSES_ALARMS, "delete model: ")).containsExactly("F64");
    }

    @Test
    void takesEvery404ForTheServices() throws Exception {
        assertThat(broken(WiredFlaw.BELIEVES_ANY_404, "list checkpoints: ", "get model: "))
                .contains("F21", "F66")
                .doesNotContain("F20", "F67");
    }

    @Test
    void takesA404ForAnAbsence() throws Exception {
        assertThat(broken(WiredFlaw.BELIEVES_404, "delete model: ")).containsExactly("F20");
    }

    @Test
    void printsTheServicesTextUnchanged() throws Exception {
        assertThat(broken(WiredFlaw.QUOTES_ALL, "list checkpoints: ")).contains("F43", "F68", "S3", "S13");
    }

    @Test
    void takesAGatewaysErrorForTheEndOfTheWork() throws Exception {
        assertThat(broken(WiredFlaw.ENDS_WORK, "delete checkpoints: ", "delete model: "))
                .containsExactly("F52");
    }

    @Test
    void takesANegativeCountForDamage() throws Exception {
        assertThat(broken(
                        WiredFlaw.IGNORES_NEGATIVE_COUNTS,
                        "delete checkpoints: applied, the answer",
                        "delete checkpoints: applied, a negative",
                        "delete model: applied, a negative"))
                .containsExactly("F53");
    }

    @Test
    void takesTheSuccessOfFewerForThatOfAll() throws Exception {
        assertThat(broken(
                        WiredFlaw.TRUSTS_SMALLER_COUNTS,
                        "delete checkpoints: applied, the counts",
                        "delete checkpoints: not applied, an"))
                .containsExactly("F29", "F70");
    }

    @Test
    void takesAReportedAbsenceForAnAbsence() throws Exception {
        assertThat(broken(
                        WiredFlaw.BELIEVES_ABSENCES,
                        "delete checkpoints: one id",
                        "delete checkpoints: not applied, an"))
                .containsExactly("F71");
    }

    @Test
    void takesAMissingParentForTheAbsenceOfItsItems() throws Exception {
        assertThat(broken(
                        WiredFlaw.TRUSTS_MISSING_PARENTS,
                        "delete checkpoints: the settling list",
                        "delete checkpoints: one list"))
                .containsExactly("F72");
    }

    @Test
    void acceptsTheItemsOfAnotherParent() throws Exception {
        assertThat(broken(
                        WiredFlaw.ACCEPTS_ANY_PARENT,
                        "list checkpoints: the items",
                        "list checkpoints: a repeated page"))
                .containsExactly("F69");
    }

    private static Set<String> broken(WiredFlaw flaw, String... rows) throws Exception {
        return ContractRun.of(
                        new FaultContract() {
                            @Override
                            protected StoreFixture fixture() {
                                return new WiredFixture() {
                                    @Override
                                    public ModelkeepClient open(StoreConfig config) {
                                        return new WiredStores(new WiredClient(config, flaw));
                                    }
                                };
                            }
                        },
                        name -> Set.of(rows).stream().anyMatch(name::contains))
                .broken();
    }
}
