package io.modelkeep.retention.item;

import java.util.Optional;
import java.util.OptionalLong;

/** The bits that record which numbers and flags of an item are known, in one byte for each of a million items. */
final class ItemFlags {

    static final byte STEP = 1;
    static final byte NUMBER = 2;
    static final byte SIZE = 4;

    /** Whether {@link #LIVE} is known. */
    static final byte LIVENESS = 8;

    static final byte LIVE = 16;

    /** Whether {@link #LATEST} is known. */
    static final byte LATEST_KNOWN = 32;

    static final byte LATEST = 64;

    private ItemFlags() {}

    private static boolean has(byte bits, byte flag) {
        return (bits & flag) != 0;
    }

    static OptionalLong ifKnown(byte bits, byte flag, long value) {
        return has(bits, flag) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    static Optional<Boolean> ifKnown(byte bits, byte known, byte flag) {
        return has(bits, known) ? Optional.of(has(bits, flag)) : Optional.empty();
    }

    /** Returns the bits with a known flag. */
    static byte with(byte bits, byte known, byte flag, boolean value) {
        return (byte) ((value ? bits | flag : bits & ~flag) | known);
    }
}
