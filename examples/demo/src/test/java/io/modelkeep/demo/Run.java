package io.modelkeep.demo;

import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.Terminal;
import io.modelkeep.cli.session.CommandContext;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One command in this process, without environment variables and without a terminal.
 *
 * @param code the exit code
 * @param out the text on standard output
 * @param err the text on standard error
 */
record Run(int code, String out, String err) {

    static Run command(String... args) {
        return writingTo(new ByteArrayOutputStream(), args);
    }

    static Run writingTo(OutputStream out, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ModelkeepWithDemo.run(
                args,
                new CommandContext(
                        Map.of(),
                        new NoTerminal(),
                        InputStream.nullInputStream(),
                        new Output(out),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        held -> () -> {}));
        return new Run(code, out.toString(), err.toString(StandardCharsets.UTF_8));
    }

    private static final class NoTerminal implements Terminal {

        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public @Nullable String readLine() {
            throw new AssertionError("there is no terminal");
        }

        @Override
        public OptionalInt columns() {
            return OptionalInt.empty();
        }
    }
}
