package io.modelkeep.benchmarks.server;

/** The ids of bulk deletions, made of an index. The lists of this server contain the same ones. */
public final class Ids {

    private static final int DIGITS = 8;

    private Ids() {}

    /** Returns the digest of a Weave version, with the usual 43 characters. */
    public static String digest(long index) {
        return "q3Vx_Zt7Lw-9bKp2RcYh4NmDs6Gf1Jk8TaE" + digits(index);
    }

    /** Returns the id of a Loops checkpoint of Baseten. */
    public static String loopsCheckpoint(long index) {
        return "c" + digits(index);
    }

    private static String digits(long index) {
        String digits = Long.toString(index);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
