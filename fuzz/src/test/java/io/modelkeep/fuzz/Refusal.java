package io.modelkeep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What may be said of input that is not taken: one printable line of some length, without the key. */
public final class Refusal {

    /** The key of every store here; an answer may repeat it, a message may not. */
    public static final String KEY = "fuzz-key-5b1d9c4e7a";

    private static final int LONGEST = 4096;

    private Refusal() {}

    /** Fails unless the message can be shown and logged. */
    public static void assertPrintable(Throwable refusal) {
        assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(LONGEST);
        assertThat(refusal.getMessage().codePoints()).noneMatch(Character::isISOControl);
    }

    /** Fails unless the failure can be shown and logged with all its causes. */
    public static void assertKeepsKey(StoreException failure) {
        assertPrintable(failure);
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).doesNotContain(KEY);
        assertThat(failure.toMap().toString()).doesNotContain(KEY);
    }
}
