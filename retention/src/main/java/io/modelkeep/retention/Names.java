package io.modelkeep.retention;

import io.modelkeep.CheckpointId;
import io.modelkeep.InvalidRequestException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Ids, steps and version numbers that a policy names. Immutable. */
final class Names {

    private static final int LONGEST_NUMBER = 18;

    private static final Comparator<String> ORDER = Comparator.comparing((String name) -> !isNumber(name))
            .thenComparingInt(name -> isNumber(name) ? name.length() : 0)
            .thenComparing(Comparator.naturalOrder());

    private final List<String> names;
    private final Set<String> ids;

    /** Sorted. */
    private final long[] numbers;

    Names(Collection<String> names) {
        this.names = names.stream().distinct().sorted(ORDER).toList();
        this.ids = Set.copyOf(this.names);
        this.numbers = this.names.stream()
                .filter(Names::isNumber)
                .mapToLong(Long::parseLong)
                .sorted()
                .toArray();
    }

    /** What is wrong with a name, if anything is. */
    static Optional<String> problem(String name) {
        try {
            new CheckpointId(name);
        } catch (InvalidRequestException unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
        return name.indexOf(',') < 0
                ? Optional.empty()
                : Optional.of("\"" + name + "\" holds a comma, which separates ids; give them one by one");
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Sorted, separated by commas. */
    String written() {
        return String.join(",", names);
    }

    boolean match(Item item) {
        return ids.contains(item.id())
                || item.name().filter(ids::contains).isPresent()
                || has(item.step())
                || has(item.number());
    }

    /** Those that no item of these is meant by. */
    List<String> absentFrom(Iterable<Item> items) {
        Set<String> present = new HashSet<>();
        Set<Long> numbered = new HashSet<>();
        for (Item item : items) {
            if (match(item)) {
                present.add(item.id());
                item.name().ifPresent(present::add);
                item.step().ifPresent(numbered::add);
                item.number().ifPresent(numbered::add);
            }
        }
        return names.stream()
                .filter(name -> !present.contains(name) && !(isNumber(name) && numbered.contains(Long.valueOf(name))))
                .toList();
    }

    private boolean has(OptionalLong number) {
        return number.isPresent() && Arrays.binarySearch(numbers, number.getAsLong()) >= 0;
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NUMBER
                && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
