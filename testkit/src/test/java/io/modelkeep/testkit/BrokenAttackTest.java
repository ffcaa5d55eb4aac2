package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.spi.ForwardingModelStore;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The rows about attacks find stores that fall for them: all stores in this file are wrong. */
class BrokenAttackTest {

    @Test
    void repeatsTheKeyThatTheServiceEchoes() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Model get(ModelId id) {
                        try {
                            return super.get(id);
                        } catch (StoreException failure) {
                            throw new MalformedResponseException(ErrorDetails.of("sent with " + WiredServer.KEY)
                                    .statusCode(500));
                        }
                    }
                }))
                .contains("S3");
    }

    @Test
    void takesAnyAnswerForTheModel() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Model get(ModelId id) {
                        try {
                            return super.get(id);
                        } catch (MalformedResponseException unusable) {
                            return Model.builder(id, "read").build();
                        }
                    }
                }))
                .contains("S1", "S2", "S3", "S11")
                .doesNotContain("S5", "S13", "S14");
    }

    @Test
    void takesAnUnreadableListForAbsence() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Model get(ModelId id) {
                        try {
                            return super.get(id);
                        } catch (MalformedResponseException unusable) {
                            throw new NotFoundException(ErrorDetails.of("gone").statusCode(404));
                        }
                    }
                }))
                .containsExactlyInAnyOrder("S1", "S2", "S11", "S12");
    }

    @Test
    void sendsAnotherIdThanItWasGiven() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Model get(ModelId id) {
                        return super.get(new ModelId(id.value().replace("@", "-")));
                    }
                }))
                .containsExactly("S5");
    }

    private static Set<String> broken(UnaryOperator<ModelStore> wrong) throws Exception {
        return ContractRun.of(
                        new FaultContract() {
                            @Override
                            protected StoreFixture fixture() {
                                return new WiredFixture() {
                                    @Override
                                    public ModelkeepClient open(StoreConfig config) {
                                        ModelkeepClient inner = super.open(config);
                                        return ForwardingClient.models(inner, wrong.apply(inner.models()));
                                    }
                                };
                            }
                        },
                        name -> name.startsWith("S") && name.contains("get model"))
                .broken();
    }
}
