package io.modelkeep.simulator;

import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.internal.LocalServer;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * The base of all simulators: a local server that keeps state, logs its requests and plays faults on demand.
 *
 * <p>A {@link SimulatedFault} changes one answer. The request of a fault is not carried out, carried out in full, in
 * {@link SimulatedFault#halfApplied() half}, or {@link SimulatedFault#appliedLater() later}. {@link #lagLists()}
 * makes lists eventually consistent. Every answer has a {@code Date} header, from the {@link #useClock clock of a
 * test} if one is set. Where the documents of a service leave its behavior open, the builder of the simulator
 * chooses.
 *
 * <p>A simulator listens on 127.0.0.1 only and speaks HTTP/1.1 without TLS; see also {@link #http2BaseUrl()}. Its
 * threads keep the process alive until {@link #close()}. A GET with a body is not supported. All methods are
 * thread-safe. Requests are carried out one at a time, in the order of {@link #exchanges()}.
 */
public abstract class Simulator implements AutoCloseable {
    private final LocalServer server;
    /** The servers of the other origins that belong to the service. */
    private final List<LocalServer> companions;

    private final URI baseUrl;
    private final String apiKey;

    public Simulator(LocalServer server, String basePath, String apiKey, LocalServer... companions) {
        this.server = server;
        this.companions = List.of(companions);
        this.baseUrl = URI.create("http://127.0.0.1:" + server.port() + basePath);
        this.apiKey = apiKey;
    }

    /** Returns the base URL, which corresponds to the documented base URL of the service. */
    public final URI baseUrl() {
        return baseUrl;
    }

    /**
     * Returns the base URL of the same service over HTTP/2, without TLS and without an upgrade ("prior knowledge").
     * The port opens at the first call, and shares state, faults and log with HTTP/1.1.
     *
     * @throws IllegalStateException if the simulator is closed
     */
    public final URI http2BaseUrl() {
        return URI.create("http://127.0.0.1:" + server.http2Port() + baseUrl.getRawPath());
    }

    /** Returns the only API key that is accepted. */
    public final String apiKey() {
        return apiKey;
    }

    /**
     * Injects a fault into the next call of the operation. Faults injected earlier for the same operation are played
     * first.
     *
     * <p>Every request for the operation is a call, even one with a wrong key or body.
     *
     * @throws IllegalArgumentException if the operation is unknown; the message names the known ones
     */
    public final void inject(String operation, SimulatedFault fault) {
        server.faults().add(operation, 1, fault);
    }

    /**
     * Injects a fault into the nth following call of the operation, where 1 is the next one.
     *
     * <p>On that call, this fault precedes an earlier one that is still waiting.
     *
     * @throws IllegalArgumentException if the operation is unknown or {@code nth} is less than 1
     */
    public final void injectOnCall(String operation, int nth, SimulatedFault fault) {
        server.faults().add(operation, nth, fault);
    }

    /**
     * Carries out the requests that {@link SimulatedFault#appliedLater()} postponed, in the order received.
     *
     * <p>To apply them between two requests of one client call, call this method while the client waits, or in a
     * {@link SimulatedFault#editJson}.
     *
     * @return the number of requests carried out
     */
    public final int applyPending() {
        return server.applyPending();
    }

    /**
     * Makes the next {@code requests} lists show the state at this call, whatever changes afterwards. Reads of single
     * items show the present state.
     *
     * <p>Services with caches and replicas are eventually consistent: a list can still contain an item whose deletion
     * was confirmed. Requests of the client still change the present state.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public final void lagLists(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("the number of lists must be at least 1: " + requests);
        }
        server.lagLists(requests);
    }

    /** Makes all lists show the state at this call until {@link #releaseLists()}, like {@link #lagLists(int)}. */
    public final void lagLists() {
        server.lagLists(Integer.MAX_VALUE);
    }

    /** Makes lists show the present state again. */
    public final void releaseLists() {
        server.releaseLists();
    }

    /**
     * Takes the {@code Date} of all answers from this clock instead of the system clock. {@code Clock.offset}
     * simulates a service whose time differs from that of the client.
     */
    public final void useClock(Clock clock) {
        server.dates().use(clock);
        companions.forEach(companion -> companion.dates().use(clock));
    }

    /** Omits the {@code Date} header from now on, until {@link #useClock}. */
    public final void omitDate() {
        server.dates().omit();
        companions.forEach(companion -> companion.dates().omit());
    }

    /**
     * Returns a description of each injected fault that no request has met yet. A test can assert that the list is
     * empty.
     */
    public final List<String> unconsumedFaults() {
        return Stream.concat(Stream.of(server), companions.stream())
                .flatMap(each -> each.faults().unconsumed().stream())
                .toList();
    }

    /**
     * Returns the requests received, oldest first.
     *
     * <p>At most the latest 100,000 requests are kept, and fewer if their bodies exceed 128 MiB in total. A request
     * is listed before its answer is sent. A request that was cut off before its end is not listed.
     */
    public final List<RecordedExchange> exchanges() {
        return server.log().all();
    }

    /**
     * Returns the number of open client connections, including idle ones. A connection that has just ended may still
     * be counted for a moment.
     */
    public final int openConnections() {
        return server.openConnections()
                + companions.stream().mapToInt(LocalServer::openConnections).sum();
    }

    /** Forgets the requests received so far. */
    public final void clearExchanges() {
        server.log().clear();
        companions.forEach(companion -> companion.log().clear());
    }

    /**
     * Stops the server and ends all requests in progress, including stalled ones. Later calls have no effect.
     *
     * <p>The state and the log can still be read.
     */
    @Override
    public final void close() {
        server.close();
        companions.forEach(LocalServer::close);
    }
}
