package io.modelkeep.testkit;

import io.modelkeep.Operation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The wire between a store and the fixture's server: makes it misbehave, and tells what came over it. Thread-safe. */
public interface FaultFixture {

    /**
     * Plays a fault on the next request of an operation that no earlier fault is waiting for. Where an operation has several
     * kinds of requests, the next of each kind may get it.
     */
    void inject(Operation operation, Fault fault);

    /** Plays a fault on the nth request of an operation from now, counted from 1. */
    void injectAt(Operation operation, int nth, Fault fault);

    /**
     * Every request that reached the server since it was started, in the order of arrival, whatever was answered. A request
     * that stalls is there as soon as it was read.
     */
    List<WireRequest> requests();

    /** How many connections to the server are open now; empty where that cannot be seen. */
    default OptionalInt connections() {
        return OptionalInt.empty();
    }

    /**
     * What was answered to each of {@link #requests()}, in the same order: status and body, for failure messages; an empty
     * list where that is not kept.
     */
    default List<String> answers() {
        return List.of();
    }

    /**
     * The JSON body of an error in the service's own format, with these words where the service puts its message; empty where
     * the fixture does not know one for this status.
     *
     * @param words any text, which the fixture escapes
     */
    default Optional<String> errorBody(int status, String words) {
        return Optional.empty();
    }

    /** The JSON body that the service itself, or its router, answers with 404 for a path that it does not have. */
    default Optional<String> routeMissing() {
        return Optional.empty();
    }

    /** The faults that were not played yet on any request, in words for a failure message. */
    List<String> unconsumed();

    /**
     * Where the server listens on the loopback interface for HTTP/1.1 without TLS, where it does: for faults of the network,
     * which something between it and the stores plays. All base URLs of the fixture's configuration have this origin.
     */
    default Optional<URI> address() {
        return Optional.empty();
    }

    /**
     * Where the same server listens for HTTP/2 without TLS and without an upgrade; empty where it does not, or where the
     * provider does not speak HTTP/2.
     */
    default Optional<URI> http2Address() {
        return Optional.empty();
    }
}
