package io.modelkeep.retention;

import io.modelkeep.Id;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A reading of the children of one parent from a client, converted to compact items. Thread-safe.
 *
 * @param <P> the type of the parent's id
 * @param <T> the type of the listed objects
 */
final class ItemReading<P extends Id, T> implements Catalogue.Reading {

    private final P parent;
    private final Function<P, Stream<T>> list;
    private final BiFunction<ItemMaker, T, Item> shape;

    ItemReading(P parent, Function<P, Stream<T>> list, BiFunction<ItemMaker, T, Item> shape) {
        this.parent = parent;
        this.list = list;
        this.shape = shape;
    }

    @Override
    public Stream<Item> items(MetricNames metrics, Consumer<String> seen) {
        ItemMaker maker = new ItemMaker(new MetricReading(metrics, seen));
        // A maker is not thread-safe, and the client may return a parallel stream.
        return list.apply(parent).sequential().map(listed -> shape.apply(maker, listed));
    }
}
