package io.modelkeep.retention.item;

import io.modelkeep.spi.SafeText;

/** The description of an item in messages and logs, on one line. */
final class ItemText {

    private static final int MAX_LENGTH = 1024;

    private ItemText() {}

    static String of(Item item) {
        StringBuilder text = new StringBuilder("Item[").append(item.id());
        item.step().ifPresent(value -> text.append(", step ").append(value));
        item.number().ifPresent(value -> text.append(", number ").append(value));
        item.createdAt().ifPresent(value -> text.append(", ").append(value));
        item.state().ifPresent(value -> text.append(", ").append(value));
        if (!item.metrics().isEmpty()) {
            text.append(", ").append(item.metrics());
        }
        return SafeText.of(text.append(']').toString(), MAX_LENGTH);
    }
}
