package io.modelkeep.integration.soak;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.ManualTime;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One simulated service and one {@code ModelkeepClient} on it, for some steps; waits pass at once. Used by one thread. */
final class World implements AutoCloseable {

    private final DeletableItems things;
    private final StoreFixture server;
    private final Simulator simulator;
    private final ModelkeepClient stores;
    private final Thread driver = Thread.currentThread();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger interruptAfter = new AtomicInteger();
    private List<RecordedExchange> ofStep = List.of();
    private long heardInAll;
    private long arrivedInAll;

    World(DeletableItems things) {
        this.things = things;
        this.server = things.fixture();
        this.simulator = DeletableItems.simulator(server);
        ManualTime time = new ManualTime();
        this.stores = ModelkeepClient.open(StoreConfig.builder()
                .settings(server.config())
                // Long enough for a busy machine: what arrives after its caller gave up is nobody's fault.
                .set("request-timeout", "2s")
                .clock(time.clock())
                .timeSource(time)
                .listener(new StoreListener() {
                    @Override
                    public void attempted(Attempted event) {
                        heard.incrementAndGet();
                        if (interruptAfter.decrementAndGet() == 0) {
                            driver.interrupt();
                        }
                    }
                })
                .build());
    }

    DeletableItems things() {
        return things;
    }

    StoreFixture server() {
        return server;
    }

    FaultFixture wire() {
        return server.wire().orElseThrow();
    }

    ModelkeepClient stores() {
        return stores;
    }

    /** Faults that no request has met. */
    int faultsLeft() {
        return simulator.unconsumedFaults().size();
    }

    /** Interrupts the driving thread when so many requests more have ended. */
    void interruptAfter(int requests) {
        interruptAfter.set(requests);
    }

    void begin() {
        ofStep = List.of();
        simulator.clearExchanges();
        heard.set(0);
    }

    void end() {
        interruptAfter.set(0);
        ofStep = List.copyOf(simulator.exchanges());
        heardInAll += heard.get();
        arrivedInAll += ofStep.size();
    }

    /** The requests of the last step, as the server saw them. */
    List<RecordedExchange> exchanges() {
        return ofStep;
    }

    /** Whether more requests arrived, since this began, than the listener was told. */
    boolean moreArrivedThanHeard() {
        return arrivedInAll > heardInAll;
    }

    @Override
    public void close() {
        stores.close();
        server.close();
    }
}
