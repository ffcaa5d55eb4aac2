package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.list.ListKind;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The clauses that hold for every list. */
public final class ListClauses<P, I> {

    private final ListKind<P, I> listing;
    private final List<Clause> clauses = new ArrayList<>();

    private ListClauses(ListKind<P, I> listing) {
        this.listing = listing;
    }

    /** Returns the clauses for one kind of list. */
    public static <P, I> List<Clause> of(ListKind<P, I> listing) {
        return new ListClauses<>(listing).all();
    }

    /**
     * Returns the id that a clause has for this kind of list. An id is empty where the clause does not exist for a kind.
     */
    private String id(String checkpoints, String runs, String files, String models, String versions) {
        return switch (listing.operation()) {
            case LIST_CHECKPOINTS -> checkpoints;
            case LIST_RUNS -> runs;
            case LIST_FILES -> files;
            case LIST_MODELS -> models;
            default -> versions;
        };
    }

    private List<Clause> all() {
        String noun = listing.noun();
        add(
                id("C5", "C50", "C70", "M5", "M15"),
                "the pages of a list of " + noun + " contain each item exactly once",
                this::eachOnce);
        add(
                id("C6", "C51", "C71", "M6", "M16"),
                "a stream of " + noun + " contains each item exactly once",
                this::streamGivesEachOnce);
        add(
                id("C7", "C52", "C72", "M7", "M17"),
                "a stream of " + noun + " sends no request before it is consumed",
                this::streamIsLazy);
        addPaged(
                id("C8", "C53", "C73", "M8", "M18"),
                "a page of " + noun + " is at most as long as requested, and a size above the maximum is clamped",
                this::sizes);
        addPaged(
                id("C9", "C54", "C74", "M9", "M19"),
                "a stream of " + noun
                        + " fetches at most one page ahead, not before the second item of a page, and no page beyond "
                        + "its limit",
                this::streamFetchesAsConsumed);
        addPaged(
                id("C10", "C55", "C75", "M10", "M20"),
                "a page token of a list of " + noun + " gives the next page, each time it is used",
                this::tokensRepeat);
        add(
                id("C11", "C56", "C76", "M11", "M21"),
                "a page token that was not issued for this list of " + noun + " is refused before any request",
                this::foreignToken);
        add(
                id("C12", "C57", "C77", "M12", "M22"),
                "one page of " + noun + " takes exactly one request",
                this::oneRequest,
                Clause::onTheWire);
        add(
                id("C13", "C59", "C79", "M14", ""),
                "an empty list of " + noun + " is one empty page",
                this::emptyList,
                clause -> clause.when(
                        "a server that is not shared", fixture -> listing.hasParent() || !fixture.shared()));
        add(
                id("C14", "", "C80", "", "M24"),
                "listing " + noun + " of a missing parent throws NotFoundException",
                this::absentParent);
        add(
                id("C15", "", "C81", "", "M25"),
                "listing " + noun + " of a parent with a malformed id is refused before any request",
                this::malformed,
                clause -> clause.when(
                        "ids that only this provider refuses",
                        fixture -> !listing.malformedParents(fixture).isEmpty()));
        add(
                id("C16", "C67", "C82", "M26", "M27"),
                "a list of " + noun + " that the service returns as a whole is not split by a requested page size",
                this::whole,
                clause -> clause.when("a list that is returned as a whole", fixture -> !cuts(fixture)));
        PrefetchProofs<P, I> prefetch = new PrefetchProofs<>(listing);
        addPaged(
                id("C111", "C113", "C115", "M111", "M113"),
                "with `prefetch=false`, a stream of " + noun + " fetches each page on the thread of its caller",
                prefetch::disabled);
        addPaged(
                id("C112", "C114", "C116", "M112", "M114"),
                "a page of " + noun + " that is fetched ahead has the context that the context propagation captures",
                prefetch::propagated);
        return clauses;
    }

    private void add(String id, String says, Clause.Proof proof) {
        add(id, says, proof, clause -> clause);
    }

    private void addPaged(String id, String says, Clause.Proof proof) {
        add(id, says, proof, clause -> clause.when("pages", this::cuts));
    }

    private void add(String id, String says, Clause.Proof proof, UnaryOperator<Clause> conditions) {
        if (!id.isEmpty()) {
            clauses.add(conditions.apply(Clause.of(id, says, proof).needs(listing.capability())));
        }
    }

    private boolean cuts(StoreFixture fixture) {
        return maximum(fixture) < Integer.MAX_VALUE;
    }

    private int maximum(StoreFixture fixture) {
        return fixture.maxPageSize(listing.operation());
    }

    private void eachOnce(ContractContext context) {
        P parent = listing.given(context.fixture(), 8);
        assertThat(walk(context, parent, PageRequest.first().withSize(3)))
                .filteredOn(own(context, parent))
                .containsExactlyInAnyOrderElementsOf(listing.existing(context.fixture(), parent));
    }

    private void streamGivesEachOnce(ContractContext context) {
        int many = cuts(context.fixture()) ? maximum(context.fixture()) + 1 : 8;
        P parent = listing.given(context.fixture(), many);
        assertThat(listing.stream(context.client(), parent).toList())
                .filteredOn(own(context, parent))
                .containsExactlyInAnyOrderElementsOf(listing.existing(context.fixture(), parent));
    }

    private void streamIsLazy(ContractContext context) {
        P parent = listing.given(context.fixture(), 3);
        int sent = context.requests().size();
        Predicate<I> own = own(context, parent);
        Stream<I> stream = listing.stream(context.client(), parent).filter(own);
        assertThat(started(context))
                .as("lists started before the stream is consumed")
                .isZero();
        assertThat(context.requests()).hasSize(sent);
        assertThat(stream.count()).isEqualTo(3);
    }

    private void emptyList(ContractContext context) {
        P parent = listing.given(context.fixture(), 0);
        Page<I> page = listing.page(context.client(), parent, PageRequest.first());
        assertThat(page.items()).isEmpty();
        assertThat(page.nextToken()).isEmpty();
        assertThat(listing.stream(context.client(), parent)).isEmpty();
    }

    private void sizes(ContractContext context) {
        int maximum = maximum(context.fixture());
        P parent = listing.given(context.fixture(), maximum + 1);
        assertThat(page(context, parent, PageRequest.first().withSize(3)).items())
                .hasSizeBetween(1, 3);
        assertThat(page(context, parent, PageRequest.first().withSize(maximum + 1))
                        .items())
                .hasSizeBetween(1, maximum);
        assertThat(page(context, parent, PageRequest.first().withSize(Integer.MAX_VALUE))
                        .items())
                .hasSizeBetween(1, maximum);
    }

    private void streamFetchesAsConsumed(ContractContext context) {
        int maximum = maximum(context.fixture());
        P parent = listing.given(context.fixture(), 2 * maximum + 1);
        int sent = context.requests().size();
        assertThat(listing.stream(context.client(), parent).findFirst()).isPresent();
        assertThat(started(context)).as("lists started for the first item").isEqualTo(1);
        assertThat(listing.stream(context.client(), parent, PageRequest.first().withLimit(maximum)))
                .hasSize(maximum);
        assertThat(started(context) - 1).as("lists started for one full page").isEqualTo(1);
        if (context.fixture().wire().isPresent()) {
            assertThat(context.requests()).hasSize(sent + 2);
        }
        try (Stream<I> stream = listing.stream(context.client(), parent)) {
            assertThat(stream.limit(maximum)).hasSize(maximum);
            assertThat(started(context) - 2)
                    .as("lists started for the first page")
                    .isBetween(1L, 2L);
        }
    }

    private void tokensRepeat(ContractContext context) {
        P parent = listing.given(context.fixture(), 5);
        PageRequest start = PageRequest.first().withSize(2);
        Page<I> page = page(context, parent, start);
        PageRequest second = start.withToken(page.nextToken().orElseThrow());
        Page<I> next = page(context, parent, second);
        assertThat(next.items()).hasSizeBetween(1, 2).doesNotContainAnyElementsOf(page.items());
        assertThat(page(context, parent, second).items()).isEqualTo(next.items());
    }

    private void foreignToken(ContractContext context) {
        P parent = listing.given(context.fixture(), 5);
        context.refuses(
                "a blank token", () -> page(context, parent, PageRequest.first().withToken(" ")));
        context.refuses(
                "a made-up token",
                () -> page(context, parent, PageRequest.first().withToken("not-a-token-of-this-library")));
        Optional<String> token =
                page(context, parent, PageRequest.first().withSize(2)).nextToken();
        if (token.isPresent() && listing.hasParent()) {
            P other = listing.given(context.fixture(), 5);
            context.refuses(
                    "a token of another list",
                    () -> page(context, other, PageRequest.first().withSize(2).withToken(token.get())));
        }
    }

    private void oneRequest(ContractContext context) {
        P parent = listing.given(context.fixture(), 5);
        int before = context.requests().size();
        page(context, parent, PageRequest.first());
        assertThat(context.requests()).hasSize(before + 1);
    }

    private void whole(ContractContext context) {
        P parent = listing.given(context.fixture(), 8);
        assertThat(page(context, parent, PageRequest.first().withSize(3)).items())
                .filteredOn(own(context, parent))
                .containsExactlyInAnyOrderElementsOf(listing.existing(context.fixture(), parent));
    }

    private void absentParent(ContractContext context) {
        for (P absent : listing.absentParents(context.fixture())) {
            assertThatThrownBy(() -> page(context, absent, PageRequest.first()))
                    .as("%s", absent)
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> listing.stream(context.client(), absent).toList())
                    .as("%s", absent)
                    .isInstanceOf(NotFoundException.class);
        }
    }

    private void malformed(ContractContext context) {
        for (P parent : listing.malformedParents(context.fixture())) {
            context.refuses("the id " + parent, () -> page(context, parent, PageRequest.first()));
        }
    }

    /** Returns the items of all pages. Fails if the pages do not end. */
    private List<I> walk(ContractContext context, P parent, PageRequest start) {
        List<I> items = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(start);
        int most = context.fixture().shared() ? 10_000 : 100;
        for (int pages = 0; next.isPresent(); pages++) {
            assertThat(pages).as("pages of a list").isLessThan(most);
            Page<I> page = page(context, parent, next.get());
            items.addAll(page.items());
            next = page.nextToken().map(start::withToken);
        }
        return items;
    }

    /**
     * Returns which items a clause applies to. On a shared server, a list without a parent also contains items of other
     * users.
     */
    private Predicate<I> own(ContractContext context, P parent) {
        if (listing.hasParent() || !context.fixture().shared()) {
            return item -> true;
        }
        return Set.copyOf(listing.existing(context.fixture(), parent))::contains;
    }

    private Page<I> page(ContractContext context, P parent, PageRequest request) {
        return listing.page(context.client(), parent, request);
    }

    private long started(ContractContext context) {
        return context.listener().started().stream()
                .map(StoreListener.Started::operation)
                .filter(listing.operation()::equals)
                .count();
    }
}
