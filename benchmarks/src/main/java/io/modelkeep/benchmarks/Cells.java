package io.modelkeep.benchmarks;

import java.util.Locale;
import java.util.Optional;

/** How values stand in a table. */
final class Cells {

    private Cells() {}

    /** With so many digits behind the point; a dash where there is none. */
    static String number(Optional<Double> value, int decimals) {
        return value.map(number -> String.format(Locale.ROOT, "%,." + decimals + "f", number))
                .orElse("–");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
