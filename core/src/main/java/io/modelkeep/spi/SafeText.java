package io.modelkeep.spi;

/**
 * Text from outside made safe to print: one line, no terminal escapes, no text-direction tricks, bounded length.
 *
 * <p>Every {@link io.modelkeep.StoreException} passes its message through here; a provider uses it for what it puts into
 * attributes of errors or logs.
 */
public final class SafeText {

    private SafeText() {}

    /**
     * The text with each control, format or separator character replaced by a blank, cut to a length.
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
            default -> true;
        };
    }
}
