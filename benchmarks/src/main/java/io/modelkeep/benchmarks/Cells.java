package io.modelkeep.benchmarks;

import java.util.Locale;
import java.util.Optional;

/** The format of values in a table. */
final class Cells {

    private Cells() {}

    /** Formats a value with the given number of decimals, or as a dash if it is empty. */
    static String number(Optional<Double> value, int decimals) {
        return value.map(number -> String.format(Locale.ROOT, "%,." + decimals + "f", number))
                .orElse("–");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
