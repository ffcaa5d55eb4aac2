package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Id;
import io.modelkeep.MalformedResponseException;
import io.modelkeep.UnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A list that goes wrong on the way never looks complete. */
final class PagingFaults<P> {

    private static final int PAGE = 3;
    private static final int ATTEMPTS = 3;

    private final Listing<P> listing;

    private PagingFaults(Listing<P> listing) {
        this.listing = listing;
    }

    static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Listing<?> listing : List.of(Listings.CHECKPOINTS, Listings.MODELS, Listings.VERSIONS)) {
            clauses.addAll(new PagingFaults<>(listing).clauses());
        }
        return clauses;
    }

    private List<Clause> clauses() {
        return List.of(
                clause("F34", "a page that comes again ends the list with an error", this::repeatedPage),
                clause("F35", "a page that fails ends the list with an error", this::failingPage));
    }

    private Clause clause(String id, String about, Clause.Proof proof) {
        return Clause.of(id, listing.operation().label() + ": " + about, proof)
                .needs(listing.capability())
                .onTheWire()
                .when("pages", fixture -> fixture.maxPageSize() < Integer.MAX_VALUE);
    }

    private void repeatedPage(Scene scene) {
        P parent = listing.given(scene.fixture(), 2 * scene.fixture().maxPageSize() + 1);
        AtomicReference<Map<String, Object>> first = new AtomicReference<>(Map.of());
        scene.wire().injectAt(listing.operation(), 1, Fault.editJson(page -> {
            first.set(new LinkedHashMap<>(page));
            return page;
        }));
        scene.wire().injectAt(listing.operation(), 2, Fault.editJson(page -> first.get()));
        Throwable thrown =
                catchThrowable(() -> listing.stream(scene.stores(), parent).toList());
        assertThat(thrown).isInstanceOf(MalformedResponseException.class);
        assertThat(scene.requests()).hasSize(2);
        assertThat(scene.wire().unconsumed()).isEmpty();
    }

    private void failingPage(Scene scene) {
        P parent = listing.given(scene.fixture(), PAGE * scene.fixture().maxPageSize());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            scene.wire().injectAt(listing.operation(), PAGE + attempt, Fault.status(500));
        }
        List<Id> seen = new ArrayList<>();
        Throwable thrown =
                catchThrowable(() -> listing.stream(scene.stores(), parent).forEach(seen::add));
        assertThat(thrown).isInstanceOf(UnavailableException.class);
        assertThat(seen).hasSize((PAGE - 1) * scene.fixture().maxPageSize());
        assertThat(scene.requests()).hasSize(PAGE - 1 + ATTEMPTS);
        assertThat(scene.wire().unconsumed()).isEmpty();
    }
}
