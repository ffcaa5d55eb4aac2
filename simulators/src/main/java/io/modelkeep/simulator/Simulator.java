package io.modelkeep.simulator;

import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.internal.LocalServer;
import io.modelkeep.simulator.wandb.DeletedCursor;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all simulators share: a local server that keeps state, logs the requests received, and misbehaves on demand.
 *
 * <p>A {@link SimulatedFault} spoils one answer: the request is not carried out, carried out in full, {@link SimulatedFault#halfApplied() half}
 * or {@link SimulatedFault#appliedLater() later}. {@link #lagLists()} makes lists eventually consistent. Every answer has a
 * {@code Date}, from {@link #useClock a clock of the test's own} if wanted. A simulator's builder chooses what the service's
 * documents leave open, such as the answer to a {@link DeletedCursor}.
 *
 * <p>It listens on 127.0.0.1 only, speaks HTTP/1.1 without TLS (see {@link #http2BaseUrl()}), and its threads keep the process alive until
 * {@link #close()}. A GET with a body is not supported. All methods are safe for use by several threads; requests are
 * carried out one at a time, in the order of {@link #exchanges()}.
 */
public abstract class Simulator implements AutoCloseable {
    private final LocalServer server;
    /** What else the service answers from, on an origin of its own. */
    private final List<LocalServer> companions;

    private final URI baseUrl;
    private final String apiKey;

    public Simulator(LocalServer server, String basePath, String apiKey, LocalServer... companions) {
        this.server = server;
        this.companions = List.of(companions);
        this.baseUrl = URI.create("http://127.0.0.1:" + server.port() + basePath);
        this.apiKey = apiKey;
    }

    /** The base URL as the service documents its own. */
    public final URI baseUrl() {
        return baseUrl;
    }

    /**
     * The same service over HTTP/2, without TLS and without an upgrade ("prior knowledge"), on a port that is open from the
     * first call on; with the same state, faults and log.
     *
     * @throws IllegalStateException if the simulator was closed
     */
    public final URI http2BaseUrl() {
        return URI.create("http://127.0.0.1:" + server.http2Port() + baseUrl.getRawPath());
    }

    /** The one API key that is accepted. */
    public final String apiKey() {
        return apiKey;
    }

    /**
     * Lets the next call of the operation fail; faults injected before it for the same operation come first.
     *
     * <p>Every request that asks for the operation is a call, also one with a wrong key or body.
     *
     * @throws IllegalArgumentException if the operation is unknown; the message names the known ones
     */
    public final void inject(String operation, SimulatedFault fault) {
        server.faults().add(operation, 1, fault);
    }

    /**
     * Lets the nth following call of the operation fail, where 1 is the next one.
     *
     * <p>On that call it comes before a fault that waits from an earlier one.
     *
     * @throws IllegalArgumentException if the operation is unknown or {@code nth} is less than 1
     */
    public final void injectOnCall(String operation, int nth, SimulatedFault fault) {
        server.faults().add(operation, nth, fault);
    }

    /**
     * Carries out the requests that {@link SimulatedFault#appliedLater()} put off, in the order received, as if their answers had
     * come before.
     *
     * <p>To let it happen between two requests of one call of a client, call this where the client waits, or in a
     * {@link SimulatedFault#editJson}.
     *
     * @return how many requests were carried out
     */
    public final int applyPending() {
        return server.applyPending();
    }

    /**
     * Lets lists lag: the next {@code requests} lists show the state as it is at this call, whatever changes after it.
     * Reads of single items show the present state.
     *
     * <p>Services behind caches and replicas are eventually consistent: a list can still contain an item whose deletion was
     * confirmed. The client's own requests change the present state, as always.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public final void lagLists(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("a list that does not lag: " + requests);
        }
        server.lagLists(requests);
    }

    /** Lets all lists lag until {@link #releaseLists()}; see {@link #lagLists(int)}. */
    public final void lagLists() {
        server.lagLists(Integer.MAX_VALUE);
    }

    /** Lets lists show the present state again. */
    public final void releaseLists() {
        server.releaseLists();
    }

    /**
     * Takes the {@code Date} of all answers from this clock, instead of the system's. {@code Clock.offset} makes a service
     * whose time differs from the client's.
     */
    public final void useClock(Clock clock) {
        server.dates().use(clock);
        companions.forEach(companion -> companion.dates().use(clock));
    }

    /** Sends no {@code Date} from now on, until {@link #useClock}. */
    public final void omitDate() {
        server.dates().omit();
        companions.forEach(companion -> companion.dates().omit());
    }

    /** Describes each injected fault that no request has met yet; a test can assert that none is left. */
    public final List<String> unconsumedFaults() {
        return Stream.concat(Stream.of(server), companions.stream())
                .flatMap(each -> each.faults().unconsumed().stream())
                .toList();
    }

    /**
     * The requests received, oldest first.
     *
     * <p>At most the latest 100,000 are kept, fewer where their bodies exceed 128 MiB in all. A request is here before its
     * answer leaves. One that was cut off before all of it arrived is not.
     */
    public final List<RecordedExchange> exchanges() {
        return server.log().all();
    }

    /** How many connections of clients are open now, those that idle included; one that ended may count for a moment more. */
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
     * Stops the server and ends all requests in progress, stalled ones included; later calls do nothing.
     *
     * <p>State and log can still be read.
     */
    @Override
    public final void close() {
        server.close();
        companions.forEach(LocalServer::close);
    }

    /** Forty hexadecimal digits, as W&amp;B keys have. */
    public static String randomKey() {
        byte[] random = new byte[20];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * The key, if it can stand in a header.
     *
     * @throws IllegalArgumentException if it is empty or not made of visible ASCII characters
     */
    public static String checkedKey(String apiKey) {
        if (apiKey.isEmpty() || !apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("an API key is made of visible ASCII characters");
        }
        return apiKey;
    }
}
