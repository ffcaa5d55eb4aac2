package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.PageRequest;
import io.modelkeep.StoreException;
import io.modelkeep.Stores;
import java.util.List;

/** The trials of reads, which change nothing and return the right result or an error. */
final class ReadTrials {

    private ReadTrials() {}

    /** A trial of a list that fits on one page. */
    static final class Listed<P, I> implements Trial {

        private final Listing<P, I> listing;
        private final StoreFixture fixture;
        private final P parent;
        private final List<I> before;

        Listed(Listing<P, I> listing, StoreFixture fixture) {
            this.listing = listing;
            this.fixture = fixture;
            this.parent = listing.given(fixture, 3);
            this.before = listing.truth(fixture, parent);
        }

        @Override
        public Ending run(Stores stores) {
            try {
                List<I> answer =
                        listing.page(stores, parent, PageRequest.first()).items();
                assertThat(answer).as("the listed items").containsExactlyInAnyOrderElementsOf(before);
                return Ending.answered();
            } catch (StoreException failed) {
                return Ending.thrown(failed);
            }
        }

        @Override
        public boolean isThere(Id asked) {
            return true;
        }

        @Override
        public void checkTruth(Ending ending) {
            assertThat(listing.truth(fixture, parent)).isEqualTo(before);
        }
    }

    /** A trial of reading one model. */
    static final class Got implements Trial {

        private final StoreFixture fixture;
        private final ModelId model;

        Got(StoreFixture fixture) {
            this.fixture = fixture;
            this.model = fixture.givenModel("read");
        }

        @Override
        public Ending run(Stores stores) {
            try {
                assertThat(stores.models().get(model).id()).isEqualTo(model);
                return Ending.answered();
            } catch (StoreException failed) {
                return Ending.thrown(failed);
            }
        }

        @Override
        public boolean isThere(Id asked) {
            return true;
        }

        @Override
        public void checkTruth(Ending ending) {
            assertThat(fixture.models()).contains(model);
        }
    }
}
