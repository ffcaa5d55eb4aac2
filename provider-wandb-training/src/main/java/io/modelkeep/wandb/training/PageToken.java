package io.modelkeep.wandb.training;

import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a page starts, and which list it belongs to, so that it is not taken for a page of another one.
 *
 * @param model the model the list is of
 * @param order the order of the list; the service's default is ascending
 * @param first the list's very first checkpoint: if it comes again, the service has begun anew
 * @param after the last checkpoint of the page before
 */
record PageToken(String model, Order order, String first, String after) {

    /** What may stand in an id that is used as a cursor; published are uuids. */
    static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9._-]{1,256}");

    private static final String SEPARATOR = ":";

    static Optional<PageToken> of(PageRequest page, String model) {
        return page.token().map(text -> {
            String[] parts = text.split(SEPARATOR, -1);
            if (parts.length != 4
                    || !parts[0].equals(model)
                    || !parts[1].equals(order(page).name())
                    || !CURSOR.matcher(parts[2]).matches()
                    || !CURSOR.matcher(parts[3]).matches()) {
                throw WandbTrainingIds.refused(
                        Operation.LIST_CHECKPOINTS,
                        "the page token does not belong to this list; begin again without one, in one order and for one model");
            }
            return new PageToken(model, order(page), parts[2], parts[3]);
        });
    }

    static Order order(PageRequest page) {
        return page.order().orElse(Order.ASCENDING);
    }

    String text() {
        return String.join(SEPARATOR, model, order.name(), first, after);
    }
}
