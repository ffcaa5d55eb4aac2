package io.modelkeep.spi;

import io.modelkeep.Capability;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.UnsupportedCapabilityException;

/**
 * The checks that refuse an unsupported order or name before any request. Ignoring an order or a name would return a
 * wrong list.
 */
public final class PageRules {

    private PageRules() {}

    /**
     * Refuses an order and a name.
     *
     * @throws UnsupportedCapabilityException some providers support the order or name for this list, but this one
     *     does not
     * @throws InvalidRequestException no provider supports the order or name for this list
     */
    public static void plain(String provider, Operation operation, PageRequest page) {
        unordered(provider, operation, page);
        unnamed(provider, operation, page);
    }

    /**
     * Refuses an order.
     *
     * @throws UnsupportedCapabilityException the list is a list of checkpoints, which some providers can order
     * @throws InvalidRequestException the list is any other list
     */
    public static void unordered(String provider, Operation operation, PageRequest page) {
        if (page.order().isPresent()) {
            if (operation == Operation.LIST_CHECKPOINTS) {
                throw new UnsupportedCapabilityException(provider, Capability.CHECKPOINT_ORDER, operation, null);
            }
            throw refused(provider, operation, "this list has no order to choose; leave the order out");
        }
    }

    /**
     * Refuses a name.
     *
     * @throws UnsupportedCapabilityException the list is a list of models, which some providers can filter by name
     * @throws InvalidRequestException the list is any other list
     */
    public static void unnamed(String provider, Operation operation, PageRequest page) {
        if (page.name().isPresent()) {
            if (operation == Operation.LIST_MODELS) {
                throw new UnsupportedCapabilityException(provider, Capability.MODEL_NAME_FILTER, operation, null);
            }
            throw refused(provider, operation, "this list cannot be narrowed to a name; leave the name out");
        }
    }

    private static InvalidRequestException refused(String provider, Operation operation, String problem) {
        return new InvalidRequestException(
                ErrorDetails.of(problem).provider(provider).operation(operation));
    }
}
