package io.modelkeep.testkit.internal.list;

import io.modelkeep.Capability;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of list, so that the same clauses apply to every kind.
 *
 * @param <P> the parent of the list, or the created items if the list has no parent
 * @param <I> the id of an item
 */
public interface ListKind<P, I> {

    /** Returns the plural noun, such as {@code checkpoints}. */
    String noun();

    Operation operation();

    Capability capability();

    /** Returns whether the list belongs to a parent, which may be missing. */
    default boolean hasParent() {
        return true;
    }

    /** Returns whether the list can be empty. A list of versions cannot, because a new model has a version. */
    default boolean canBeEmpty() {
        return true;
    }

    /** Fills a list with at least that many items, or with exactly that many if the server supports it. */
    P given(StoreFixture fixture, int items);

    /** Returns the items, read from the server's state. */
    List<I> existing(StoreFixture fixture, P parent);

    /** Returns one page. */
    Page<I> page(ModelkeepClient stores, P parent, PageRequest request);

    /** Returns a stream of the whole list. */
    Stream<I> stream(ModelkeepClient stores, P parent);

    /** Returns a stream of the items that a request asks for. */
    Stream<I> stream(ModelkeepClient stores, P parent, PageRequest from);

    /** Returns parents that do not exist, or an empty list if the list has no parent. */
    default List<P> absentParents(StoreFixture fixture) {
        return List.of();
    }

    /** Returns parents whose ids this provider refuses. */
    default List<P> malformedParents(StoreFixture fixture) {
        return List.of();
    }
}
