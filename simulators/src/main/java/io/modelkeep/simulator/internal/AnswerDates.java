package io.modelkeep.simulator.internal;

import io.modelkeep.simulator.exchange.Answer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code Date} header of answers. Thread-safe. */
public final class AnswerDates {
    private static final String DATE = "Date";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private volatile @Nullable Clock clock = Clock.systemUTC();

    public void use(Clock newClock) {
        clock = newClock;
    }

    public void omit() {
        clock = null;
    }

    /** Returns the answer with a date, unless it has one or dates are omitted. */
    Answer on(Answer answer) {
        Clock now = clock;
        boolean dated =
                answer.headers().stream().anyMatch(header -> header.getKey().equalsIgnoreCase(DATE));
        return now == null || dated ? answer : answer.withHeader(DATE, HTTP_DATE.format(now.instant()));
    }
}
