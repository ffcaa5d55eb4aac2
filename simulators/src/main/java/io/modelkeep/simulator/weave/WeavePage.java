package io.modelkeep.simulator.weave;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The requested part of a list. */
record WeavePage(int offset, int limit) {
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    /** Returns the part that a request asks for, or the whole list if it asks for none. */
    static WeavePage of(@Nullable BigInteger limit, @Nullable BigInteger offset) {
        return new WeavePage(
                offset == null ? 0 : natural(offset, "Offset"),
                limit == null ? MOST.intValue() : natural(limit, "Limit"));
    }

    private static int natural(BigInteger value, String name) {
        if (value.signum() < 0) {
            throw WeaveRefusals.of(400, name + " must be a positive integer");
        }
        return value.min(MOST).intValueExact();
    }
}
