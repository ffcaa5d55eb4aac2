package io.modelkeep.retention.report;

import io.modelkeep.spi.SafeText;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a report writes texts, numbers, sizes and times: the same everywhere, whatever the machine's language. */
public final class ReportText {

    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private ReportText() {}

    /** The text with each character that cannot be seen, or that turns others around, written as its number. */
    public static String visible(String text) {
        return cut(text, Integer.MAX_VALUE);
    }

    /** The same, and no longer than about that many characters. */
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

    /** A whole number in groups of three digits. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A count and what is counted, such as {@code 1 checkpoint} or {@code 2 checkpoints}. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** A number with that many decimals; very large and very small ones with an exponent. */
    static String decimal(double number, int decimals) {
        double size = Math.abs(number);
        if (size >= 1e9 || (size != 0 && decimals > 6)) {
            return String.format(Locale.ROOT, "%.3e", number);
        }
        String text = String.format(Locale.ROOT, "%,." + Math.min(decimals, 6) + "f", number);
        return text.replace('-', '−');
    }

    /** How many decimals tell numbers of a range apart, to about a thousandth of it. */
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

    /** The time in UTC, to the second; at the ends of the calendar where it lies beyond. */
    static String time(Instant time) {
        return TIME.format(date(time.getEpochSecond()));
    }

    /** A second since 1970 in UTC, if it is one of the calendar, which has fewer than there are; else the nearest. */
    static LocalDateTime date(long second) {
        long last = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);
        long first = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC);
        return LocalDateTime.ofEpochSecond(Math.max(first, Math.min(last, second)), 0, ZoneOffset.UTC);
    }
}
