package io.modelkeep.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.simulator.exchange.Delivery;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.Request;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import mockwebserver3.MockResponse;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class ExchangeLogTest {
    private final ExchangeLog log = new ExchangeLog();

    private static RecordedExchange exchange(int number, String responseBody) {
        return new RecordedExchange(
                Optional.empty(),
                new Request("GET", "/" + number, null, Map.of(), ByteString.EMPTY),
                false,
                new Delivery.Sent(new MockResponse.Builder().build(), OptionalInt.of(200), responseBody));
    }

    @Test
    void theOldestGoBeyondTheMostExchanges() {
        for (int i = 0; i <= ExchangeLog.MOST_EXCHANGES; i++) {
            log.add(exchange(i, ""));
        }

        assertThat(log.all()).hasSize(ExchangeLog.MOST_EXCHANGES);
        assertThat(log.all().get(0).path()).isEqualTo("/1");
    }

    @Test
    void theOldestGoBeyondTheMostBytes() {
        String third = " ".repeat((int) (ExchangeLog.MOST_BODY_BYTES / 3));
        for (int i = 0; i < 5; i++) {
            log.add(exchange(i, third));
        }

        assertThat(log.all()).extracting(RecordedExchange::path).containsExactly("/2", "/3", "/4");
        log.clear();
        assertThat(log.all()).isEmpty();
    }
}
