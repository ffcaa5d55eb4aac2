package io.modelkeep.spi;

import java.util.HexFormat;

/**
 * A filter that makes external text safe to print: one line, no terminal escapes, no text-direction tricks, bounded
 * length.
 *
 * <p>Every {@link io.modelkeep.errors.StoreException} filters its message here. Providers filter the text that they put
 * into attributes of errors or logs.
 */
public final class SafeText {

    private SafeText() {}

    /**
     * Returns the text with each control, format, separator or invisible character replaced by a blank, cut to a
     * length.
     *
     * @param text any text, as received from a server or a user
     * @param maxLength the maximum number of characters to return, at least 1; a cut text ends in an ellipsis
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
     * Returns JSON with each control, format, separator or invisible character as a JSON escape. No content is lost. A
     * character outside the basic plane becomes two escapes.
     *
     * @param json JSON on one line, where only strings contain such characters
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
        // Half of a character outside the basic plane would not be a valid character.
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

    /** Reports whether a character is a letter or mark without a visible shape. */
    private static boolean isFiller(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }
}
