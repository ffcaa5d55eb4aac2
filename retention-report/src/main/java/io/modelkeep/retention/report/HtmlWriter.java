package io.modelkeep.retention.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A writer of HTML that is also well-formed XML. All text and attributes are escaped, and invisible characters are made
 * visible. Not thread-safe.
 */
final class HtmlWriter {

    private final Appendable out;
    private final Deque<String> open = new ArrayDeque<>();

    HtmlWriter(Appendable out) {
        this.out = out;
        append("<!DOCTYPE html>\n");
    }

    /**
     * Begins an element.
     *
     * @param attributes the names and values of the attributes, alternating
     */
    HtmlWriter open(String tag, String... attributes) {
        tag(tag, attributes);
        append(">");
        open.push(tag);
        return this;
    }

    /** Begins an element on a new line. */
    HtmlWriter block(String tag, String... attributes) {
        append("\n");
        return open(tag, attributes);
    }

    /**
     * Writes an element that never has content. In HTML these are only {@code meta} and {@code input} here, and the
     * elements inside SVG.
     */
    HtmlWriter empty(String tag, String... attributes) {
        tag(tag, attributes);
        append("/>");
        return this;
    }

    HtmlWriter leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    HtmlWriter text(String text) {
        append(escaped(ReportText.visible(text)));
        return this;
    }

    /** Ends the element that was begun last. */
    HtmlWriter close() {
        append("</");
        append(open.pop());
        append(">");
        return this;
    }

    /** Writes the content of a style or a script unescaped. The content must not come from outside. */
    HtmlWriter own(String content) {
        append(content);
        return this;
    }

    private void tag(String tag, String... attributes) {
        append("<");
        append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            append(" ");
            append(attributes[i]);
            append("=\"");
            append(escaped(ReportText.visible(attributes[i + 1])));
            append("\"");
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private void append(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
