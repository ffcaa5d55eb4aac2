package io.modelkeep.simulator;

import java.util.List;
import java.util.Optional;

/** One simulated service: its operations and what it says to a request. */
interface Service {
    /** The names under which faults can be scripted, in the order of the service's documentation. */
    List<String> operations();

    /** The operation that method and path name, whatever else is wrong with the request. */
    Optional<String> operation(Request request);

    /** Carries the request out. Thread-safe. */
    Answer answer(Request request);
}
