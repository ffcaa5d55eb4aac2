package io.modelkeep.retention;

import io.modelkeep.Checkpoint;
import io.modelkeep.Id;
import io.modelkeep.ModelVersion;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lists what a store has of one parent, each as an item of little memory. Thread-safe.
 *
 * @param <P> the parent's id
 * @param <T> what is listed
 */
final class ItemReading<P extends Id, T> implements Catalogue.Reading {

    /** So that a plan which was written can be read, whatever a service calls its things. */
    private static final int LONGEST_TEXT = 1024;

    /** Makes an item of what is listed. */
    @FunctionalInterface
    interface Shape<T> {
        Item item(T listed, MetricNames metrics, Consumer<String> seen);
    }

    private final P parent;
    private final Function<P, Stream<T>> list;
    private final Shape<T> shape;

    ItemReading(P parent, Function<P, Stream<T>> list, Shape<T> shape) {
        this.parent = parent;
        this.list = list;
        this.shape = shape;
    }

    @Override
    public Stream<Item> items(MetricNames metrics, Consumer<String> seen) {
        return list.apply(parent).map(listed -> shape.item(listed, metrics, seen));
    }

    static Item checkpoint(Checkpoint from, MetricNames metrics, Consumer<String> seen) {
        from.metrics().keySet().forEach(seen);
        Item.Builder item = Item.builder(from.id().value());
        from.revision().ifPresent(item::revision);
        from.name().ifPresent(name -> item.name(shortened(name)));
        from.step().ifPresent(item::step);
        from.createdAt().ifPresent(item::createdAt);
        from.sizeBytes().ifPresent(item::sizeBytes);
        from.state().ifPresent(state -> item.state(shortened(state).intern()));
        return item.metrics(metrics.values(from.metrics())).build();
    }

    static Item version(ModelVersion from, MetricNames metrics, Consumer<String> seen) {
        Item.Builder item = Item.builder(from.id().value());
        from.number().ifPresent(item::number);
        from.createdAt().ifPresent(item::createdAt);
        from.state().ifPresent(state -> item.state(shortened(state).intern()));
        from.live().ifPresent(item::live);
        return item.build();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
