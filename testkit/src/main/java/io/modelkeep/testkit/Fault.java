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
 * A fault of a service, for one request. A {@link FaultFixture} makes its server play the fault. Immutable.
 *
 * <p>A fault that replaces the service's answer leaves the server's state unchanged. If the fault is
 * {@link #applied()}, the request is carried out, and only the answer is wrong. A fault that damages the service's own
 * answer is always applied.
 */
public final class Fault {

    /**
     * The kinds of faults. Each constant names the accessors that apply to it, in addition to {@link Fault#headers()}.
     */
    public enum Kind {
        /** An error of the service itself, in its own format: {@link Fault#status()}. */
        STATUS,
        /** An arbitrary answer: {@link Fault#status()}, {@link Fault#contentType()}, {@link Fault#body()}. */
        ANSWER,
        /** A redirect without a body: {@link Fault#status()}, {@link Fault#target()}. */
        REDIRECT,
        /** The request is read completely, and the connection is closed without an answer. */
        DISCONNECT,
        /** The request is read completely and never answered. */
        STALL,
        /** The service's answer ends in the middle of its body. Always applied. */
        CUT_BODY,
        /** The JSON object in the service's answer is changed by {@link Fault#edit()}. Always applied. */
        EDIT_JSON,
        /** The text of the service's answer is changed by {@link Fault#textEdit()}. Always applied. */
        EDIT_TEXT,
        /** The service's answer is sent byte by byte, with {@link Fault#pause()} between two bytes. Always applied. */
        DRIP,
        /** A 200 answer with a small gzip body that inflates to {@link Fault#size()} bytes. */
        GZIP_BOMB,
        /** A 200 answer with a body that continues for as long as it is read. */
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
     * Creates an error in the service's own format: for 404 a missing item, for 422 an invalid field. The text must be
     * one that no other server, router or proxy would send.
     */
    public static Fault status(int status) {
        return of(Kind.STATUS, false, status, null, null);
    }

    /** Creates a fixed answer with a body in UTF-8. An empty body is sent as no body. */
    public static Fault answer(int status, String contentType, String body) {
        return of(Kind.ANSWER, false, status, contentType, body);
    }

    /** Creates a redirect. */
    public static Fault redirect(int status, URI target) {
        return of(Kind.REDIRECT, false, status, target, null);
    }

    /** Creates a fault that reads the whole request and closes the connection without an answer. */
    public static Fault disconnect() {
        return of(Kind.DISCONNECT, false, 0, null, null);
    }

    /** Creates a fault that reads the whole request and never answers. */
    public static Fault stall() {
        return of(Kind.STALL, false, 0, null, null);
    }

    /** Creates a fault that cuts the service's answer in the middle of its body. */
    public static Fault cutBody() {
        return of(Kind.CUT_BODY, true, 0, null, null);
    }

    /**
     * Creates a fault that changes the JSON object of the service's answer. An answer that is not an object is sent
     * unchanged.
     *
     * <p>The edit receives a map of plain values, in which nested objects are maps and arrays are lists. The edit may
     * change the map in place, and returns the map to write. That map is written entry by entry, so its entry set may
     * contain a key twice.
     */
    public static Fault editJson(UnaryOperator<Map<String, Object>> edit) {
        return of(Kind.EDIT_JSON, true, 0, Objects.requireNonNull(edit, "edit"), null);
    }

    /** Creates a fault that changes the text of the service's answer. The changed text need not be JSON. */
    public static Fault editText(UnaryOperator<String> edit) {
        return of(Kind.EDIT_TEXT, true, 0, Objects.requireNonNull(edit, "edit"), null);
    }

    /** Creates a fault that sends the service's answer byte by byte, with a pause between two bytes. */
    public static Fault drip(Duration pause) {
        return of(Kind.DRIP, true, 0, Objects.requireNonNull(pause, "pause"), null);
    }

    /** Creates a fault with a small gzip body that inflates to this many bytes. */
    public static Fault gzipBomb(long size) {
        return of(Kind.GZIP_BOMB, false, 0, size, null);
    }

    /** Creates a fault with a body that never ends. */
    public static Fault endlessBody() {
        return of(Kind.ENDLESS_BODY, false, 0, null, null);
    }

    /** Returns the same fault, played after the request was carried out. */
    public Fault applied() {
        return new Fault(kind, true, status, detail, body, headers);
    }

    /** Returns the same fault with one more header in its answer. Headers of the same name are kept. */
    public Fault header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Fault(kind, applied, status, detail, body, more);
    }

    /** Returns the kind of fault. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether the request is carried out first. */
    public boolean isApplied() {
        return applied;
    }

    /** Returns the headers of the answer, in order. A name may occur twice. */
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /**
     * Returns the status of the answer.
     *
     * @throws IllegalStateException if this kind of fault has no status. The accessors below throw it in the same way.
     */
    public int status() {
        if (status == 0) {
            throw lacks("status");
        }
        return status;
    }

    /** Returns the content type of the answer. */
    public String contentType() {
        return detail(Kind.ANSWER, String.class, "content type");
    }

    /** Returns the body of the answer. An empty body is sent as no body. */
    public String body() {
        return Optional.ofNullable(body).orElseThrow(() -> lacks("body"));
    }

    /** Returns the target of the redirect. */
    public URI target() {
        return detail(Kind.REDIRECT, URI.class, "target");
    }

    /** Returns the function that changes the JSON object of the answer. */
    @SuppressWarnings("unchecked") // the only type of function that is stored for this kind
    public UnaryOperator<Map<String, Object>> edit() {
        return detail(Kind.EDIT_JSON, UnaryOperator.class, "edit");
    }

    /** Returns the function that changes the text of the answer. */
    @SuppressWarnings("unchecked") // the only type of function that is stored for this kind
    public UnaryOperator<String> textEdit() {
        return detail(Kind.EDIT_TEXT, UnaryOperator.class, "text edit");
    }

    /** Returns the time between two bytes. */
    public Duration pause() {
        return detail(Kind.DRIP, Duration.class, "pause");
    }

    /** Returns the size of the inflated body, in bytes. */
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
