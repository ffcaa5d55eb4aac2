package io.modelkeep.baseten.internal.read;

import io.modelkeep.Id;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a parent has: things with an id, most of which also have a name.
 *
 * @param ids the ids
 * @param idsByName the ids of all that have a name, by this name
 * @param protections why those that are protected are deleted only by force, by id
 */
public record ExistingIds<I extends Id>(Set<I> ids, Map<String, Set<String>> idsByName, Map<I, String> protections) {

    static <I extends Id, T> ExistingIds<I> of(
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

    public boolean has(I id) {
        return ids.contains(id);
    }

    /** The ids of those that have this text for a name. */
    public Set<String> named(I id) {
        return idsByName.getOrDefault(id.value(), Set.of());
    }

    /** Why this one is deleted only by force. */
    public Optional<String> protection(I id) {
        return Optional.ofNullable(protections.get(id));
    }
}
