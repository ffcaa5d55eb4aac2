package io.modelkeep.testkit.internal.support;

import io.modelkeep.spi.SafeText;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A description of the requests and answers for a failure message. Headers and queries are omitted, because they may
 * contain a credential.
 */
public final class Exchanges {

    private static final int MANY = 12;
    private static final int LONG = 300;

    private Exchanges() {}

    /** Describes each request from an index on, and its answer if the fixture keeps answers. */
    public static String words(FaultFixture wire, int from) {
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

    /** Joins the lines of a message into one line. */
    public static String line(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
