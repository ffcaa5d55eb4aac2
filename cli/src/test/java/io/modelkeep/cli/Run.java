package io.modelkeep.cli;

import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.Terminal;
import io.modelkeep.cli.session.CommandContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One command on a {@link FakeService}, in this process. */
public final class Run {

    private final Map<String, String> environment = new TreeMap<>(Map.of(
            "MODELKEEP_PROVIDER", "fake", "MODELKEEP_FAKE_API_KEY", "SECRET-123", "MODELKEEP_FAKE_SERVICE", "test"));
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private OutputStream out = written;
    private Terminal terminal = new NoTerminal();
    private String in = "";
    private String errWhenReleased = "";
    private int code;

    public static Run on(FakeService service) {
        FakeProvider.register("test", service);
        return new Run();
    }

    Run environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Run withoutEnvironment() {
        environment.clear();
        return this;
    }

    public Run writingTo(OutputStream stream) {
        this.out = stream;
        return this;
    }

    /** On standard input. */
    Run reading(String text) {
        this.in = text;
        return this;
    }

    /** Somebody sits at a terminal and types a line; null for the end of input. */
    public Run answering(@Nullable String line) {
        this.terminal = new Terminal() {
            @Override
            public boolean interactive() {
                return true;
            }

            @Override
            public @Nullable String readLine() {
                return line;
            }

            @Override
            public OptionalInt columns() {
                return OptionalInt.empty();
            }
        };
        return this;
    }

    public Run command(String... args) {
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        code = Cli.run(
                args,
                new CommandContext(
                        environment,
                        terminal,
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new Output(out),
                        err,
                        held -> () -> errWhenReleased = err()));
        return this;
    }

    /** The same in front of these arguments: an output format. */
    public Run command(String format, List<String> args) {
        List<String> all = new ArrayList<>(List.of("-o", format));
        all.addAll(args);
        return command(all.toArray(String[]::new));
    }

    public int code() {
        return code;
    }

    public String out() {
        return written.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return told.toString(StandardCharsets.UTF_8);
    }

    /** What had been told when a signal was allowed to end the process again. */
    public String errWhenReleased() {
        return errWhenReleased;
    }

    private static final class NoTerminal implements Terminal {

        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public @Nullable String readLine() {
            throw new AssertionError("nobody can be asked");
        }

        @Override
        public OptionalInt columns() {
            return OptionalInt.empty();
        }
    }
}
