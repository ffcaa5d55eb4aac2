package io.modelkeep.simulator.internal;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A simulated service: its operations and its answers to requests. */
public interface SimulatedHttpService {
    /** Returns the names of the operations, for scripting faults, in the order of the service's documentation. */
    List<String> operations();

    /** Returns the operation that method and path name, whatever else is wrong with the request. */
    Optional<String> operation(Request request);

    /** Carries the request out. Thread-safe. */
    Answer answer(Request request);

    /** Returns the same request for the first half of its items, rounded down. Empty if no item is left. */
    default Optional<Request> firstHalf(Request request) {
        return Optional.empty();
    }

    /** Returns the operations that list items, whose answers can lag. */
    default Set<String> lists() {
        return Set.of();
    }

    /** Returns this service on a copy of its present state. */
    default SimulatedHttpService copy() {
        throw new IllegalStateException("this service does not support lists that lag");
    }
}
