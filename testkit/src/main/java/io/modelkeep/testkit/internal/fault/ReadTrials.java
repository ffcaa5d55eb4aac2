package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.list.ListKind;
import io.modelkeep.testkit.internal.support.CallResult;
import java.util.List;

/** The trials of reads, which change nothing and return the right result or an error. */
final class ReadTrials {

    private ReadTrials() {}

    /** A trial of a list that fits on one page. */
    static final class Listed<P, I> implements FaultTrial {

        private final ListKind<P, I> listing;
        private final StoreFixture fixture;
        private final P parent;
        private final List<I> before;

        Listed(ListKind<P, I> listing, StoreFixture fixture) {
            this.listing = listing;
            this.fixture = fixture;
            this.parent = listing.given(fixture, 3);
            this.before = listing.existing(fixture, parent);
        }

        @Override
        public CallResult run(ModelkeepClient stores) {
            try {
                List<I> answer =
                        listing.page(stores, parent, PageRequest.first()).items();
                assertThat(answer).as("the listed items").containsExactlyInAnyOrderElementsOf(before);
                return CallResult.answered();
            } catch (StoreException failed) {
                return CallResult.thrown(failed);
            }
        }

        @Override
        public boolean isThere(Id asked) {
            return true;
        }

        @Override
        public void checkTruth(CallResult ending) {
            assertThat(listing.existing(fixture, parent)).isEqualTo(before);
        }
    }

    /** A trial of reading one model. */
    static final class Got implements FaultTrial {

        private final StoreFixture fixture;
        private final ModelId model;

        Got(StoreFixture fixture) {
            this.fixture = fixture;
            this.model = fixture.givenModel("read");
        }

        @Override
        public CallResult run(ModelkeepClient stores) {
            try {
                assertThat(stores.models().get(model).id()).isEqualTo(model);
                return CallResult.answered();
            } catch (StoreException failed) {
                return CallResult.thrown(failed);
            }
        }

        @Override
        public boolean isThere(Id asked) {
            return true;
        }

        @Override
        public void checkTruth(CallResult ending) {
            assertThat(fixture.models()).contains(model);
        }
    }
}
