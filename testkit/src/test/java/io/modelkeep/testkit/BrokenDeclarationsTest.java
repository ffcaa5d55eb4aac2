package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointStore;
import io.modelkeep.Field;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ForwardingCheckpointStore;
import io.modelkeep.spi.ForwardingModelStore;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What stores tell of themselves is held to the contracts: all stores in this file tell it wrong. */
class BrokenDeclarationsTest {

    @Test
    void declaresAFieldThatItDoesNotReport() throws Exception {
        assertThat(checkpointFields(Set.of(Field.values()))).containsExactly("C29");
        assertThat(versionFields(Set.of(Field.CREATED_AT, Field.SIZE))).containsExactly("M29");
    }

    @Test
    void reportsAFieldThatItDoesNotDeclare() throws Exception {
        assertThat(checkpointFields(Set.of(Field.STEP, Field.METRICS, Field.STATE)))
                .containsExactly("C29");
        assertThat(checkpointFields(Set.of(Field.STEP, Field.CREATED_AT, Field.STATE)))
                .containsExactly("C29");
        assertThat(versionFields(Set.of())).containsExactly("M29");
    }

    @Test
    void mayReportUndeclaredSteps() throws Exception {
        assertThat(checkpointFields(Set.of(Field.METRICS, Field.CREATED_AT, Field.STATE)))
                .isEmpty();
    }

    @Test
    void reportsAnotherOriginOrOneWithAPath() throws Exception {
        for (String origin : new String[] {"https://wired.example", "wired", ""}) {
            assertThat(config((inner, config) -> new Telling(inner, origin, inner.account())))
                    .as(origin)
                    .containsExactly("K10");
        }
        assertThat(config((inner, config) -> new Telling(inner, inner.origin() + "/v1", inner.account())))
                .containsExactly("K10");
        assertThat(config((inner, config) ->
                        new Telling(inner, inner.origin().replace("//", "//" + key(config) + "@"), inner.account())))
                .containsExactly("K10");
    }

    @Test
    void reportsItsKeyInTheAccount() throws Exception {
        assertThat(config((inner, config) -> new Telling(inner, inner.origin(), Map.of("api-key", key(config)))))
                .containsExactly("K11", "K12");
    }

    @Test
    void reportsAnAccountWithoutASetting() throws Exception {
        assertThat(config((inner, config) -> new Telling(inner, inner.origin(), Map.of("team", "everybody"))))
                .containsExactly("K11", "K12");
    }

    @Test
    void reportsAMutableAccount() throws Exception {
        assertThat(config((inner, config) -> new Telling(inner, inner.origin(), new HashMap<>(inner.account()))))
                .containsExactly("K11");
    }

    @Test
    void reportsTwoAccountsAsOne() throws Exception {
        assertThat(config((inner, config) -> new Telling(inner, inner.origin(), Map.of())))
                .containsExactly("K12");
    }

    @Test
    void reportsNoRequestId() throws Exception {
        WithListener listening = listener -> new StoreListener() {
            @Override
            public void attempted(Attempted event) {
                listener.attempted(new Attempted(
                        event.provider(),
                        event.operation(),
                        event.route(),
                        event.attempt(),
                        event.status(),
                        Optional.empty(),
                        event.elapsed(),
                        event.requestBytes(),
                        event.responseBytes()));
            }
        };
        assertThat(ContractRun.of(
                                new CheckpointStoreContract() {
                                    @Override
                                    protected StoreFixture fixture() {
                                        return listening.fixture();
                                    }
                                },
                                name -> name.startsWith("C43 ") || name.startsWith("C69 "))
                        .broken())
                .containsExactly("C69");
        assertThat(ContractRun.of(
                                new ModelStoreContract() {
                                    @Override
                                    protected StoreFixture fixture() {
                                        return listening.fixture();
                                    }
                                },
                                name -> name.startsWith("M63 ") || name.startsWith("M77 "))
                        .broken())
                .containsExactly("M77");
    }

    @Test
    void reportsNoSizes() throws Exception {
        WithListener listening = listener -> new StoreListener() {
            @Override
            public void attempted(Attempted event) {
                listener.attempted(new Attempted(
                        event.provider(),
                        event.operation(),
                        event.route(),
                        event.attempt(),
                        event.status(),
                        event.requestId(),
                        event.elapsed(),
                        0,
                        0));
            }
        };
        assertThat(ContractRun.of(
                                new CheckpointStoreContract() {
                                    @Override
                                    protected StoreFixture fixture() {
                                        return listening.fixture();
                                    }
                                },
                                name -> name.startsWith("C43 ") || name.startsWith("C117 "))
                        .broken())
                .containsExactly("C117");
        assertThat(ContractRun.of(
                                new ModelStoreContract() {
                                    @Override
                                    protected StoreFixture fixture() {
                                        return listening.fixture();
                                    }
                                },
                                name -> name.startsWith("M63 ") || name.startsWith("M115 "))
                        .broken())
                .containsExactly("M115");
    }

    @Test
    void reportsAnUnredactedRequestId() throws Exception {
        WithListener listening = listener -> new StoreListener() {
            @Override
            public void attempted(Attempted event) {
                listener.attempted(new Attempted(
                        event.provider(),
                        event.operation(),
                        event.route(),
                        event.attempt(),
                        event.status(),
                        event.requestId().map(id -> id.replace("***", WiredServer.KEY)),
                        event.elapsed(),
                        event.requestBytes(),
                        event.responseBytes()));
            }
        };
        assertThat(ContractRun.of(
                                new ConfigContract() {
                                    @Override
                                    protected StoreFixture fixture() {
                                        return listening.fixture();
                                    }
                                },
                                name -> name.startsWith("K25 "))
                        .broken())
                .containsExactly("K25");
    }

    private static String key(StoreConfig config) {
        return config.require(WiredProvider.KEY).reveal();
    }

    private static Set<String> checkpointFields(Set<Field> fields) throws Exception {
        UnaryOperator<ModelkeepClient> wrong =
                inner -> ForwardingClient.checkpoints(inner, new ForwardingCheckpointStore(inner.checkpoints()) {
                    @Override
                    public Set<Field> fields(RunId run) {
                        return fields;
                    }
                });
        return ContractRun.of(new CheckpointStoreContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return WrappedMemory.of(wrong);
                    }
                })
                .broken();
    }

    private static Set<String> versionFields(Set<Field> fields) throws Exception {
        UnaryOperator<ModelkeepClient> wrong =
                inner -> ForwardingClient.models(inner, new ForwardingModelStore(inner.models()) {
                    @Override
                    public Set<Field> versionFields() {
                        return fields;
                    }
                });
        return ContractRun.of(new ModelStoreContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return WrappedMemory.of(wrong);
                    }
                })
                .broken();
    }

    private static Set<String> config(BiFunction<ModelkeepClient, StoreConfig, ModelkeepClient> wrong)
            throws Exception {
        return ContractRun.of(
                        new ConfigContract() {
                            @Override
                            protected StoreFixture fixture() {
                                return new WiredFixture() {
                                    @Override
                                    public ModelkeepClient open(StoreConfig config) {
                                        return wrong.apply(super.open(config), config);
                                    }
                                };
                            }
                        },
                        name -> name.startsWith("K1"))
                .broken();
    }

    /** Puts something before the listener that stores tell. */
    private interface WithListener {

        StoreListener before(StoreListener listener);

        default StoreFixture fixture() {
            return new WiredFixture() {
                @Override
                public ModelkeepClient open(StoreConfig config) {
                    return super.open(StoreConfig.builder()
                            .settings(config())
                            .listener(before(config.listener()))
                            .clock(config.clock())
                            .timeSource(config.timeSource())
                            .build());
                }
            };
        }
    }

    /** Stores with another origin and account. */
    private record Telling(ModelkeepClient inner, String origin, Map<String, String> account)
            implements ModelkeepClient {

        @Override
        public String provider() {
            return inner.provider();
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
