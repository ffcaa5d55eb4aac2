package io.modelkeep.retention.internal.order;

import io.modelkeep.Checkpoint;
import io.modelkeep.ModelVersion;
import io.modelkeep.retention.item.Item;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A converter from checkpoints and versions of one list to items. Not thread-safe. */
public final class ItemMaker {

    /**
     * The maximum length of a text. Longer texts are truncated, so that a written plan can be read back whatever names
     * a service uses.
     */
    private static final int LONGEST_TEXT = 1024;

    private final MetricReading metrics;
    private String lastState = "";

    public ItemMaker(MetricReading metrics) {
        this.metrics = metrics;
    }

    public Item checkpoint(Checkpoint from) {
        Item.Builder item = Item.builder(from.id().value());
        from.revision().ifPresent(item::revision);
        from.name().ifPresent(name -> item.name(shortened(name)));
        from.step().ifPresent(item::step);
        from.createdAt().ifPresent(item::createdAt);
        from.sizeBytes().ifPresent(item::sizeBytes);
        setState(item, from.state());
        item.itemState(from.itemState());
        return item.metrics(metrics.of(from.metrics())).build();
    }

    public Item version(ModelVersion from) {
        Item.Builder item = Item.builder(from.id().value());
        from.number().ifPresent(item::number);
        from.createdAt().ifPresent(item::createdAt);
        setState(item, from.state());
        item.itemState(from.itemState());
        from.live().ifPresent(item::live);
        from.latest().ifPresent(item::latest);
        from.aliases().map(ItemMaker::shortened).ifPresent(item::aliases);
        from.tags().map(ItemMaker::shortened).ifPresent(item::tags);
        return item.build();
    }

    /** Sets the state. A million items have only a few different states, so the strings are shared. */
    private void setState(Item.Builder item, Optional<String> state) {
        if (state.isPresent()) {
            if (!state.get().equals(lastState)) {
                lastState = shortened(state.get()).intern();
            }
            item.state(lastState);
        }
    }

    private static List<String> shortened(Set<String> words) {
        return words.stream().map(ItemMaker::shortened).toList();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
