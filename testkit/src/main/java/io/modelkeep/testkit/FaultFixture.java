package io.modelkeep.testkit;

import io.modelkeep.Operation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The wire between a client and the fixture's server: plays faults and records the requests that arrive. Thread-safe.
 */
public interface FaultFixture {

    /**
     * Plays a fault on the next request of an operation that has no earlier fault queued. If an operation has several
     * kinds of requests, the fault may be queued for the next request of each kind.
     */
    void inject(Operation operation, Fault fault);

    /** Plays a fault on the nth request of an operation from now, counted from 1. */
    void injectAt(Operation operation, int nth, Fault fault);

    /**
     * Returns every request that reached the server since it was started, in the order of arrival, whatever the answer
     * was. A request that stalls is included as soon as it was read.
     */
    List<WireRequest> requests();

    /** Returns the number of connections to the server that are open now, or empty if it cannot be determined. */
    default OptionalInt connections() {
        return OptionalInt.empty();
    }

    /**
     * Returns the answers to {@link #requests()}, in the same order: status and body, for failure messages. Returns an
     * empty list if answers are not recorded.
     */
    default List<String> answers() {
        return List.of();
    }

    /**
     * Returns the JSON body of an error in the service's own format, which contains a text as the service's message.
     * Returns empty if the fixture does not know the format for this status.
     *
     * @param words any text, which the fixture escapes
     */
    default Optional<String> errorBody(int status, String words) {
        return Optional.empty();
    }

    /**
     * Returns the JSON body of the 404 answer of the service itself, or of its router, for an unknown path. Returns
     * empty if the fixture does not know it.
     */
    default Optional<String> routeMissing() {
        return Optional.empty();
    }

    /** Returns the faults that were not played yet, described for a failure message. */
    List<String> unconsumed();

    /**
     * Returns the address on the loopback interface at which the server accepts HTTP/1.1 without TLS, or empty if the
     * server does not. A relay between the client and this address plays faults of the network. All base URLs of the
     * fixture's configuration have this origin.
     */
    default Optional<URI> address() {
        return Optional.empty();
    }

    /**
     * Returns the address at which the same server accepts HTTP/2 without TLS and without an upgrade. Returns empty if
     * the server or the provider does not support HTTP/2.
     */
    default Optional<URI> http2Address() {
        return Optional.empty();
    }
}
