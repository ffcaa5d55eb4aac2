package io.modelkeep.retention;

import io.modelkeep.Id;
import java.util.function.BiFunction;
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
        // One maker serves one thread, whatever stream a store gives.
        return list.apply(parent).sequential().map(listed -> shape.apply(maker, listed));
    }
}
