package io.modelkeep.simulator.internal;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One simulated service: its operations and what it says to a request. */
public interface SimulatedHttpService {
    /** The names under which faults can be scripted, in the order of the service's documentation. */
    List<String> operations();

    /** The operation that method and path name, whatever else is wrong with the request. */
    Optional<String> operation(Request request);

    /** Carries the request out. Thread-safe. */
    Answer answer(Request request);

    /** The same request for the first half of the items that it names, rounded down; empty where that is none. */
    default Optional<Request> firstHalf(Request request) {
        return Optional.empty();
    }

    /** The operations that list items, whose answers can lag behind changes. */
    default Set<String> lists() {
        return Set.of();
    }

    /** This service with a copy of its state as it is now. */
    default SimulatedHttpService copy() {
        throw new IllegalStateException("the lists of this service do not lag");
    }
}
