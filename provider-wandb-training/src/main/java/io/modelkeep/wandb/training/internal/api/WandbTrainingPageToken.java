package io.modelkeep.wandb.training.internal.api;

import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import java.util.Optional;

/**
 * A page token: the position at which a page starts, and the list that the page belongs to. A token for one list is
 * therefore never used for another.
 *
 * @param model the model whose checkpoints are listed
 * @param order the order of the list
 * @param first the first checkpoint of the list; if it appears again, the service has started again at the beginning
 * @param after the last checkpoint of the previous page
 */
public record WandbTrainingPageToken(String model, Order order, String first, String after) {

    private static final String SEPARATOR = ":";
    private static final int MAX_LENGTH = 256;

    /**
     * Returns whether an id may be used as a cursor. Letters, digits, dots, dashes and underscores are accepted,
     * although only uuids are published.
     */
    static boolean isCursor(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= MAX_LENGTH;
    }

    public static Optional<WandbTrainingPageToken> of(PageRequest page, String model, Order order) {
        return page.token().map(text -> {
            String[] parts = text.split(SEPARATOR, -1);
            if (parts.length != 4
                    || !parts[0].equals(model)
                    || !parts[1].equals(order.name())
                    || !isCursor(parts[2])
                    || !isCursor(parts[3])) {
                throw WandbTrainingIds.refused(
                        Operation.LIST_CHECKPOINTS,
                        "the page token does not belong to this list; begin again without one, in one order and for one model");
            }
            return new WandbTrainingPageToken(model, order, parts[2], parts[3]);
        });
    }

    public String text() {
        return String.join(SEPARATOR, model, order.name(), first, after);
    }
}
