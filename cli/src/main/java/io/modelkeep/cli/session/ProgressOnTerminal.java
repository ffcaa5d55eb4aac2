package io.modelkeep.cli.session;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.OptionalLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with count, rate and, if the total is known, the time left. The bar stays visible after the end. */
final class ProgressOnTerminal implements ProgressDisplay {

    private static final int UPDATE_MILLIS = 200;
    private static final long INDEFINITE = -1;

    private final PrintStream err;
    private final ProgressBar bar;

    ProgressOnTerminal(PrintStream err, int columns, String task, String unit, OptionalLong total) {
        this.err = err;
        ProgressBarBuilder builder = ProgressBar.builder()
                .setTaskName("modelkeep: " + task)
                .setInitialMax(total.orElse(INDEFINITE))
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" " + unit, 1)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .showSpeed(new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                // The last column stays free, because a terminal wraps a full line.
                .setConsumer(new DelegatingProgressBarConsumer(this::show, columns - 1));
        this.bar = (total.isPresent() ? builder : builder.hideEta()).build();
    }

    private void show(String line) {
        err.print("\r" + line);
        err.flush();
    }

    @Override
    public void add(long more) {
        bar.stepBy(more);
    }

    @Override
    public void close() {
        // The bar waits for its last line and would swallow the interrupt that ended the work.
        boolean interrupted = Thread.interrupted();
        bar.close();
        err.println();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
