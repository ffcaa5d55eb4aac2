package io.modelkeep.baseten;

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
 * What a parent has: things with an id, most of which have a name too.
 *
 * @param ids the ids
 * @param idsByName the ids of all that have a name, by it
 */
record Present<I extends Id>(Set<I> ids, Map<String, Set<String>> idsByName) {

    static <I extends Id, T> Present<I> of(List<T> things, Function<T, I> id, Function<T, Optional<String>> name) {
        Set<I> ids = new LinkedHashSet<>();
        Map<String, Set<String>> idsByName = new HashMap<>();
        for (T thing : things) {
            I its = id.apply(thing);
            ids.add(its);
            name.apply(thing)
                    .ifPresent(called -> idsByName
                            .computeIfAbsent(called, none -> new TreeSet<>())
                            .add(its.value()));
        }
        return new Present<>(ids, idsByName);
    }

    boolean has(I id) {
        return ids.contains(id);
    }

    /** The ids of those that have this text for a name. */
    Set<String> named(I id) {
        return idsByName.getOrDefault(id.value(), Set.of());
    }
}
