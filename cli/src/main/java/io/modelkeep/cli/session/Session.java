package io.modelkeep.cli.session;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.cli.output.Deletion;
import io.modelkeep.cli.output.DeletionWriter;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.FileFailure;
import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.OutputException;
import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.spi.InputFile;
import io.modelkeep.spi.StoreProvider;
import io.modelkeep.spi.StoreProviders;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The services that the commands share: configuration, output and the protocol of changes. */
public final class Session {

    private static final Path STANDARD_INPUT = Path.of("-");

    private final RootCommand options;
    private final CommandContext shell;

    public Session(RootCommand options, CommandContext shell) {
        this.options = options;
        this.shell = shell;
    }

    public Output out() {
        return shell.out();
    }

    public Format format() {
        return options.format();
    }

    public List<StoreProvider> providers() {
        return StoreProviders.all(loader());
    }

    /**
     * Opens the client that the file, the environment and the command line configure. Later ones of these override
     * earlier ones.
     */
    public ModelkeepClient open() {
        StoreConfig.Builder config = StoreConfig.builder().environment(shell.environment());
        Path file = options.file();
        if (file != null) {
            config.file(file);
        }
        config.fromEnvironment(StoreProviders.keys(providers()));
        options.settings().forEach(setting -> config.set(setting.key(), setting.value()));
        return ModelkeepClient.open(config.build(), loader());
    }

    /**
     * Refuses {@code -c} and {@code -s} for commands that use no configured service, because the options would have
     * no effect.
     */
    public void withoutConfiguration(String command) {
        if (options.file() != null || !options.settings().isEmpty()) {
            throw new UsageException(command + " takes neither -c nor -s: it uses no configured service; omit them");
        }
    }

    /**
     * Reads a plan.
     *
     * @throws UsageException the file does not exist or cannot be read
     */
    public RetentionPlan plan(Path plan) {
        return FileFailure.readable("plan", plan, () -> RetentionPlan.read(plan));
    }

    /**
     * Reads the UTF-8 text of a file or a pipe, or of standard input for {@code -}. A byte order mark is removed.
     *
     * @param what the noun for the file in messages, as in "the policy"
     * @throws UsageException the file cannot be read, or is not text
     */
    public String text(String what, Path file, int maxBytes) {
        boolean standard = file.equals(STANDARD_INPUT);
        String named = standard ? "the " + what + " on standard input" : "the " + what + " " + file;
        try {
            byte[] bytes = standard ? InputFile.read(shell.in(), maxBytes) : InputFile.read(file, maxBytes);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (InputFile.UnreadableException unreadable) {
            throw new UsageException(named + " cannot be read: " + unreadable.getMessage());
        } catch (CharacterCodingException notText) {
            throw new UsageException(named + " is not UTF-8; save it as UTF-8");
        }
    }

    /**
     * Writes a file. A signal waits until no partial file is left.
     *
     * @param what the noun for the file in messages, as in "the plan"
     * @throws OutputException the file cannot be written
     */
    public void write(String what, Path file, Runnable writing) {
        try {
            tidily(() -> {
                writing.run();
                return file;
            });
        } catch (UncheckedIOException failed) {
            throw new OutputException.UnwritableFile(what, file, failed);
        }
    }

    /** Starts a display of progress. */
    public ProgressDisplay progress(String task, String unit, OptionalLong total) {
        return ProgressDisplay.of(shell, task, unit, total);
    }

    public void note(String text) {
        shell.err().println(Failure.line(text));
    }

    public void note(StoreException failure) {
        shell.err().println(Failure.line(failure));
    }

    /** Prints a failure with a more specific remedy. */
    public void note(StoreException failure, String remedy) {
        shell.err().println(Failure.line(failure, remedy));
    }

    /**
     * Prints a list.
     *
     * @param items lists from the given page request on, which contains the limit
     */
    public <T> int list(
            ResourceView<T> kind, LimitOption limit, BiFunction<ModelkeepClient, PageRequest, Stream<T>> items) {
        PageRequest first = limit.first();
        ListCommandOutput<T> listing = new ListCommandOutput<>(format().list(out(), kind));
        try (ModelkeepClient stores = open()) {
            listing.print(items.apply(new ProgressReportingClient(stores, listing), first));
            return ExitCode.DONE;
        }
    }

    /**
     * Deletes items after confirmation and prints the outcome.
     *
     * @param what a description of the items, to follow the word "Delete"
     */
    public int delete(boolean yes, String what, Function<ModelkeepClient, Deletion> deletion) {
        try (ModelkeepClient stores = open()) {
            confirm(yes, what + " on " + stores.provider());
            return change(() -> report(deletion.apply(stores)));
        }
    }

    /** Requires a confirmation, as {@link Confirmation#require} does. */
    public void confirm(boolean yes, String what) {
        new Confirmation(shell.terminal(), shell.err()).require(yes, what);
    }

    /** Writes files on this machine. A signal waits until partial files are removed. */
    public <T> T tidily(Supplier<T> work) {
        ShutdownSignal.Guard guard = shell.signal().hold(ShutdownSignal.Held.FILES);
        try (guard) {
            return work.get();
        }
    }

    /**
     * Makes a change at a service. A signal waits until the outcome is printed. An interrupted change counts as
     * unknown unless no request was sent.
     */
    public int change(IntSupplier change) {
        // The failure is printed within the guard, because a signal ends the process once the guard is closed.
        ShutdownSignal.Guard guard = shell.signal().hold(ShutdownSignal.Held.CHANGE);
        try (guard) {
            int code = told(change);
            if (code == ExitCode.INTERRUPTED) {
                guard.nothingSent();
            } else if (code == ExitCode.ALARM) {
                guard.alarm();
            }
            return code;
        }
    }

    private int told(IntSupplier change) {
        try {
            return change.getAsInt();
        } catch (CancelledException cut) {
            note(cut);
            return ExitCode.UNKNOWN;
        } catch (StoreException failure) {
            note(failure);
            return ExitCode.of(failure);
        } catch (RetentionException refusal) {
            note(String.valueOf(refusal.getMessage()));
            return ExitCode.of(refusal);
        }
    }

    /** Prints the result of a deletion. */
    private int report(Deletion deletion) {
        int code = printed(ExitCode.of(deletion), () -> new DeletionWriter(out(), format()).write(deletion));
        deletion.problem().ifPresent(problem -> {
            if (deletion.cancelledUnsent()) {
                note(problem, "no deletion request was sent");
            } else {
                note(problem);
            }
        });
        return code;
    }

    /** Prints the outcome of a change and returns the exit code. A closed standard output does not alter the code. */
    public int printed(int code, Runnable writing) {
        try {
            writing.run();
            return code;
        } catch (OutputException.Closed nobodyReads) {
            return code;
        } catch (OutputException failure) {
            note(String.valueOf(failure.getMessage()));
            return code == ExitCode.DONE ? ExitCode.SERVICE : code;
        }
    }

    private static ClassLoader loader() {
        ClassLoader loader = Session.class.getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }
}
