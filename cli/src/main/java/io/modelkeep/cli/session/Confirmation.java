package io.modelkeep.cli.session;

import io.modelkeep.Id;
import io.modelkeep.cli.output.Terminal;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.SafeText;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The confirmation that a user gives before a deletion. */
public final class Confirmation {

    private static final int MAX_NAMED = 10;

    private final Terminal terminal;
    private final PrintStream err;

    Confirmation(Terminal terminal, PrintStream err) {
        this.terminal = terminal;
        this.err = err;
    }

    /**
     * Asks on the terminal, unless the command line has {@code --yes}.
     *
     * @param what a description of the items, to follow the word "Delete"
     * @throws InvalidRequestException the deletion is not confirmed
     */
    void require(boolean yes, String what) {
        if (yes) {
            return;
        }
        String question = "Delete " + SafeText.of(what, 1024) + "?";
        if (!terminal.interactive()) {
            throw refusal("a deletion without a terminal needs --yes: " + question);
        }
        // On standard error, because a program may read standard output.
        err.print(question + " [y/N] ");
        err.flush();
        String answer = terminal.readLine();
        if (answer == null) {
            err.println();
        }
        String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
        if (!word.equals("y") && !word.equals("yes")) {
            throw refusal("not confirmed");
        }
    }

    /** Returns the number of ids and the first ones, such as {@code 3 checkpoints (118, 119, 120)}. */
    public static String counted(String noun, Collection<? extends Id> ids) {
        String named = ids.stream().limit(MAX_NAMED).map(Id::value).collect(Collectors.joining(", "));
        int more = ids.size() - MAX_NAMED;
        return ids.size() + " " + noun + (ids.size() == 1 ? "" : "s") + " (" + named
                + (more > 0 ? " and " + more + " more" : "") + ")";
    }

    private static InvalidRequestException refusal(String reason) {
        return new InvalidRequestException(ErrorDetails.of(reason));
    }
}
