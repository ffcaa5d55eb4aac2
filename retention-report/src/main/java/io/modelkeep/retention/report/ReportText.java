package io.modelkeep.retention.report;

import io.modelkeep.spi.SafeText;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The formats of texts, numbers, sizes and times in a report. They do not depend on the machine's locale. */
public final class ReportText {

    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private ReportText() {}

    /** Returns the text with each invisible or direction-changing character replaced by its code point. */
    public static String visible(String text) {
        return cut(text, Integer.MAX_VALUE);
    }

    /** Returns the visible text, cut to about the given number of characters. */
    static String cut(String text, int length) {
        if (text.isEmpty() || SafeText.of(text, Math.min(length, text.length())).equals(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        int at = 0;
        while (at < text.length() && visible.length() < length) {
            int codePoint = text.codePointAt(at);
            String one = Character.toString(codePoint);
            at += one.length();
            visible.append(
                    SafeText.of(one, one.length()).equals(one)
                            ? one
                            : String.format(Locale.ROOT, "[U+%04X]", codePoint));
        }
        return at < text.length() ? visible + "…" : visible.toString();
    }

    /** Returns a whole number in groups of three digits. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a count with its noun, such as {@code 1 checkpoint} or {@code 2 checkpoints}. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Returns a number with the given number of decimals. Very large and very small numbers have an exponent. */
    static String decimal(double number, int decimals) {
        double size = Math.abs(number);
        if (size >= 1e9 || (size != 0 && decimals > 6)) {
            return String.format(Locale.ROOT, "%.3e", number);
        }
        String text = String.format(Locale.ROOT, "%,." + Math.min(decimals, 6) + "f", number);
        return text.replace('-', '−');
    }

    /** Returns how many decimals distinguish the numbers of a range, to about a thousandth of the range. */
    static int decimals(double low, double high) {
        double range = high / 2 - low / 2;
        if (range == 0) {
            return 4;
        }
        return Math.max(0, (int) Math.ceil(2.5 - Math.log10(range)));
    }

    static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    static String bytes(double bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < BYTE_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String format = unit == 0 || value == Math.rint(value) ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, format, value, BYTE_UNITS[unit]);
    }

    /** Returns the time in UTC, to the second. A time beyond the calendar becomes the nearest end of the calendar. */
    static String time(Instant time) {
        return TIME.format(date(time.getEpochSecond()));
    }

    /** Returns the UTC date of a second since 1970, or the nearest date that {@link LocalDateTime} supports. */
    static LocalDateTime date(long second) {
        long last = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);
        long first = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC);
        return LocalDateTime.ofEpochSecond(Math.max(first, Math.min(last, second)), 0, ZoneOffset.UTC);
    }
}
