package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Id;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.support.CallResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The trials of deletions and creations, whose results must agree with the state afterwards. */
final class WriteTrials {

    private WriteTrials() {}

    /** Checks that every outcome agrees with the state. UNKNOWN makes no statement about the state. */
    private static void checkHonest(CallResult ending, FaultTrial trial) {
        ending.outcomes().forEach((id, outcome) -> {
            if (outcome != DeleteOutcome.UNKNOWN) {
                assertThat(trial.isThere(id))
                        .as("%s has the outcome %s, compared with its existence", id, outcome)
                        .isEqualTo(!outcome.isAbsent());
            }
        });
    }

    /** A trial of a bulk deletion of some items of a parent, as many as fit into one request. */
    static final class BulkDeleted<P extends Id, I extends Id> implements FaultTrial {

        private final BulkDeletionKind<P, I> bulk;
        private final StoreFixture fixture;
        private final P parent;
        private final List<I> asked;
        private final List<I> others;

        BulkDeleted(BulkDeletionKind<P, I> bulk, StoreFixture fixture) {
            int number = Math.min(3, fixture.maxBatchSize(bulk.operation()));
            this.bulk = bulk;
            this.fixture = fixture;
            this.parent = bulk.given(fixture, number + 2);
            List<I> there = bulk.existing(fixture, parent);
            this.asked = List.copyOf(there.subList(0, number));
            this.others = List.copyOf(there.subList(number, there.size()));
        }

        @Override
        public CallResult run(ModelkeepClient stores) {
            try {
                CallResult ending = CallResult.of(bulk.delete(stores, parent, asked));
                assertThat(List.copyOf(ending.outcomes().keySet())).isEqualTo(asked);
                return ending;
            } catch (StoreException failed) {
                throw new AssertionError("a bulk deletion throws instead of reporting", failed);
            }
        }

        @Override
        public Set<String> names() {
            Set<String> names = new HashSet<>(Set.of(parent.value()));
            asked.forEach(id -> names.add(id.value()));
            return names;
        }

        @Override
        public boolean isThere(Id id) {
            return bulk.existing(fixture, parent).stream().anyMatch(id::equals);
        }

        @Override
        public void checkTruth(CallResult ending) {
            assertThat(bulk.existing(fixture, parent))
                    .as("items that were not to be deleted")
                    .containsAll(others);
            checkHonest(ending, this);
        }
    }

    /** A trial of the deletion of one of two models. */
    static final class ModelDeleted implements FaultTrial {

        private final StoreFixture fixture;
        private final ModelId model;
        private final ModelId other;

        ModelDeleted(StoreFixture fixture) {
            this.fixture = fixture;
            this.model = fixture.givenModel("deleted");
            this.other = fixture.givenModel("kept");
        }

        @Override
        public CallResult run(ModelkeepClient stores) {
            try {
                return CallResult.of(stores.models().delete(model));
            } catch (StoreException failed) {
                throw new AssertionError("a deletion throws instead of reporting", failed);
            }
        }

        @Override
        public Set<String> names() {
            return Set.of(model.value());
        }

        @Override
        public boolean isThere(Id id) {
            return fixture.models().stream().anyMatch(id::equals);
        }

        @Override
        public void checkTruth(CallResult ending) {
            assertThat(fixture.models()).as("items that were not to be deleted").contains(other);
            checkHonest(ending, this);
        }
    }

    /** A trial of the creation of a model. */
    static final class Created implements FaultTrial {

        private final StoreFixture fixture;
        private final ModelSpec spec;
        private final List<ModelId> before;
        private Optional<ModelId> created = Optional.empty();

        Created(StoreFixture fixture, String name) {
            this.fixture = fixture;
            this.before = List.copyOf(fixture.models());
            this.spec = fixture.modelSpec(name).build();
        }

        @Override
        public CallResult run(ModelkeepClient stores) {
            try {
                created = Optional.of(stores.models().create(spec)).map(Model::id);
                return CallResult.answered();
            } catch (StoreException failed) {
                return CallResult.thrown(failed);
            }
        }

        @Override
        public boolean isThere(Id asked) {
            return false;
        }

        @Override
        public void checkTruth(CallResult ending) {
            List<ModelId> now = new ArrayList<>(fixture.models());
            now.removeAll(before);
            assertThat(now).as("new models, of which one was requested").hasSizeLessThan(2);
            created.ifPresent(id -> assertThat(now).containsExactly(id));
            boolean saysNothing = ending.thrown()
                    .filter(failure -> failure instanceof OutcomeUnknownException
                            || failure instanceof MalformedResponseException
                            || failure instanceof CancelledException)
                    .isPresent();
            if (ending.thrown().isPresent() && !saysNothing) {
                assertThat(now)
                        .as(
                                "models after %s, which reports that none was created",
                                ending.thrown().get())
                        .isEmpty();
            }
        }
    }
}
