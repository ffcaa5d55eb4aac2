package io.modelkeep.retention.plan;

import io.modelkeep.Id;
import io.modelkeep.retention.internal.order.ItemMaker;
import io.modelkeep.retention.internal.order.MetricReading;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.MetricNames;
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
final class ItemReading<P extends Id, T> implements RetentionTarget.Reading {

    private final P parent;
    private final Function<P, Stream<T>> list;
    private final BiFunction<ItemMaker, T, Item> shape;

    public ItemReading(P parent, Function<P, Stream<T>> list, BiFunction<ItemMaker, T, Item> shape) {
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
