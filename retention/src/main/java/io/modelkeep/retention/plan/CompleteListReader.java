package io.modelkeep.retention.plan;

import io.modelkeep.errors.ListChangedException;
import java.util.function.Supplier;

/** Reads a list of which nothing is used before all of it was read. */
public final class CompleteListReader {

    /** A list that changes during every reading is not read once more. */
    private static final int MAX_RESTARTS = 3;

    private CompleteListReader() {}

    /**
     * Reads it, from the beginning again where it changed while it was read.
     *
     * @param reading reads the list from its beginning
     * @throws ListChangedException it changed during four readings
     */
    public static <T> T read(Supplier<T> reading) {
        for (int restarts = 0; ; restarts++) {
            try {
                return reading.get();
            } catch (ListChangedException changed) {
                if (restarts == MAX_RESTARTS) {
                    throw changed;
                }
            }
        }
    }
}
