package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import java.util.List;
import java.util.stream.Stream;

/**
 * One kind of list, so that every kind is held to the same clauses.
 *
 * @param <P> what the list belongs to; what was put into it for a list that belongs to nothing
 * @param <I> what an item is known by
 */
interface Listing<P, I> {

    /** The plural, such as {@code checkpoints}. */
    String noun();

    Operation operation();

    Capability capability();

    /** Whether the list belongs to something, which may not be there. */
    default boolean hasParent() {
        return true;
    }

    /** Whether some provider knows an order of the list. */
    default boolean hasOrder() {
        return false;
    }

    /** Whether some provider narrows the list to a name. */
    default boolean hasName() {
        return false;
    }

    /** Whether a list without items can be had: a model has a version from the start. */
    default boolean canBeEmpty() {
        return true;
    }

    /** Fills a list with at least that many items, exactly that many where the server lets it. */
    P given(StoreFixture fixture, int items);

    /** The items, from the server's state. */
    List<I> truth(StoreFixture fixture, P parent);

    /** One page. */
    Page<I> page(Stores stores, P parent, PageRequest request);

    /** All of it. */
    Stream<I> stream(Stores stores, P parent);

    /** What a request asks for of it. */
    Stream<I> stream(Stores stores, P parent, PageRequest from);

    /** Parents that are not there; none for a list that belongs to nothing. */
    default List<P> absentParents(StoreFixture fixture) {
        return List.of();
    }

    /** Parents whose ids this provider refuses. */
    default List<P> malformedParents(StoreFixture fixture) {
        return List.of();
    }
}
