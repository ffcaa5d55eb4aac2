package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.spi.ForwardingModelStore;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.memory.MemoryFixture;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of model stores finds what it is there to find: all stores in this file are wrong, but the first. */
class BrokenModelStoreTest {

    @Test
    void theBaselineBreaksNothing() throws Exception {
        ContractRun run = run(inner -> new ForwardingModelStore(inner) {});
        assertThat(run.failures()).isEmpty();
        assertThat(run.applied()).hasSizeGreaterThan(50);
    }

    @Test
    void throwsForAnAbsentModel() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public ModelDeletion delete(ModelId id, DeleteMode mode) {
                        ModelDeletion deletion = super.delete(id, mode);
                        if (deletion.outcome() == DeleteOutcome.ALREADY_ABSENT) {
                            throw new NotFoundException(ErrorDetails.of("not found"));
                        }
                        return deletion;
                    }
                }))
                .containsExactly("M35", "M36");
    }

    @Test
    void alwaysCascades() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public ModelDeletion delete(ModelId id, DeleteMode mode) {
                        return super.delete(id, DeleteMode.FORCE);
                    }
                }))
                .containsExactly("M39", "M87", "M92");
    }

    @Test
    void neverCascades() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public ModelDeletion delete(ModelId id, DeleteMode mode) {
                        return super.delete(id, DeleteMode.SAFE);
                    }
                }))
                .containsExactly("M40", "M88");
    }

    @Test
    void create_returnsTheExistingModel() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Model create(ModelSpec spec) {
                        try {
                            return super.create(spec);
                        } catch (ConflictException taken) {
                            return super.create(ModelSpec.builder(spec.name())
                                    .ifExists(IfExists.RETURN)
                                    .build());
                        }
                    }
                }))
                .containsExactly("M47");
    }

    @Test
    void dropsAField() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Model create(ModelSpec spec) {
                        ModelSpec.Builder less = ModelSpec.builder(spec.name()).attributes(spec.attributes());
                        spec.ifExists().ifPresent(less::ifExists);
                        return super.create(less.build());
                    }
                }))
                .containsExactly("M45");
    }

    @Test
    void declaresAMissingCapability() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Model get(ModelId id) {
                        throw new UnsupportedCapabilityException(provider(), Capability.MODEL_GET);
                    }
                }))
                .containsExactly("M1", "M30", "M31", "M32", "M71", "M72", "M73", "M74", "M106", "M107", "M108");
    }

    @Test
    void doesNotDeclareACapability() throws Exception {
        assertThat(broken(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Set<Capability> capabilities() {
                        Set<Capability> fewer = new HashSet<>(inner.capabilities());
                        fewer.remove(Capability.MODEL_DELETE);
                        return fewer;
                    }
                }))
                .containsExactly("M0");
    }

    private static Set<String> broken(Function<ModelStore, ModelStore> wrong) throws Exception {
        return run(wrong).broken();
    }

    private static ContractRun run(Function<ModelStore, ModelStore> wrong) throws Exception {
        return ContractRun.of(new ModelStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return new MemoryFixture() {
                    @Override
                    public ModelkeepClient open(StoreConfig config) {
                        ModelkeepClient inner = super.open(config);
                        return ForwardingClient.models(inner, wrong.apply(inner.models()));
                    }
                };
            }
        });
    }
}
