package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CancelledException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Id;
import io.modelkeep.MalformedResponseException;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.OutcomeUnknownException;
import io.modelkeep.StoreException;
import io.modelkeep.Stores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletions and creations: what is said of them agrees with what is there afterwards. */
final class WriteTrials {

    private WriteTrials() {}

    /** An outcome that names a state names the true one; UNKNOWN names none. */
    private static void checkHonest(Ending ending, Trial trial) {
        ending.outcomes().forEach((id, outcome) -> {
            if (outcome != DeleteOutcome.UNKNOWN) {
                assertThat(trial.isThere(id))
                        .as("%s is said to be %s; it is still there", id, outcome)
                        .isEqualTo(!outcome.gone());
            }
        });
    }

    /** Some of several things under one parent, as many as fit into one request. */
    static final class BulkDeleted<P extends Id, I extends Id> implements Trial {

        private final Bulk<P, I> bulk;
        private final StoreFixture fixture;
        private final P parent;
        private final List<I> asked;
        private final List<I> others;

        BulkDeleted(Bulk<P, I> bulk, StoreFixture fixture) {
            int number = Math.min(3, fixture.maxBatchSize(bulk.operation()));
            this.bulk = bulk;
            this.fixture = fixture;
            this.parent = bulk.given(fixture, number + 2);
            List<I> there = bulk.truth(fixture, parent);
            this.asked = List.copyOf(there.subList(0, number));
            this.others = List.copyOf(there.subList(number, there.size()));
        }

        @Override
        public Ending run(Stores stores) {
            try {
                Ending ending = Ending.of(bulk.delete(stores, parent, asked));
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
            return bulk.truth(fixture, parent).stream().anyMatch(id::equals);
        }

        @Override
        public void checkTruth(Ending ending) {
            assertThat(bulk.truth(fixture, parent)).as("what was not asked for").containsAll(others);
            checkHonest(ending, this);
        }
    }

    /** One of two models. */
    static final class ModelDeleted implements Trial {

        private final StoreFixture fixture;
        private final ModelId model;
        private final ModelId other;

        ModelDeleted(StoreFixture fixture) {
            this.fixture = fixture;
            this.model = fixture.givenModel("deleted");
            this.other = fixture.givenModel("kept");
        }

        @Override
        public Ending run(Stores stores) {
            try {
                return Ending.of(stores.models().delete(model));
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
        public void checkTruth(Ending ending) {
            assertThat(fixture.models()).as("what was not asked for").contains(other);
            checkHonest(ending, this);
        }
    }

    /** A model that is not there yet. */
    static final class Created implements Trial {

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
        public Ending run(Stores stores) {
            try {
                created = Optional.of(stores.models().create(spec)).map(Model::id);
                return Ending.answered();
            } catch (StoreException failed) {
                return Ending.thrown(failed);
            }
        }

        @Override
        public boolean isThere(Id asked) {
            return false;
        }

        @Override
        public void checkTruth(Ending ending) {
            List<ModelId> now = new ArrayList<>(fixture.models());
            now.removeAll(before);
            assertThat(now).as("models, of which one was asked for").hasSizeLessThan(2);
            created.ifPresent(id -> assertThat(now).containsExactly(id));
            boolean saysNothing = ending.thrown()
                    .filter(failure -> failure instanceof OutcomeUnknownException
                            || failure instanceof MalformedResponseException
                            || failure instanceof CancelledException)
                    .isPresent();
            if (ending.thrown().isPresent() && !saysNothing) {
                assertThat(now)
                        .as(
                                "models after %s, which says that none was created",
                                ending.thrown().get())
                        .isEmpty();
            }
        }
    }
}
