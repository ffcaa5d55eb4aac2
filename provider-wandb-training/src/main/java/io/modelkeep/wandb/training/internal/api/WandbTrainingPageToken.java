package io.modelkeep.wandb.training.internal.api;

import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import java.util.Optional;

/**
 * Where a page starts, and which list it belongs to, so that it is not taken for a page of another one.
 *
 * @param model the model the list is of
 * @param order the order of the list; the service's default is ascending
 * @param first the list's very first checkpoint: if it comes again, the service has begun anew
 * @param after the last checkpoint of the page before
 */
public record WandbTrainingPageToken(String model, Order order, String first, String after) {

    private static final String SEPARATOR = ":";
    private static final int MAX_LENGTH = 256;

    /** Whether an id may be used as a cursor: letters, digits, dots, dashes and underscores, where uuids are published. */
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

    public static Optional<WandbTrainingPageToken> of(PageRequest page, String model) {
        return page.token().map(text -> {
            String[] parts = text.split(SEPARATOR, -1);
            if (parts.length != 4
                    || !parts[0].equals(model)
                    || !parts[1].equals(order(page).name())
                    || !isCursor(parts[2])
                    || !isCursor(parts[3])) {
                throw WandbTrainingIds.refused(
                        Operation.LIST_CHECKPOINTS,
                        "the page token does not belong to this list; begin again without one, in one order and for one model");
            }
            return new WandbTrainingPageToken(model, order(page), parts[2], parts[3]);
        });
    }

    static Order order(PageRequest page) {
        return page.order().orElse(Order.ASCENDING);
    }

    public String text() {
        return String.join(SEPARATOR, model, order.name(), first, after);
    }
}
