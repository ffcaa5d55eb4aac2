package io.modelkeep.testkit;

import io.modelkeep.spi.SafeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went over the wire, in words for a failure message: never a header or a query, which may hold a credential. */
final class Exchanges {

    private static final int MANY = 12;
    private static final int LONG = 300;

    private Exchanges() {}

    /** Each request from a number on, and what was answered to it where the fixture keeps that. */
    static String words(FaultFixture wire, int from) {
        List<WireRequest> requests = wire.requests();
        List<String> answers = wire.answers();
        StringBuilder words = new StringBuilder("\n  on the wire");
        for (int i = from; i < Math.min(requests.size(), from + MANY); i++) {
            words.append("\n    ").append(requests.get(i));
            if (!requests.get(i).body().isEmpty()) {
                words.append(" ").append(SafeText.of(requests.get(i).body(), LONG));
            }
            if (i < answers.size()) {
                words.append("\n      answered ").append(SafeText.of(answers.get(i), LONG));
            }
        }
        return words.append(requests.size() > from + MANY ? "\n    and more" : "")
                .toString();
    }

    /** A message of several lines as one. */
    static String line(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
