package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.list.ListKind;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.list.RunLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.KeptPage;
import io.modelkeep.testkit.internal.support.NotApplicable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rows F34 and F35: a list that fails on the way never appears to be complete. */
public final class PagingFaults<P, I> {

    private static final String AGAIN = "a repeated page is detected";
    private static final String FAILS = "a page that keeps failing ends the list with an error";
    private static final String NO_PAGES = "only lists have pages; F49 covers the list inside a download";
    private static final int PAGE = 3;
    private static final int ATTEMPTS = 3;

    /** More requests than a list of three pages takes, including some to find a lost position. */
    private static final long MANY = 24;

    private final ListKind<P, I> listing;

    private PagingFaults(ListKind<P, I> listing) {
        this.listing = listing;
    }

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        Set<Operation> lists = EnumSet.noneOf(Operation.class);
        for (ListKind<?, ?> listing :
                List.of(RunLists.CHECKPOINTS, ModelLists.MODELS, ModelLists.VERSIONS, RunLists.RUNS, RunLists.FILES)) {
            clauses.addAll(new PagingFaults<>(listing).clauses());
            lists.add(listing.operation());
        }
        clauses.addAll(NotApplicable.but(lists, "F34", AGAIN, NO_PAGES));
        clauses.addAll(NotApplicable.but(lists, "F35", FAILS, NO_PAGES));
        return clauses;
    }

    private List<Clause> clauses() {
        return List.of(clause("F34", AGAIN, this::repeatedPage), clause("F35", FAILS, this::failingPage));
    }

    private Clause clause(String id, String about, Clause.Proof proof) {
        return Clause.of(id, listing.operation().label() + ": " + about, proof)
                .needs(listing.capability())
                .onTheWire()
                .when("pages", fixture -> fixture.maxPageSize(listing.operation()) < Integer.MAX_VALUE);
    }

    private void repeatedPage(ContractContext context) {
        P parent = listing.given(context.fixture(), 2 * context.fixture().maxPageSize(listing.operation()) + 1);
        repeatFirstPage(context);
        List<I> seen = new ArrayList<>();
        Throwable thrown =
                catchThrowable(() -> listing.stream(context.client(), parent).forEach(seen::add));
        assertThat(own(context)).isBetween(2L, MANY);
        if (thrown == null) {
            // A provider may find its position again and return the whole list.
            assertThat(seen).containsExactlyInAnyOrderElementsOf(listing.existing(context.fixture(), parent));
        } else {
            assertThat(thrown).isInstanceOfAny(MalformedResponseException.class, ListChangedException.class);
            assertThat(seen).doesNotHaveDuplicates();
        }
        assertThat(context.wire().unconsumed()).isEmpty();
        repeatedPageByHand(context, parent);
    }

    /** Checks a caller of single pages. No stream detects the repetition there, so the page itself must be refused. */
    private void repeatedPageByHand(ContractContext context, P parent) {
        repeatFirstPage(context);
        Page<I> page = listing.page(context.client(), parent, PageRequest.first());
        PageRequest next = PageRequest.first().withToken(page.nextToken().orElseThrow());
        try {
            assertThat(listing.page(context.client(), parent, next).items()).doesNotContainAnyElementsOf(page.items());
        } catch (MalformedResponseException | ListChangedException noticed) {
            assertThat(noticed.provider()).contains(context.client().provider());
        }
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    /** Replaces the second of the following pages by the first. */
    private void repeatFirstPage(ContractContext context) {
        KeptPage first = new KeptPage();
        context.wire().injectAt(listing.operation(), 1, Fault.editJson(first.keep()));
        context.wire().injectAt(listing.operation(), 2, Fault.editJson(first.again()));
    }

    private void failingPage(ContractContext context) {
        int maximum = context.fixture().maxPageSize(listing.operation());
        P parent = listing.given(context.fixture(), PAGE * maximum);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            context.wire().injectAt(listing.operation(), PAGE + attempt, Fault.status(500));
        }
        List<I> seen = new ArrayList<>();
        Throwable thrown =
                catchThrowable(() -> listing.stream(context.client(), parent).forEach(seen::add));
        assertThat(thrown).isInstanceOf(UnavailableException.class);
        // Pages may overlap by one item, so that changes of the list are detected.
        assertThat(seen).doesNotHaveDuplicates().hasSizeBetween((PAGE - 1) * (maximum - 1), (PAGE - 1) * maximum);
        assertThat(own(context)).isEqualTo(PAGE - 1 + ATTEMPTS);
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    private long own(ContractContext context) {
        return context.requests().stream()
                .filter(request ->
                        request.operation().filter(listing.operation()::equals).isPresent())
                .count();
    }
}
