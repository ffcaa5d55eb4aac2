package io.modelkeep.integration.foreign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a foreign server really holds. Not thread-safe: the test's client has one request at a time. */
final class World {

    /** The revision of each item, by its id. */
    final Map<String, Integer> items = new LinkedHashMap<>();

    /** What was removed by requests of the client. */
    final Set<String> removed = new LinkedHashSet<>();

    /** Requests that are carried out when the deletion has been reported. */
    final List<Collection<String>> late = new ArrayList<>();

    int deletions;
    int reads;

    /** Whether a read showed another world already. */
    boolean misled;

    World(Collection<String> ids) {
        ids.forEach(id -> items.put(id, 1));
    }

    void remove(Collection<String> ids) {
        for (String id : ids) {
            if (items.remove(id) != null) {
                removed.add(id);
            }
        }
    }

    /** As another job does it, not for the client. */
    void removeByOthers(String id) {
        items.remove(id);
    }

    void saveAgain(String id) {
        items.merge(id, 1, Integer::sum);
        removed.remove(id);
    }

    void carryOutLate() {
        late.forEach(this::remove);
    }
}
