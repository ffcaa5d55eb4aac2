package io.modelkeep.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01t12:00:00z, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00+00:00, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00+01:30, 2026-03-01T10:30:00Z",
        "2026-03-01T00:30:00+01:00, 2026-02-28T23:30:00Z",
        "2026-03-01T12:00:00-08:00, 2026-03-01T20:00:00Z",
        "2026-03-01T12:00:00.5Z, 2026-03-01T12:00:00.500Z",
        "2026-03-01T12:00:00.123456+00:00, 2026-03-01T12:00:00.123456Z",
        "2026-03-01T12:00:00.123456789Z, 2026-03-01T12:00:00.123456789Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z"
    })
    void aDateAndTimeWithAnOffsetIsAnInstant(String text, Instant instant) {
        assertThat(TimestampParser.instant(text)).contains(instant);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "2026-03-01",
                "2026-03-01T12:00:00",
                "2026-03-01T12:00:00.123456",
                "2026-03-01 12:00:00Z",
                " 2026-03-01T12:00:00Z",
                "2026-03-01T12:00:00Z ",
                "2026-03-01T12:00:00Zx",
                "2026-02-30T12:00:00Z",
                "2026-03-01T25:00:00Z",
                "2026-03-01T12:00:00+19:00",
                "2026-03-01T12:00:00.1234567891Z",
                "2026-03-01T12:00:00 GMT",
                "Sun, 01 Mar 2026 12:00:00 GMT",
                "1772366400",
                "٢٠٢٦-03-01T12:00:00Z"
            })
    void otherText_isNoTimestamp(String text) {
        assertThat(TimestampParser.instant(text)).isEmpty();
    }
}
