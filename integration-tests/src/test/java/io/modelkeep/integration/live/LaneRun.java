package io.modelkeep.integration.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * What a contract says where the environment leads to a simulator.
 *
 * @param proved the ids of the clauses that hold
 * @param skipped the reasons of those that were skipped, by their names
 */
record LaneRun(List<String> proved, Map<String, String> skipped) {

    static LaneRun models(Supplier<LiveFixture> fixtures) throws Exception {
        return of(ContractRun.of(new ModelStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return fixtures.get();
            }
        }));
    }

    static LaneRun checkpoints(Supplier<LiveFixture> fixtures) throws Exception {
        return of(ContractRun.of(new CheckpointStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return fixtures.get();
            }
        }));
    }

    private static LaneRun of(ContractRun run) {
        assertThat(run.failures())
                .allSatisfy((name, failure) -> assertThat(failure).as(name).isInstanceOf(TestAbortedException.class));
        return new LaneRun(
                run.applied().stream()
                        .filter(name -> !run.failures().containsKey(name))
                        .map(name -> name.substring(0, name.indexOf(' ')))
                        .toList(),
                run.failures().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                failure -> String.valueOf(failure.getValue().getMessage()))));
    }

    /** The requests that changed something. */
    static List<RecordedExchange> changes(Simulator simulator) {
        return simulator.exchanges().stream()
                .filter(RecordedExchange::changedState)
                .toList();
    }
}
