package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The contract of configuration finds what it is there to find: all stores in this file are wrong, but the first. */
class BrokenConfigTest {

    @Test
    void theBaselineBreaksNothing() throws Exception {
        ContractRun run = run((inner, config) -> inner);
        assertThat(run.failures()).isEmpty();
        assertThat(run.applied()).hasSize(24);
    }

    @Test
    void printsItsKey() throws Exception {
        assertThat(run((inner, config) -> new Printing(
                                inner, config.require(WiredProvider.KEY).reveal()))
                        .broken())
                .containsExactly("K20");
    }

    @Test
    void asksTheServiceWhenItIsOpened() throws Exception {
        assertThat(run((inner, config) -> {
                            inner.models().list(PageRequest.first());
                            return inner;
                        })
                        .broken())
                .contains("K9");
    }

    private static ContractRun run(BiFunction<ModelkeepClient, StoreConfig, ModelkeepClient> wrong) throws Exception {
        return ContractRun.of(new ConfigContract() {
            @Override
            protected StoreFixture fixture() {
                return new WiredFixture() {
                    @Override
                    public ModelkeepClient open(StoreConfig config) {
                        return wrong.apply(super.open(config), config);
                    }
                };
            }
        });
    }

    /** Stores whose text holds the credential. */
    private record Printing(ModelkeepClient inner, String key) implements ModelkeepClient {

        @Override
        public String provider() {
            return inner.provider();
        }

        @Override
        public String origin() {
            return inner.origin();
        }

        @Override
        public Map<String, String> account() {
            return inner.account();
        }

        @Override
        public ModelStore models() {
            return inner.models();
        }

        @Override
        public CheckpointStore checkpoints() {
            return inner.checkpoints();
        }

        @Override
        public ListenerRegistration addListener(StoreListener listener) {
            return inner.addListener(listener);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
