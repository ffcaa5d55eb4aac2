package io.modelkeep.cli.session;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.StoreListener;
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
import io.modelkeep.retention.item.RetentionException;
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

/** What the commands share: the configuration, the output and how a change is made. */
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

    /** Opens what the file, the environment and the command line describe; of these, later ones win. */
    public ModelkeepClient open() {
        return open(StoreListener.NONE);
    }

    /** The same with somebody who is told of each request. */
    public ModelkeepClient open(StoreListener listener) {
        StoreConfig.Builder config =
                StoreConfig.builder().environment(shell.environment()).listener(listener);
        Path file = options.file();
        if (file != null) {
            config.file(file);
        }
        config.fromEnvironment(StoreProviders.keys(providers()));
        options.settings().forEach(setting -> config.set(setting.key(), setting.value()));
        return ModelkeepClient.open(config.build(), loader());
    }

    /** For commands that bring their own service: options that would be without effect are refused. */
    public void withoutConfiguration(String command) {
        if (options.file() != null || !options.settings().isEmpty()) {
            throw new UsageException(command + " takes neither -c nor -s: it runs on this machine alone");
        }
    }

    /**
     * Reads a plan.
     *
     * @throws UsageException there is no such file, or it cannot be read
     */
    public RetentionPlan plan(Path plan) {
        return FileFailure.readable("plan", plan, () -> RetentionPlan.read(plan));
    }

    /**
     * Reads the text of a file or a pipe, or with {@code -} of standard input; it is UTF-8, without a byte order mark.
     *
     * @param what what it is, as it reads behind "the"
     * @throws UsageException it cannot be read, or is no text
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
            throw new UsageException(named + " is not UTF-8; save it as that");
        }
    }

    /**
     * Writes a file: a signal waits until none is there in part.
     *
     * @param what what it is, as it reads behind "the"
     * @throws OutputException it cannot be written
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

    /** Tells how far something long has come. */
    public ProgressDisplay progress(String task, String unit, OptionalLong total) {
        return ProgressDisplay.of(shell, task, unit, total);
    }

    public void note(String text) {
        shell.err().println(Failure.line(text));
    }

    public void note(StoreException failure) {
        shell.err().println(Failure.line(failure));
    }

    /** Notes a failure of which the command knows more than its type tells. */
    public void note(StoreException failure, String remedy) {
        shell.err().println(Failure.line(failure, remedy));
    }

    /**
     * Prints a list of what the stores hold.
     *
     * @param items lists from a page on that holds the limit
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
     * Deletes something, once somebody said yes, and prints what happened.
     *
     * @param what what will be deleted, as it reads behind "Delete"
     */
    public int delete(boolean yes, String what, Function<ModelkeepClient, Deletion> deletion) {
        try (ModelkeepClient stores = open()) {
            confirm(yes, what + " on " + stores.provider());
            return change(() -> report(deletion.apply(stores)));
        }
    }

    /** Makes sure that somebody wants something deleted; see {@link Confirmation#require}. */
    public void confirm(boolean yes, String what) {
        new Confirmation(shell.terminal(), shell.err()).require(yes, what);
    }

    /** Writes files on this machine: a signal waits until those that are there in part are gone. */
    public <T> T tidily(Supplier<T> work) {
        ShutdownSignal.Guard guard = shell.signal().hold(ShutdownSignal.Held.FILES);
        try (guard) {
            return work.get();
        }
    }

    /** Changes something at a service: a signal waits for what there is to say, and what is cut off is unknown, unless nothing was sent. */
    public int change(IntSupplier change) {
        // The failure is told within the guard: once it is closed, a signal ends the process.
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

    /** Prints what a deletion did. */
    private int report(Deletion deletion) {
        int code = printed(ExitCode.of(deletion), () -> new DeletionWriter(out(), format()).write(deletion));
        deletion.problem().ifPresent(problem -> {
            if (deletion.cancelledUnsent()) {
                note(problem, "nothing that deletes was sent");
            } else {
                note(problem);
            }
        });
        return code;
    }

    /** Prints the outcome of a change that was made, whose code does not depend on whether anybody reads it. */
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
