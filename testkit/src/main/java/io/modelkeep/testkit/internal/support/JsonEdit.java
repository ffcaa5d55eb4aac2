package io.modelkeep.testkit.internal.support;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A change that damages a JSON object without knowledge of its fields, and records whether it changed anything.
 * Thread-safe.
 */
public final class JsonEdit implements UnaryOperator<Map<String, Object>> {

    private final UnaryOperator<Map<String, Object>> damage;
    private final AtomicBoolean spoiled = new AtomicBoolean();

    private JsonEdit(UnaryOperator<Map<String, Object>> damage) {
        this.damage = damage;
    }

    /** Returns an edit that removes all fields. */
    public static JsonEdit empty() {
        return new JsonEdit(object -> new LinkedHashMap<>());
    }

    /** Returns an edit that replaces the value of every field by null. */
    public static JsonEdit nulls() {
        return new JsonEdit(object -> changed(object, value -> null));
    }

    /** Returns an edit that replaces the value of every field by one value. */
    public static JsonEdit values(Object same) {
        return new JsonEdit(object -> changed(object, value -> same));
    }

    /** Returns an edit that replaces each whole number at any depth. */
    public static JsonEdit numbers(Function<Long, Object> change) {
        return new JsonEdit(object ->
                changed(object, value -> deep(value, leaf -> whole(leaf) ? change.apply(toLong(leaf)) : leaf)));
    }

    /** Returns an edit that replaces each whole number of the object itself. */
    public static JsonEdit counts(Function<Long, Object> change) {
        return new JsonEdit(object -> changed(object, value -> whole(value) ? change.apply(toLong(value)) : value));
    }

    /**
     * Returns an edit that replaces each string at any depth by another one of the same form, so that an id becomes
     * another id.
     */
    public static JsonEdit words() {
        return new JsonEdit(object ->
                changed(object, value -> deep(value, leaf -> leaf instanceof String word ? another(word) : leaf)));
    }

    /**
     * Returns an edit that replaces true by false, unless the object also has a whole number. A flag next to a count
     * has another meaning.
     */
    public static JsonEdit denials() {
        return new JsonEdit(object -> object.values().stream().anyMatch(JsonEdit::whole)
                ? object
                : changed(object, value -> Boolean.TRUE.equals(value) ? false : value));
    }

    /**
     * Returns an edit that empties every page except the first. It removes the items of all lists, replaces true by
     * false, as at the end of a list, and clears texts that name an item. A page that begins with the first item ever
     * seen is left unchanged.
     */
    static JsonEdit emptyLaterPages() {
        AtomicReference<@Nullable Object> first = new AtomicReference<>();
        return new JsonEdit(object -> {
            Set<Object> named = new HashSet<>();
            for (Object value : object.values()) {
                if (value instanceof List<?> items && !items.isEmpty()) {
                    if (first.compareAndSet(null, items.get(0)) || items.get(0).equals(first.get())) {
                        return object;
                    }
                    items.forEach(item -> named.addAll(item instanceof Map<?, ?> fields ? fields.values() : List.of()));
                }
            }
            return changed(object, value -> emptied(value, named));
        });
    }

    private static Object emptied(Object value, Set<Object> named) {
        if (value instanceof List) {
            return List.of();
        }
        return Boolean.TRUE.equals(value) ? false : named.contains(value) ? "" : value;
    }

    /**
     * Returns an edit that removes the items with this text or number as a field value from the lists of the object
     * itself.
     */
    public static JsonEdit without(String id) {
        return new JsonEdit(object -> changed(
                object,
                value -> value instanceof List<?> list
                        ? list.stream().filter(item -> !has(item, id)).toList()
                        : value));
    }

    /**
     * Returns an edit of the items in the lists of the object itself. It removes each field whose value is a list that
     * contains this text in any item.
     */
    public static JsonEdit withoutListsOf(String text) {
        return new JsonEdit(object -> changed(object, value -> {
            if (!(value instanceof List<?> items)) {
                return value;
            }
            Set<Object> fields = new HashSet<>();
            items.forEach(item -> ((Map<?, ?>) item).forEach((name, field) -> {
                if (field instanceof List<?> texts && texts.contains(text)) {
                    fields.add(name);
                }
            }));
            return items.stream()
                    .map(item -> {
                        Map<Object, Object> rest = new LinkedHashMap<>((Map<?, ?>) item);
                        rest.keySet().removeAll(fields);
                        return rest;
                    })
                    .toList();
        }));
    }

    private static boolean has(Object item, String id) {
        return item instanceof Map<?, ?> fields
                && fields.values().stream().anyMatch(value -> id.equals(String.valueOf(value)));
    }

    /** Returns an edit that replaces each of these strings at any depth by another one of the same form. */
    public static JsonEdit others(Set<String> words) {
        return new JsonEdit(object -> changed(
                object,
                value -> deep(
                        value, leaf -> leaf instanceof String word && words.contains(word) ? another(word) : leaf)));
    }

    /** Returns an edit that appends a number to each list of the object itself that contains no objects. */
    public static JsonEdit longerLists(long more) {
        return new JsonEdit(object -> changed(object, value -> {
            if (!(value instanceof List<?> list) || list.stream().anyMatch(Map.class::isInstance)) {
                return value;
            }
            List<Object> longer = new ArrayList<>(list);
            longer.add(more);
            return longer;
        }));
    }

    /** Returns an edit that adds an unknown field to each object at any depth. */
    public static JsonEdit extraFields() {
        return new JsonEdit(object -> objects(object));
    }

    /** Returns an edit that writes each field of the object twice, the second time with another value. */
    public static JsonEdit keysTwice() {
        return new JsonEdit(Twice::new);
    }

    @Override
    public Map<String, Object> apply(Map<String, Object> object) {
        Map<String, Object> before = new LinkedHashMap<>(object);
        Map<String, Object> after = damage.apply(object);
        spoiled.set(after instanceof Twice || !before.equals(after));
        return after;
    }

    /** Returns whether the last answer contained anything that this edit damages. */
    public boolean spoiled() {
        return spoiled.get();
    }

    @SuppressWarnings("NullAway") // a JSON null is a null value in the map
    private static Map<String, Object> changed(Map<String, Object> object, Function<Object, @Nullable Object> change) {
        Map<String, Object> changed = new LinkedHashMap<>();
        object.forEach((key, value) -> changed.put(key, value == null ? null : change.apply(value)));
        return changed;
    }

    private static Object deep(Object value, UnaryOperator<Object> change) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> changed = new LinkedHashMap<>();
            map.forEach((key, inner) -> changed.put(String.valueOf(key), inner == null ? inner : deep(inner, change)));
            return changed;
        }
        if (value instanceof List<?> list) {
            List<Object> changed = new ArrayList<>();
            list.forEach(inner -> changed.add(inner == null ? inner : deep(inner, change)));
            return changed;
        }
        return change.apply(value);
    }

    private static Map<String, Object> objects(Map<?, ?> object) {
        Map<String, Object> changed = new LinkedHashMap<>();
        object.forEach((key, value) -> changed.put(String.valueOf(key), objects(value)));
        if (!isMapOfNumbers(object)) {
            changed.put("field_of_tomorrow", Map.of("nested", List.of(1, "two")));
        }
        return changed;
    }

    private static Object objects(Object value) {
        if (value instanceof Map<?, ?> map) {
            return objects(map);
        }
        return value instanceof List<?> list
                ? list.stream().map(JsonEdit::objects).toList()
                : value;
    }

    /** Reports whether the object is a map such as metrics, whose keys are data and not fields. */
    private static boolean isMapOfNumbers(Map<?, ?> object) {
        return object.values().stream().allMatch(Number.class::isInstance);
    }

    private static String another(String word) {
        return word.isEmpty() ? word : word.substring(0, word.length() - 1) + (word.endsWith("0") ? '1' : '0');
    }

    private static boolean whole(Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    private static long toLong(Object number) {
        return ((Number) number).longValue();
    }

    /** A map whose entry set contains each key twice, for a writer that writes the entries in order. */
    private static final class Twice extends AbstractMap<String, Object> {

        private final Set<Map.Entry<String, Object>> entries = new LinkedHashSet<>();

        Twice(Map<String, Object> object) {
            if (object.isEmpty()) {
                // An empty object has no field to repeat, so an unknown field is added twice.
                entries.add(new SimpleImmutableEntry<>("field_of_tomorrow", 1));
                entries.add(new SimpleImmutableEntry<>("field_of_tomorrow", 2));
            }
            object.forEach((key, value) -> entries.add(new SimpleImmutableEntry<>(key, value)));
            object.forEach((key, value) -> entries.add(new SimpleImmutableEntry<>(key, other(value))));
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return entries;
        }

        private static Object other(Object value) {
            if (whole(value)) {
                return toLong(value) + 1;
            }
            if (value instanceof Boolean flag) {
                return !flag;
            }
            return value instanceof List<?> ? List.of() : "another";
        }
    }
}
