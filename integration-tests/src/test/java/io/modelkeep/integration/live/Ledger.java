package io.modelkeep.integration.live;

import io.modelkeep.Id;
import io.modelkeep.ModelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one fixture made on a service, by the ids the service gave. Nothing else may be deleted. Thread-safe. */
final class Ledger {

    /** A name that says where it comes from, and that nobody else has. */
    static final Pattern NAME = Pattern.compile("contract-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> begun = new LinkedHashSet<>();
    private final Set<ModelId> made = new LinkedHashSet<>();
    private final Set<String> nothing = new HashSet<>();

    /** The name on the service of what a clause calls so. */
    synchronized String name(String asked) {
        return asked.isBlank() ? asked : names.computeIfAbsent(asked, any -> newName());
    }

    /** The same for something to be created by the library. */
    synchronized String use(String asked) {
        String name = name(asked);
        used.add(name);
        return name;
    }

    /** The same for something to be created beside what there is: another name once that one is used. */
    synchronized String unused(String asked) {
        String name = name(asked);
        return used.add(name) ? name : newName();
    }

    static String newName() {
        return "contract-" + UUID.randomUUID();
    }

    /** A creation is about to be asked for: until its end is known, there may be something of that name. */
    synchronized void begin(String name) {
        if (name.isBlank()) {
            // For the library to refuse: there is nothing that one could look for.
            return;
        }
        if (!NAME.matcher(name).matches()) {
            throw new AssertionError("refused to create " + name + ": it is no name of a contract");
        }
        begun.add(name);
    }

    /** The service made it, under this id. */
    synchronized ModelId made(String name, ModelId id) {
        begun.remove(name);
        made.add(id);
        return id;
    }

    /** It was refused: nothing came of it. */
    synchronized void refused(String name) {
        begun.remove(name);
    }

    /** Ids that name nothing on the service, so that asking to delete them harms nobody. */
    synchronized <I extends Id> List<I> nothing(Collection<I> ids) {
        ids.forEach(id -> nothing.add(id.value()));
        return List.copyOf(ids);
    }

    /** The same for one id. */
    <I extends Id> I nothing(I id) {
        return nothing(List.of(id)).get(0);
    }

    /** Makes sure that this is something that was made here, or nothing at all. */
    synchronized void check(@Nullable Id id) {
        boolean own = id != null
                && (nothing.contains(id.value())
                        || made.stream().anyMatch(one -> one.value().equals(id.value())));
        if (!own) {
            throw new AssertionError("refused to delete " + id + ": it was not made here");
        }
    }

    /** What was made, gone or not. */
    synchronized List<ModelId> made() {
        return List.copyOf(made);
    }

    /** The names under which there may be something whose id never came back. */
    synchronized List<String> inDoubt() {
        return List.copyOf(begun);
    }
}
