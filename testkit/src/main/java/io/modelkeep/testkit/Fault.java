package io.modelkeep.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One misbehaviour of a service, for one request; a {@link FaultFixture} makes its server play it. Immutable.
 *
 * <p>A fault that replaces the service's answer leaves the server's state alone, unless it is {@link #applied()}: then the
 * request is carried out, and only what is said about it is wrong. A fault that spoils the service's own answer is always
 * carried out.
 */
public final class Fault {

    /** What is done; each constant names what beside {@link Fault#headers()} belongs to it. */
    public enum Kind {
        /** An error of the service's own, in its own words and shape: {@link Fault#status()}. */
        STATUS,
        /** An answer of anybody: {@link Fault#status()}, {@link Fault#contentType()}, {@link Fault#body()}. */
        ANSWER,
        /** An empty answer that leads elsewhere: {@link Fault#status()}, {@link Fault#target()}. */
        REDIRECT,
        /** The request is read whole and the connection closed without an answer. */
        DISCONNECT,
        /** The request is read whole and never answered. */
        STALL,
        /** The service's answer breaks off in the middle of its body; always applied. */
        CUT_BODY,
        /** The service's answer with its JSON object changed by {@link Fault#edit()}; always applied. */
        EDIT_JSON,
        /** The service's answer with the text of its body changed by {@link Fault#textEdit()}; always applied. */
        EDIT_TEXT,
        /** The service's answer byte by byte, with {@link Fault#pause()} between two; always applied. */
        DRIP,
        /** 200 with a small gzip body that inflates to {@link Fault#size()} bytes. */
        GZIP_BOMB,
        /** 200 with a body that goes on for as long as it is read. */
        ENDLESS_BODY
    }

    private final Kind kind;
    private final boolean applied;
    private final int status;
    private final @Nullable Object detail;
    private final @Nullable String body;
    private final List<Map.Entry<String, String>> headers;

    private Fault(
            Kind kind,
            boolean applied,
            int status,
            @Nullable Object detail,
            @Nullable String body,
            List<Map.Entry<String, String>> headers) {
        this.kind = kind;
        this.applied = applied;
        this.status = status;
        this.detail = detail;
        this.body = body;
        this.headers = List.copyOf(headers);
    }

    private static Fault of(Kind kind, boolean applied, int status, @Nullable Object detail, @Nullable String body) {
        return new Fault(kind, applied, status, detail, body, List.of());
    }

    /**
     * An error as this service words it: for 404 what it says of a thing that it does not have, for 422 a refused field. No
     * words that another server, a router or a proxy could have said.
     */
    public static Fault status(int status) {
        return of(Kind.STATUS, false, status, null, null);
    }

    /** Exactly this answer, its body in UTF-8; an empty body is sent as none. */
    public static Fault answer(int status, String contentType, String body) {
        return of(Kind.ANSWER, false, status, contentType, body);
    }

    /** A redirect. */
    public static Fault redirect(int status, URI target) {
        return of(Kind.REDIRECT, false, status, target, null);
    }

    /** A connection closed instead of an answer, after the whole request was read. */
    public static Fault disconnect() {
        return of(Kind.DISCONNECT, false, 0, null, null);
    }

    /** No answer for as long as the client waits, after the whole request was read. */
    public static Fault stall() {
        return of(Kind.STALL, false, 0, null, null);
    }

    /** The service's answer, cut in the middle of its body. */
    public static Fault cutBody() {
        return of(Kind.CUT_BODY, true, 0, null, null);
    }

    /**
     * The service's answer with its JSON object changed; an answer that is no object is sent as it is.
     *
     * <p>The edit gets a map of plain values (nested objects are maps, arrays are lists), which it may change in place, and
     * returns what is to be written. That map is written entry by entry as it stands: its entry set may hold a key twice.
     */
    public static Fault editJson(UnaryOperator<Map<String, Object>> edit) {
        return of(Kind.EDIT_JSON, true, 0, Objects.requireNonNull(edit, "edit"), null);
    }

    /** The service's answer with the text of its body changed, into something that need not be JSON. */
    public static Fault editText(UnaryOperator<String> edit) {
        return of(Kind.EDIT_TEXT, true, 0, Objects.requireNonNull(edit, "edit"), null);
    }

    /** The service's answer, dripping. */
    public static Fault drip(Duration pause) {
        return of(Kind.DRIP, true, 0, Objects.requireNonNull(pause, "pause"), null);
    }

    /** A small body that grows when it is unpacked, to this many bytes. */
    public static Fault gzipBomb(long size) {
        return of(Kind.GZIP_BOMB, false, 0, size, null);
    }

    /** A body without an end. */
    public static Fault endlessBody() {
        return of(Kind.ENDLESS_BODY, false, 0, null, null);
    }

    /** The same fault, after the request was carried out. */
    public Fault applied() {
        return new Fault(kind, true, status, detail, body, headers);
    }

    /** The same fault with one more header in its answer, beside others of that name. */
    public Fault header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Fault(kind, applied, status, detail, body, more);
    }

    /** What is done. */
    public Kind kind() {
        return kind;
    }

    /** Whether the request is carried out first. */
    public boolean isApplied() {
        return applied;
    }

    /** The headers of the answer, in order; a name may come twice. */
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /**
     * The status answered.
     *
     * @throws IllegalStateException this kind of fault has none; so with every accessor below
     */
    public int status() {
        if (status == 0) {
            throw lacks("status");
        }
        return status;
    }

    /** The content type answered. */
    public String contentType() {
        return detail(Kind.ANSWER, String.class, "content type");
    }

    /** The body answered; empty where it is sent as none. */
    public String body() {
        return Optional.ofNullable(body).orElseThrow(() -> lacks("body"));
    }

    /** Where the redirect leads. */
    public URI target() {
        return detail(Kind.REDIRECT, URI.class, "target");
    }

    /** What changes the JSON object of the answer. */
    @SuppressWarnings("unchecked") // the only function this class ever stores
    public UnaryOperator<Map<String, Object>> edit() {
        return detail(Kind.EDIT_JSON, UnaryOperator.class, "edit");
    }

    /** What changes the text of the answer's body. */
    @SuppressWarnings("unchecked") // the only function this class ever stores with that kind
    public UnaryOperator<String> textEdit() {
        return detail(Kind.EDIT_TEXT, UnaryOperator.class, "edit of its text");
    }

    /** The time between two bytes. */
    public Duration pause() {
        return detail(Kind.DRIP, Duration.class, "pause");
    }

    /** The size of the unpacked body, in bytes. */
    public long size() {
        return detail(Kind.GZIP_BOMB, Long.class, "size");
    }

    private <T> T detail(Kind needed, Class<T> type, String what) {
        if (kind != needed) {
            throw lacks(what);
        }
        return type.cast(Objects.requireNonNull(detail));
    }

    private IllegalStateException lacks(String what) {
        return new IllegalStateException("a fault of kind " + kind + " has no " + what);
    }

    @Override
    public String toString() {
        return kind + (status == 0 ? "" : " " + status) + (applied ? ", applied" : "");
    }
}
