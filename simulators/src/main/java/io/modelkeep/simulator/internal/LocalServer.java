package io.modelkeep.simulator.internal;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.Delivery;
import io.modelkeep.simulator.exchange.FaultApplication;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** A server for one service on the loopback address, with faults and a log. Thread-safe. */
public final class LocalServer {
    private final SimulatedHttpService service;
    private final FaultSchedule faults;
    private final ExchangeLog log = new ExchangeLog();
    private final PromptSockets sockets = new PromptSockets();
    private final MockWebServer server = serving();
    private @Nullable MockWebServer http2;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Object order = new Object();
    private final List<RecordedExchange> pending = new ArrayList<>();
    private final AnswerDates dates = new AnswerDates();
    private @Nullable SimulatedHttpService lagging;
    private int lagsLeft;

    private LocalServer(SimulatedHttpService service) {
        this.service = service;
        this.faults = new FaultSchedule(service.operations());
    }

    private MockWebServer serving() {
        MockWebServer serving = new MockWebServer();
        serving.setServerSocketFactory(sockets);
        serving.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                // The queue of the server is never read otherwise, and would grow without limit.
                while (serving.takeRequest(0, TimeUnit.NANOSECONDS) != null) {}
                return exchange(Request.of(request));
            }
        });
        return serving;
    }

    private static void listen(MockWebServer serving, int port) {
        try {
            serving.start(InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    /**
     * Starts a server.
     *
     * @param port the port, or 0 for any free one
     * @throws UncheckedIOException if the port is not available
     */
    public static LocalServer start(SimulatedHttpService service, int port) {
        LocalServer started = new LocalServer(service);
        listen(started.server, port);
        return started;
    }

    public int port() {
        return server.getPort();
    }

    public int openConnections() {
        return sockets.openConnections();
    }

    /** Returns the port where the same service speaks HTTP/2 without TLS. The port opens at the first call. */
    public synchronized int http2Port() {
        if (closed.get()) {
            throw new IllegalStateException("closed");
        }
        if (http2 == null) {
            MockWebServer started = serving();
            started.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
            listen(started, 0);
            http2 = started;
        }
        return http2.getPort();
    }

    public FaultSchedule faults() {
        return faults;
    }

    public ExchangeLog log() {
        return log;
    }

    /** Closes all connections and waits until the threads of the server have released them. */
    public synchronized void close() {
        if (closed.compareAndSet(false, true)) {
            server.close();
            if (http2 != null) {
                http2.close();
            }
        }
    }

    private MockResponse exchange(Request request) {
        Optional<String> operation = service.operation(request);
        // One at a time, so that the log shows the order in which the state changed.
        synchronized (order) {
            SimulatedFault fault = operation.flatMap(faults::take).orElse(SimulatedFault.NONE);
            Answer real = carriedOut(fault, answering(operation), request);
            Answer answer = dates.on(spoiled(fault, real));
            Delivery.Sent sent = fault.delivery().send(request.method().equals("HEAD") ? answer.withoutBody() : answer);
            RecordedExchange exchange =
                    new RecordedExchange(operation, request, real != null && real.changedState(), sent);
            log.add(exchange);
            if (fault.application() == FaultApplication.LATER) {
                pending.add(exchange);
            }
            return sent.response();
        }
    }

    private static @Nullable Answer carriedOut(SimulatedFault fault, SimulatedHttpService service, Request request) {
        return switch (fault.application()) {
            case NONE, LATER -> null;
            case WHOLE -> service.answer(request);
            case HALF -> service.firstHalf(request).map(service::answer).orElse(null);
        };
    }

    /** Returns the service, or its earlier state for a list that lags. */
    private SimulatedHttpService answering(Optional<String> operation) {
        SimulatedHttpService before = lagging;
        if (before == null || operation.filter(service.lists()::contains).isEmpty()) {
            return service;
        }
        lagsLeft--;
        if (lagsLeft == 0) {
            lagging = null;
        }
        return before;
    }

    /** Carries out the requests that faults postponed, in the order received. Returns their number. */
    public int applyPending() {
        synchronized (order) {
            pending.forEach(exchange ->
                    exchange.carriedOutLater(service.answer(exchange.request()).changedState()));
            int applied = pending.size();
            pending.clear();
            return applied;
        }
    }

    /** Makes that many lists show the present state from now on. */
    public void lagLists(int requests) {
        synchronized (order) {
            lagging = service.copy();
            lagsLeft = requests;
        }
    }

    public void releaseLists() {
        synchronized (order) {
            lagging = null;
        }
    }

    public AnswerDates dates() {
        return dates;
    }

    private static Answer spoiled(SimulatedFault fault, @Nullable Answer real) {
        try {
            return fault.answerInsteadOf(real);
        } catch (RuntimeException e) {
            return Answer.detail(500, "the simulator could not carry out the fault \"" + fault + "\": " + e);
        }
    }
}
