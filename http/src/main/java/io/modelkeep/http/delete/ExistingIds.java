package io.modelkeep.http.delete;

import io.modelkeep.Id;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The items that a parent has. Each has an id, and most also have a name.
 *
 * @param ids the ids of all items
 * @param idsByName the ids of the items with a name, by name
 * @param protections the reasons why protected items are deleted only by force, by id
 */
public record ExistingIds<I extends Id>(Set<I> ids, Map<String, Set<String>> idsByName, Map<I, String> protections) {

    /** Creates the items of a list whose items have neither names nor protection. */
    public static <I extends Id> ExistingIds<I> of(Collection<I> ids) {
        return new ExistingIds<>(Set.copyOf(ids), Map.of(), Map.of());
    }

    /**
     * Creates the items of a list.
     *
     * @param id returns the id of an item
     * @param name returns the name of an item if a user may take it for an id, or empty
     * @param protection returns the reason to delete the item only by force, or empty
     */
    public static <I extends Id, T> ExistingIds<I> of(
            List<T> things,
            Function<T, I> id,
            Function<T, Optional<String>> name,
            Function<T, Optional<String>> protection) {
        Set<I> ids = new LinkedHashSet<>();
        Map<String, Set<String>> idsByName = new HashMap<>();
        Map<I, String> protections = new HashMap<>();
        for (T thing : things) {
            I its = id.apply(thing);
            ids.add(its);
            name.apply(thing)
                    .ifPresent(called -> idsByName
                            .computeIfAbsent(called, none -> new TreeSet<>())
                            .add(its.value()));
            protection.apply(thing).ifPresent(why -> protections.put(its, why));
        }
        return new ExistingIds<>(ids, idsByName, protections);
    }

    /** Returns whether the parent has an item with this id. */
    public boolean has(I id) {
        return ids.contains(id);
    }

    /** Returns the ids of the items whose name is this text. */
    public Set<String> named(I id) {
        return idsByName.getOrDefault(id.value(), Set.of());
    }

    /** Returns the reason why the item is deleted only by force, or empty if it is not protected. */
    public Optional<String> protection(I id) {
        return Optional.ofNullable(protections.get(id));
    }
}
