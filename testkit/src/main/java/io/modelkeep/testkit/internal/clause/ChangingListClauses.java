package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.ModelId;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.testkit.internal.list.ListKind;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.list.RunLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.LostCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clauses about lists that shrink, or come in shorter pages, while they are read. No item may be skipped silently.
 */
public final class ChangingListClauses<P, I> {

    private final ListKind<P, I> listing;

    private ChangingListClauses(ListKind<P, I> listing) {
        this.listing = listing;
    }

    public static List<Clause> ofCheckpoints() {
        return List.of(
                new ChangingListClauses<>(RunLists.CHECKPOINTS).shortened("C97"),
                new ChangingListClauses<>(RunLists.RUNS).shortened("C98"),
                new ChangingListClauses<>(RunLists.FILES).shortened("C99"),
                new ChangingListClauses<>(RunLists.CHECKPOINTS).lost("C105"));
    }

    public static List<Clause> ofModels() {
        ChangingListClauses<List<ModelId>, ModelId> models = new ChangingListClauses<>(ModelLists.MODELS);
        ChangingListClauses<ModelId, VersionId> versions = new ChangingListClauses<>(ModelLists.VERSIONS);
        return List.of(
                models.shrinking("M94", ChangingListClauses::deleteModels).needs(Capability.MODEL_DELETE),
                versions.shrinking("M95", ChangingListClauses::deleteVersions).needs(Capability.VERSION_DELETE),
                models.shortened("M96"),
                versions.shortened("M97"));
    }

    /** A deletion of items of a list through the client. */
    private interface Deletion<P, I> {
        void delete(ContractContext context, P parent, List<I> items);
    }

    private static void deleteModels(ContractContext context, List<ModelId> all, List<ModelId> models) {
        models.forEach(model ->
                assertThat(context.models().delete(model).outcome().isAbsent()).isTrue());
    }

    private static void deleteVersions(ContractContext context, ModelId model, List<VersionId> versions) {
        assertThat(context.models().deleteVersions(model, versions).complete()).isTrue();
    }

    private Clause shrinking(String id, Deletion<P, I> deletion) {
        return Clause.of(
                        id,
                        "a list of " + listing.noun()
                                + " that shrinks contains every item present throughout, or throws "
                                + "ListChangedException",
                        context -> {
                            shrinks(context, deletion, this::streamed);
                            shrinks(context, deletion, this::pageByPage);
                        })
                .needs(listing.capability())
                .when("pages", fixture -> fixture.maxPageSize(listing.operation()) < Integer.MAX_VALUE)
                .when("a server that is not shared", fixture -> listing.hasParent() || !fixture.shared());
    }

    private Clause shortened(String id) {
        return Clause.of(
                        id,
                        "a list of " + listing.noun()
                                + " contains each item exactly once, even if the pages are shorter than requested",
                        this::shortPages)
                .needs(listing.capability())
                .when(
                        "pages that can be made shorter",
                        fixture -> fixture.maxPageSize(listing.operation()) < Integer.MAX_VALUE
                                && fixture.shortenPages(2));
    }

    private Clause lost(String id) {
        return Clause.of(
                        id,
                        "a list of " + listing.noun()
                                + " contains each item once or throws ListChangedException, if the service loses the "
                                + "position of a page token",
                        this::lostPages)
                .needs(listing.capability())
                .onTheWire()
                .when("pages", fixture -> fixture.maxPageSize(listing.operation()) < Integer.MAX_VALUE);
    }

    /** A way to read a list that makes a change after the first item or page. */
    private interface Reading<P, I> {
        void read(ContractContext context, P parent, List<I> seen, Runnable change);
    }

    /** Deletes half of the first page, in the order of the list itself, while the list is read. */
    private void shrinks(ContractContext context, Deletion<P, I> deletion, Reading<P, I> reading) {
        int maximum = context.fixture().maxPageSize(listing.operation());
        P parent = listing.given(context.fixture(), 3 * maximum);
        List<I> first =
                listing.page(context.client(), parent, PageRequest.first()).items();
        List<I> gone = first.subList(first.size() / 4, first.size() / 4 + first.size() / 2);
        List<I> seen = new ArrayList<>();
        try {
            reading.read(context, parent, seen, () -> deletion.delete(context, parent, gone));
        } catch (ListChangedException noticed) {
            return;
        }
        assertThat(seen)
                .as("listed items, which must include every item present throughout")
                .doesNotHaveDuplicates()
                .containsAll(listing.existing(context.fixture(), parent));
    }

    private void streamed(ContractContext context, P parent, List<I> seen, Runnable change) {
        try (Stream<I> stream = listing.stream(context.client(), parent)) {
            Iterator<I> items = stream.iterator();
            seen.add(items.next());
            change.run();
            items.forEachRemaining(seen::add);
        }
    }

    private void pageByPage(ContractContext context, P parent, List<I> seen, Runnable change) {
        Optional<String> token = Optional.empty();
        do {
            PageRequest request = token.map(PageRequest.first()::withToken).orElse(PageRequest.first());
            Page<I> page = listing.page(context.client(), parent, request);
            // A caller that requests single pages may receive an item twice, and can recognize it.
            page.items().stream().filter(item -> !seen.contains(item)).forEach(seen::add);
            if (token.isEmpty()) {
                change.run();
            }
            token = page.nextToken();
        } while (token.isPresent());
    }

    private void shortPages(ContractContext context) {
        int maximum = context.fixture().maxPageSize(listing.operation());
        P parent = listing.given(context.fixture(), maximum + 3);
        assertThat(context.fixture().shortenPages(2)).isTrue();
        assertThat(listing.stream(context.client(), parent).toList())
                .doesNotHaveDuplicates()
                .containsAll(listing.existing(context.fixture(), parent));
    }

    private void lostPages(ContractContext context) {
        int maximum = context.fixture().maxPageSize(listing.operation());
        P parent = listing.given(context.fixture(), 2 * maximum + 3);
        LostCursor.forms().forEach((form, place) -> {
            place.inject(context.wire(), listing.operation(), 1);
            List<I> seen = new ArrayList<>();
            try {
                streamed(context, parent, seen, () -> {});
            } catch (ListChangedException noticed) {
                return;
            }
            assertThat(seen)
                    .as("the list whose second page is answered with: %s", form)
                    .doesNotHaveDuplicates()
                    .containsAll(listing.existing(context.fixture(), parent));
        });
    }
}
