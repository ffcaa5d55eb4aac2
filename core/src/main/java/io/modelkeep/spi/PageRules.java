package io.modelkeep.spi;

import io.modelkeep.Capability;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.UnsupportedCapabilityException;

/** Refuses what a list cannot honour, before any request: a list in another order than asked for would be a wrong one. */
public final class PageRules {

    private PageRules() {}

    /**
     * Refuses an order and a name.
     *
     * @throws UnsupportedCapabilityException what is asked for is a capability, which this provider then lacks
     * @throws InvalidRequestException no provider knows an order, or a name, of this list
     */
    public static void plain(String provider, Operation operation, PageRequest page) {
        unordered(provider, operation, page);
        unnamed(provider, operation, page);
    }

    /**
     * Refuses an order.
     *
     * @throws UnsupportedCapabilityException of checkpoints, which some providers order
     * @throws InvalidRequestException of anything else
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
     * @throws UnsupportedCapabilityException of models, which some providers find by name
     * @throws InvalidRequestException of anything else
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
