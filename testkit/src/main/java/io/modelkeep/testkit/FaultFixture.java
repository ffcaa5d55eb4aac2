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
