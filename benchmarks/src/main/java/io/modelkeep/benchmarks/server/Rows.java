package io.modelkeep.benchmarks.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The rows of every list: a uuid and a step that grow with the row's index, and eight metrics of 16 to 17 digits.
 *
 * <p>Ids and steps have a fixed width, so that a prepared page becomes any other one by writing digits over it. Clients that
 * read no body know the next cursor from here.
 */
public final class Rows {

    /** The names of a row's metrics. */
    public static final List<String> METRICS = List.of(
            "train/loss",
            "train/reward",
            "train/kl_divergence",
            "train/grad_norm",
            "train/learning_rate",
            "val/loss",
            "val/reward",
            "val/accuracy");

    static final int ID_DIGITS = 12;
    static final int STEP_DIGITS = 8;

    private static final String ID_START = "7c9e6679-7425-40de-944b-";
    private static final long FIRST_STEP = 10_000_000;

    /** The values of a page are these, begun at another place for each page. */
    private static final int DISTINCT_VALUES = 4096;

    private Rows() {}

    /** Returns the uuid of the row at an index, from 0. */
    public static String id(long index) {
        String digits = Long.toString(index);
        return ID_START + "0".repeat(ID_DIGITS - digits.length()) + digits;
    }

    /** Returns the step of the row at an index. */
    public static long step(long index) {
        return FIRST_STEP + index;
    }

    static long index(String id) {
        return Long.parseLong(id, id.length() - ID_DIGITS, id.length(), 10);
    }

    /** Returns numbers between 0 and 1 as a service writes them, which are always the same. */
    static List<String> values() {
        Random random = new Random(42);
        List<String> values = new ArrayList<>(DISTINCT_VALUES);
        while (values.size() < DISTINCT_VALUES) {
            String value = Double.toString(random.nextDouble());
            int digits = value.length() - 2;
            if (value.startsWith("0.") && (digits == 16 || digits == 17)) {
                values.add(value);
            }
        }
        return values;
    }
}
