package io.modelkeep.retention.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The parts of a report around its content: a policy against loading, the style, the script and the marks. */
final class ReportHead {

    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");

    private final HtmlWriter html;

    ReportHead(HtmlWriter html) {
        this.html = html;
    }

    void write(String title) {
        html.block("head");
        meta("charset", "utf-8");
        meta("http-equiv", "Content-Security-Policy", "content", contentSecurityPolicy());
        meta("name", "viewport", "content", "width=device-width, initial-scale=1");
        meta("name", "color-scheme", "content", "light dark");
        meta("name", "referrer", "content", "no-referrer");
        html.block("title").text(title).close();
        html.block("style").own(STYLE).close();
        html.close();
    }

    /** Writes the script. It belongs at the end of the body, after the tables that it sorts. */
    void script() {
        html.block("script").own(SCRIPT).close();
    }

    /** Writes the marks of all charts, which differ in shape as well as in color. */
    void marks() {
        html.block("svg", "class", "marks", "width", "0", "height", "0", "aria-hidden", "true")
                .open("defs");
        html.open("g", "id", "kept").empty("circle", "r", "4.5").close();
        html.open("g", "id", "deleted").empty("path", "d", "M-3-3L3 3M-3 3L3-3").close();
        html.open("g", "id", "best").empty("circle", "r", "8.5").close();
        html.open("g", "id", "latest")
                .empty("path", "d", "M0-12L12 0L0 12L-12 0Z")
                .close();
        html.close().close();
    }

    private void meta(String... attributes) {
        html.own("\n").empty("meta", attributes);
    }

    static String contentSecurityPolicy() {
        return "default-src 'none'; style-src " + hash(STYLE) + "; script-src " + hash(SCRIPT)
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ReportHead.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
