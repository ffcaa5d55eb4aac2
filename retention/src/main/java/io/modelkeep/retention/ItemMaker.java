package io.modelkeep.retention;

import io.modelkeep.Checkpoint;
import io.modelkeep.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes items of what one list holds, one after the other; not thread-safe. */
final class ItemMaker {

    /** So that a plan which was written can be read, whatever a service calls its things. */
    private static final int LONGEST_TEXT = 1024;

    private final MetricReading metrics;
    private String lastState = "";

    ItemMaker(MetricReading metrics) {
        this.metrics = metrics;
    }

    Item checkpoint(Checkpoint from) {
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

    Item version(ModelVersion from) {
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

    /** A million items have few words for their states, and share each. */
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
