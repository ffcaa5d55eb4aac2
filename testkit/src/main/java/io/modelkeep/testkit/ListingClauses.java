package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Id;
import io.modelkeep.InvalidRequestException;
import io.modelkeep.NotFoundException;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.StoreListener;
import io.modelkeep.UnsupportedCapabilityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds for every list, whatever it lists. */
final class ListingClauses<P> {

    private final Listing<P> listing;
    private final String prefix;
    private final int first;
    private final List<Clause> clauses = new ArrayList<>();

    private ListingClauses(Listing<P> listing, String prefix, int first) {
        this.listing = listing;
        this.prefix = prefix;
        this.first = first;
    }

    /** The clauses for one kind of list, numbered from {@code first}. */
    static <P> List<Clause> of(Listing<P> listing, String prefix, int first) {
        return new ListingClauses<>(listing, prefix, first).all();
    }

    private List<Clause> all() {
        String noun = listing.noun();
        add("the pages of a list of " + noun + " give each exactly once", this::eachOnce);
        add("a stream of " + noun + " gives each exactly once", this::streamGivesEachOnce);
        add("a stream of " + noun + " asks for nothing before it is consumed", this::streamIsLazy);
        addPaged(
                "a page of " + noun + " is no longer than wished, and a wish above the maximum is clamped",
                this::sizes);
        addPaged("a stream of " + noun + " fetches no page that is not consumed", this::streamFetchesAsConsumed);
        addPaged("a page token of a list of " + noun + " leads to what follows, again and again", this::tokensRepeat);
        add("a foreign page token of a list of " + noun + " is refused before any request", this::foreignToken);
        clauses.add(Clause.of(id(), "one page of " + noun + " is one request", this::oneRequest)
                .needs(listing.capability())
                .onTheWire());
        if (!listing.hasOrder()) {
            add("an order of " + noun + " is refused before any request", this::orderRefused);
        }
        if (listing.canBeEmpty()) {
            add("an empty list of " + noun + " is one empty page", this::emptyList);
        }
        if (!listing.hasParent()) {
            return clauses;
        }
        add("a list of " + noun + " of what is not there is NotFoundException", this::absentParent);
        clauses.add(Clause.of(
                        id(), "a list of " + noun + " by a malformed id is refused before any request", this::malformed)
                .needs(listing.capability())
                .when(
                        "ids that this provider alone refuses",
                        fixture -> !listing.malformedParents(fixture).isEmpty()));
        return clauses;
    }

    private void add(String says, Clause.Proof proof) {
        clauses.add(Clause.of(id(), says, proof).needs(listing.capability()));
    }

    private void addPaged(String says, Clause.Proof proof) {
        clauses.add(Clause.of(id(), says, proof)
                .needs(listing.capability())
                .when("pages", fixture -> fixture.maxPageSize() < Integer.MAX_VALUE));
    }

    private String id() {
        return prefix + (first + clauses.size());
    }

    private void eachOnce(Scene scene) {
        P parent = listing.given(scene.fixture(), 8);
        assertThat(walk(scene, parent, PageRequest.first().withSize(3)))
                .containsExactlyInAnyOrderElementsOf(listing.truth(scene.fixture(), parent));
    }

    private void streamGivesEachOnce(Scene scene) {
        int many = scene.fixture().maxPageSize() < 1000 ? scene.fixture().maxPageSize() + 1 : 8;
        P parent = listing.given(scene.fixture(), many);
        assertThat(listing.stream(scene.stores(), parent).toList())
                .containsExactlyInAnyOrderElementsOf(ids(listing.truth(scene.fixture(), parent)));
    }

    private void streamIsLazy(Scene scene) {
        P parent = listing.given(scene.fixture(), 3);
        int sent = scene.requests().size();
        Stream<Id> stream = listing.stream(scene.stores(), parent).filter(id -> true);
        assertThat(started(scene))
                .as("lists begun before the stream is consumed")
                .isZero();
        assertThat(scene.requests()).hasSize(sent);
        assertThat(stream.count()).isEqualTo(3);
    }

    private void emptyList(Scene scene) {
        P parent = listing.given(scene.fixture(), 0);
        Page<Id> page = listing.page(scene.stores(), parent, PageRequest.first());
        assertThat(page.items()).isEmpty();
        assertThat(page.nextToken()).isEmpty();
        assertThat(listing.stream(scene.stores(), parent)).isEmpty();
    }

    private void sizes(Scene scene) {
        int maximum = scene.fixture().maxPageSize();
        P parent = listing.given(scene.fixture(), maximum + 1);
        assertThat(page(scene, parent, PageRequest.first().withSize(3)).items()).hasSize(3);
        assertThat(page(scene, parent, PageRequest.first().withSize(maximum + 1))
                        .items())
                .hasSizeBetween(1, maximum);
        assertThat(page(scene, parent, PageRequest.first().withSize(Integer.MAX_VALUE))
                        .items())
                .hasSizeBetween(1, maximum);
    }

    private void streamFetchesAsConsumed(Scene scene) {
        P parent = listing.given(scene.fixture(), scene.fixture().maxPageSize() + 1);
        int sent = scene.requests().size();
        int few = Math.min(5, scene.fixture().maxPageSize());
        assertThat(listing.stream(scene.stores(), parent).limit(few)).hasSize(few);
        assertThat(started(scene)).as("lists begun for the first page").isEqualTo(1);
        if (scene.fixture().wire().isPresent()) {
            assertThat(scene.requests()).hasSize(sent + 1);
        }
    }

    private void tokensRepeat(Scene scene) {
        P parent = listing.given(scene.fixture(), 5);
        PageRequest start = PageRequest.first().withSize(2);
        Page<Id> page = page(scene, parent, start);
        PageRequest second = start.withToken(page.nextToken().orElseThrow());
        Page<Id> next = page(scene, parent, second);
        assertThat(next.items()).hasSize(2).doesNotContainAnyElementsOf(page.items());
        assertThat(page(scene, parent, second).items()).isEqualTo(next.items());
    }

    private void foreignToken(Scene scene) {
        P parent = listing.given(scene.fixture(), 5);
        scene.refuses(
                "a blank token", () -> page(scene, parent, PageRequest.first().withToken(" ")));
        scene.refuses(
                "a made-up token",
                () -> page(scene, parent, PageRequest.first().withToken("not-a-token-of-this-library")));
        Optional<String> token =
                page(scene, parent, PageRequest.first().withSize(2)).nextToken();
        if (token.isPresent() && listing.hasParent()) {
            P other = listing.given(scene.fixture(), 5);
            scene.refuses(
                    "a token of another list",
                    () -> page(scene, other, PageRequest.first().withSize(2).withToken(token.get())));
        }
    }

    private void oneRequest(Scene scene) {
        P parent = listing.given(scene.fixture(), 5);
        int before = scene.requests().size();
        page(scene, parent, PageRequest.first());
        assertThat(scene.requests()).hasSize(before + 1);
    }

    private void orderRefused(Scene scene) {
        P parent = listing.given(scene.fixture(), 3);
        int before = scene.requests().size();
        Throwable thrown =
                catchThrowable(() -> page(scene, parent, PageRequest.first().withOrder(Order.ASCENDING)));
        assertThat(thrown).isInstanceOfAny(InvalidRequestException.class, UnsupportedCapabilityException.class);
        assertThat(scene.requests()).hasSize(before);
    }

    private void absentParent(Scene scene) {
        P absent = listing.absentParent(scene.fixture()).orElseThrow();
        assertThatThrownBy(() -> page(scene, absent, PageRequest.first())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> listing.stream(scene.stores(), absent).toList())
                .isInstanceOf(NotFoundException.class);
    }

    private void malformed(Scene scene) {
        for (P parent : listing.malformedParents(scene.fixture())) {
            scene.refuses("the id " + parent, () -> page(scene, parent, PageRequest.first()));
        }
    }

    /** All items, page by page; ends with a failure where the pages do not. */
    private List<Id> walk(Scene scene, P parent, PageRequest start) {
        List<Id> items = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(start);
        for (int pages = 0; next.isPresent(); pages++) {
            assertThat(pages).as("pages of a short list").isLessThan(100);
            Page<Id> page = page(scene, parent, next.get());
            items.addAll(page.items());
            next = page.nextToken().map(start::withToken);
        }
        return items;
    }

    private Page<Id> page(Scene scene, P parent, PageRequest request) {
        return listing.page(scene.stores(), parent, request);
    }

    private long started(Scene scene) {
        return scene.heard().started().stream()
                .map(StoreListener.Started::operation)
                .filter(listing.operation()::equals)
                .count();
    }

    private static List<Id> ids(List<? extends Id> ids) {
        return List.copyOf(ids);
    }
}
