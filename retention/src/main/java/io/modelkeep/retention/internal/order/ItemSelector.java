package io.modelkeep.retention.internal.order;

import io.modelkeep.CheckpointId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.retention.item.Item;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The ids, steps, version numbers or labels that a policy names. Names are compared in the Unicode form NFC, because a
 * word can be encoded in several forms that look alike. Immutable.
 */
public final class ItemSelector {

    /** The character that decoders substitute for bytes that they cannot decode. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int LONGEST_NUMBER = 18;

    private static final Comparator<String> ORDER = Comparator.comparing((String name) -> !isNumber(name))
            .thenComparingInt(name -> isNumber(name) ? name.length() : 0)
            .thenComparing(Comparator.naturalOrder());

    private final List<String> names;
    private final Set<String> ids;

    /** Sorted. */
    private final long[] numbers;

    public ItemSelector(Collection<String> names) {
        this.names = names.stream()
                .map(ItemSelector::normalized)
                .distinct()
                .sorted(ORDER)
                .toList();
        this.ids = Set.copyOf(this.names);
        this.numbers = this.names.stream()
                .filter(ItemSelector::isNumber)
                .mapToLong(Long::parseLong)
                .sorted()
                .toArray();
    }

    /** Returns why a name cannot be used, or empty if it can. */
    public static Optional<String> problem(String name) {
        try {
            new CheckpointId(name);
        } catch (InvalidRequestException unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
        return garbled(name)
                .or(() -> name.indexOf(',') < 0
                        ? Optional.empty()
                        : Optional.of("\"" + name + "\" contains a comma, which separates ids; give them one by one"));
    }

    /** Returns the problem of a text that lost characters in decoding and so names something else, or empty. */
    public static Optional<String> garbled(String text) {
        return text.indexOf(REPLACEMENT) < 0
                ? Optional.empty()
                : Optional.of(
                        "it contains the character U+FFFD, so it was not decoded correctly; check the encoding of the"
                                + " terminal or of the file, which must be UTF-8");
    }

    private static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the names, sorted and separated by commas. */
    public String written() {
        return String.join(",", names);
    }

    public boolean match(Item item) {
        return !isEmpty()
                && (has(item.id())
                        || item.name().filter(this::has).isPresent()
                        || has(item.step())
                        || has(item.number()));
    }

    /** Reports whether a name is one of these names. */
    public boolean has(String name) {
        return ids.contains(normalized(name));
    }

    /** Returns the names that none of the given items has. */
    public List<String> absentFrom(Iterable<Item> items) {
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
        return without(present).stream()
                .filter(name -> !(isNumber(name) && numbered.contains(Long.valueOf(name))))
                .toList();
    }

    /** Returns the names that the given collection does not contain. */
    public List<String> without(Collection<String> present) {
        Set<String> normalized = new HashSet<>();
        present.forEach(name -> normalized.add(normalized(name)));
        return names.stream().filter(name -> !normalized.contains(name)).toList();
    }

    public boolean has(OptionalLong number) {
        return number.isPresent() && Arrays.binarySearch(numbers, number.getAsLong()) >= 0;
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NUMBER
                && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
