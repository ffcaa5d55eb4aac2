package io.modelkeep.retention.plan;

import io.modelkeep.errors.ListChangedException;
import java.util.function.Supplier;

/** The reading of a list that is used only after all of it was read. */
public final class CompleteListReader {

    /** The maximum number of further readings, after which a list that keeps changing is given up. */
    private static final int MAX_RESTARTS = 3;

    private CompleteListReader() {}

    /**
     * Reads a list, and reads it again from the beginning if it changed during reading.
     *
     * @param reading reads the list from its beginning
     * @throws ListChangedException if the list changed during four readings
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
