package io.modelkeep.integration.bounded;

/** What a client may hold when its work is done. */
final class Memory {

    /** Its classes' own objects, and no answer or list: in bytes. */
    static final long HELD = 24L << 20;

    private Memory() {}
}
