package io.modelkeep.spi;

import java.util.HexFormat;

/**
 * Text from outside made safe to print: one line, no terminal escapes, no text-direction tricks, bounded length.
 *
 * <p>Every {@link io.modelkeep.errors.StoreException} passes its message through here; a provider uses it for what it puts into
 * attributes of errors or logs.
 */
public final class SafeText {

    private SafeText() {}

    /**
     * The text with each control, format, separator or invisible character replaced by a blank, cut to a length.
     *
     * @param text any text, as a server or a user sent it
     * @param maxLength the most characters to return, at least 1; a cut text ends in an ellipsis
     */
    public static String of(String text, int maxLength) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), maxLength));
        int at = 0;
        while (at < text.length()) {
            if (safe.length() >= maxLength) {
                return cut(safe, maxLength);
            }
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (isPrintable(codePoint)) {
                safe.appendCodePoint(codePoint);
            } else {
                safe.append(' ');
            }
        }
        return safe.length() > maxLength ? cut(safe, maxLength) : safe.toString();
    }

    /**
     * The text with each such character as the escape of JSON, two of them for one outside the basic plane: nothing is lost.
     *
     * @param json JSON on one line, where only strings hold such characters
     */
    public static String escaped(String json) {
        if (json.codePoints().allMatch(SafeText::isPrintable)) {
            return json;
        }
        StringBuilder safe = new StringBuilder(json.length() + 64);
        json.codePoints().forEach(codePoint -> {
            if (isPrintable(codePoint)) {
                safe.appendCodePoint(codePoint);
            } else {
                for (char unit : Character.toChars(codePoint)) {
                    safe.append("\\u").append(HexFormat.of().toHexDigits(unit));
                }
            }
        });
        return safe.toString();
    }

    private static String cut(StringBuilder safe, int maxLength) {
        int end = maxLength - 1;
        // Half of a character outside the basic plane would be no character at all.
        safe.setLength(end > 0 && Character.isHighSurrogate(safe.charAt(end - 1)) ? end - 1 : end);
        return safe.append('…').toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isFiller(codePoint);
        };
    }

    /** Letters and marks that are drawn as nothing. */
    private static boolean isFiller(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }
}
