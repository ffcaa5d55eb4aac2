package io.modelkeep.simulator.internal;

import io.modelkeep.simulator.exchange.RecordedExchange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The log of the latest exchanges, limited in number and memory. Thread-safe. */
public final class ExchangeLog {
    static final int MOST_EXCHANGES = 100_000;
    static final long MOST_BODY_BYTES = 128L << 20;

    private final Deque<RecordedExchange> exchanges = new ArrayDeque<>();
    private long bodyBytes;

    synchronized void add(RecordedExchange exchange) {
        exchanges.addLast(exchange);
        bodyBytes += exchange.heldBytes();
        while (exchanges.size() > MOST_EXCHANGES || (bodyBytes > MOST_BODY_BYTES && exchanges.size() > 1)) {
            bodyBytes -= exchanges.removeFirst().heldBytes();
        }
    }

    public synchronized List<RecordedExchange> all() {
        return List.copyOf(exchanges);
    }

    public synchronized void clear() {
        exchanges.clear();
        bodyBytes = 0;
    }
}
