package io.modelkeep.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressDisplayTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(3).toNanos());

    @Test
    @DisplayName("without a terminal there is a line every ten seconds, with count, rate and what is left")
    void lines() {
        try (ProgressDisplay progress =
                new ProgressLines(err, nanos::get, "deleting", "items", OptionalLong.of(1_000))) {
            progress.add(100);
            pass(9);
            progress.add(100);
            assertThat(told()).isEmpty();
            pass(1);
            progress.add(50);
            pass(3);
            progress.add(50);
            pass(17);
            progress.add(300);
        }

        assertThat(told()).isEqualTo("""
                        modelkeep: deleting: 250 of 1000 items, 25/s, 30 s left
                        modelkeep: deleting: 600 of 1000 items, 20/s, 20 s left
                        """);
    }

    @Test
    @DisplayName("where the total is not known, count and rate are told")
    void unknownTotal() {
        try (ProgressDisplay progress =
                new ProgressLines(err, nanos::get, "reading", "checkpoints", OptionalLong.empty())) {
            pass(20);
            progress.add(5_000);
        }

        assertThat(told()).isEqualTo("modelkeep: reading: 5000 checkpoints, 250/s\n");
    }

    @Test
    @DisplayName(
            "on a terminal there is one line that is drawn anew, no wider than the terminal, and is left at its end")
    void bar() {
        try (ProgressDisplay progress = new ProgressOnTerminal(err, 80, "deleting", "items", OptionalLong.of(1_000))) {
            progress.add(1_000);
        }

        String last = told().substring(told().lastIndexOf('\r') + 1);
        assertThat(last)
                .startsWith("modelkeep: deleting 100% [====")
                .contains("1000/1000 items", "items/s")
                .endsWith("\n");
        assertThat(told().strip().split("\r"))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));
        assertThat(told().strip()).doesNotContain("\n", "\u001b");
    }

    @Test
    @DisplayName("the end of a bar does not forget an interrupt")
    void interrupted() {
        ProgressDisplay progress = new ProgressOnTerminal(err, 80, "reading", "checkpoints", OptionalLong.empty());
        progress.add(5);
        Thread.currentThread().interrupt();
        progress.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(told()).contains("5").endsWith("\n");
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
