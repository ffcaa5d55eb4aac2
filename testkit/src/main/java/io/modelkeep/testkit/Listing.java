package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One kind of list, so that every kind is held to the same clauses.
 *
 * @param <P> what the list belongs to; the fixture itself for a list that belongs to nothing
 */
interface Listing<P> {

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

    /** Whether a list without items can be had: a model has a version from the start. */
    default boolean canBeEmpty() {
        return true;
    }

    /** Fills a list with at least that many items, exactly that many where the server lets it. */
    P given(StoreFixture fixture, int items);

    /** The ids of the items, from the server's state. */
    List<? extends Id> truth(StoreFixture fixture, P parent);

    /** One page, as ids. */
    Page<Id> page(Stores stores, P parent, PageRequest request);

    /** All of it, as ids. */
    Stream<Id> stream(Stores stores, P parent);

    /** A parent that is not there; empty for a list that belongs to nothing. */
    Optional<P> absentParent(StoreFixture fixture);

    /** Parents whose ids this provider refuses. */
    List<P> malformedParents(StoreFixture fixture);
}
