package io.modelkeep.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.fixture.BasetenFixture;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import org.junit.jupiter.api.Test;

/** A check that one clause can be run alone as {@code docs/development.md} shows. */
class OneClauseTest {

    @Test
    void theClauseHolds() throws Exception {
        ContractRun run = ContractRun.of(
                new FaultContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return new BasetenFixture();
                    }
                },
                name -> name.startsWith("F6 delete model:"));
        assertThat(run.applied()).isNotEmpty();
        assertThat(run.failures()).isEmpty();
    }
}
