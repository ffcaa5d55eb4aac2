package io.modelkeep.simulator.baseten;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The ids and times of one Baseten simulator, the same in each execution. Thread-safe. */
final class BasetenSequence {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 8;
    private static final long IDS = 218_340_105_584_896L; // 62 to the power of 8
    private static final long SPREAD = 135_000_000_000_007L; // shares no factor with 62, so that no id repeats

    private static final Instant START = Instant.parse("2026-01-05T09:00:00.250001Z");
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    private long lastId;
    private long lastTime;

    /** Returns eight letters and digits, case-sensitive, whose order says nothing about age. */
    synchronized String nextId() {
        lastId = (lastId + SPREAD) % IDS;
        long left = lastId;
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(DIGITS.charAt((int) (left % DIGITS.length())));
            left /= DIGITS.length();
        }
        return id.toString();
    }

    /** Returns a time one second after the last one. */
    synchronized Instant nextTime() {
        return START.plusSeconds(lastTime++);
    }

    static String iso(Instant time) {
        return ISO.format(time);
    }

    /** Returns a time in the format of Python, which is not ISO 8601. */
    static String spaced(Instant time) {
        return SPACED.format(time);
    }

    /**
     * Returns the items in a shuffled order that is always the same. For three or more items, the order is neither
     * the given one nor its reverse.
     */
    static <T> List<T> unordered(Collection<T> items) {
        List<T> inOrder = List.copyOf(items);
        List<T> reversed = new ArrayList<>(inOrder);
        Collections.reverse(reversed);
        List<T> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(shuffled.size()));
        if (shuffled.equals(inOrder) || shuffled.equals(reversed)) {
            Collections.rotate(shuffled, 1);
        }
        return shuffled;
    }

    static int checkedCount(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("negative count: " + count);
        }
        return count;
    }
}
