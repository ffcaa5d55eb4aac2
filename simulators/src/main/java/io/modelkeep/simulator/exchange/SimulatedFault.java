package io.modelkeep.simulator.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.Simulator;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One misbehaviour of a simulator, for one request.
 *
 * <p>Some faults replace the service's own answer: {@link #status}, {@link #answer}, {@link #redirect},
 * {@link #disconnect}, {@link #stall}, {@link #gzipBomb} and {@link #endlessBody}. They do not touch the state of the
 * simulator, unless they are made {@link #applied()}: then the request is carried out first, and only what is said about
 * it is wrong. {@link #halfApplied()} carries out half of a batch, and {@link #appliedLater()} all of it after the answer. The others ({@link #delay}, {@link #drip}, {@link #cutBody}, {@link #damagedJson}, {@link #editJson} and
 * {@link #editText}) carry the request out and spoil the answer that the service gave.
 *
 * <p>A fault is immutable and can be injected many times. It is safe for use by several threads.
 */
public final class SimulatedFault {
    /** No misbehaviour: the service's answer, whole. */
    public static final SimulatedFault NONE = spoiling("none", UnaryOperator.identity(), Delivery.WHOLE);

    /** How much of the request is carried out, and when. */
    public enum Application {
        NONE(""),
        WHOLE(", applied"),
        HALF(", half applied"),
        LATER(", applied later");

        private final String words;

        Application(String words) {
            this.words = words;
        }
    }

    private final String description;
    private final Application application;
    private final @Nullable Answer replacement;
    private final UnaryOperator<Answer> edit;
    private final Delivery delivery;
    private final List<Map.Entry<String, String>> headers;

    private SimulatedFault(
            String description,
            Application application,
            @Nullable Answer replacement,
            UnaryOperator<Answer> edit,
            Delivery delivery,
            List<Map.Entry<String, String>> headers) {
        this.description = description;
        this.application = application;
        this.replacement = replacement;
        this.edit = edit;
        this.delivery = delivery;
        this.headers = List.copyOf(headers);
    }

    private static SimulatedFault replacing(String description, Answer replacement, Delivery delivery) {
        return new SimulatedFault(
                description, Application.NONE, replacement, UnaryOperator.identity(), delivery, List.of());
    }

    private static SimulatedFault spoiling(String description, UnaryOperator<Answer> edit, Delivery delivery) {
        return new SimulatedFault(description, Application.WHOLE, null, edit, delivery, List.of());
    }

    /**
     * Answers with a status and, except for 204 and 304, the JSON body <code>{"detail": "…"}</code>.
     *
     * @throws IllegalArgumentException if the status is not within 200 and 599
     */
    public static SimulatedFault status(int status) {
        boolean bodiless = status == 204 || status == 304;
        return replacing(
                "status " + checkedStatus(status),
                bodiless ? Answer.empty(status) : Answer.detail(status, ReasonPhrases.of(status)),
                Delivery.WHOLE);
    }

    /**
     * Answers with exactly this body, sent as UTF-8.
     *
     * @throws IllegalArgumentException if the status is not within 200 and 599
     */
    public static SimulatedFault answer(int status, String contentType, String body) {
        return replacing(
                "answer " + checkedStatus(status) + " " + contentType,
                Answer.text(status, contentType, body),
                Delivery.WHOLE);
    }

    /**
     * Sends the client elsewhere, without a body.
     *
     * @throws IllegalArgumentException if the status is not within 300 and 399
     */
    public static SimulatedFault redirect(int status, URI target) {
        if (status < 300 || status > 399) {
            throw new IllegalArgumentException("not a redirect: " + status);
        }
        return replacing(
                "redirect " + status + " to " + target,
                Answer.empty(status).withHeader("Location", target.toString()),
                Delivery.WHOLE);
    }

    /**
     * Reads the whole request, then closes the connection without an answer.
     *
     * <p>On a kept-alive connection this is what a client sees when a pooled connection dies under its request.
     */
    public static SimulatedFault disconnect() {
        return replacing("disconnect", Answer.empty(200), Delivery.DISCONNECT);
    }

    /** Reads the whole request and never answers; the connection stays open until the simulator is closed. */
    public static SimulatedFault stall() {
        return replacing("stall", Answer.empty(200), Delivery.STALL);
    }

    /**
     * Answers 200 with a small gzip body, its length announced, that inflates to a JSON object of that many bytes.
     *
     * <p>The body is compressed here, once: about 1 kB of memory for every megabyte.
     *
     * @param inflatedBytes at least 2
     * @throws IllegalArgumentException if it is less
     */
    public static SimulatedFault gzipBomb(long inflatedBytes) {
        if (inflatedBytes < 2) {
            throw new IllegalArgumentException("too small for a JSON object: " + inflatedBytes);
        }
        return replacing(
                "gzip bomb of " + inflatedBytes + " bytes",
                Answer.text(200, "application/json", ""),
                Delivery.inflating(inflatedBytes));
    }

    /** Answers 200 with a chunked JSON body that goes on, as fast as it is read, until either side closes. */
    public static SimulatedFault endlessBody() {
        return replacing("endless body", Answer.text(200, "application/json", ""), Delivery.ENDLESS);
    }

    /** Carries the request out at once and answers after the delay. */
    public static SimulatedFault delay(Duration delay) {
        return spoiling("delay " + delay, UnaryOperator.identity(), Delivery.after(checkedPause(delay)));
    }

    /** Carries the request out and sends the body of the answer byte by byte, with this pause between two bytes. */
    public static SimulatedFault drip(Duration perByte) {
        return spoiling(
                "drip, a byte each " + perByte, UnaryOperator.identity(), Delivery.dripping(checkedPause(perByte)));
    }

    /** Carries the request out, announces the whole body of the answer, sends half of it and closes the connection. */
    public static SimulatedFault cutBody() {
        return spoiling("cut body", UnaryOperator.identity(), Delivery.CUT);
    }

    /** Carries the request out and answers with half of the JSON text, as a complete HTTP message. */
    public static SimulatedFault damagedJson() {
        return spoiling(
                "damaged JSON",
                answer -> answer.withBody(
                        "application/json",
                        answer.body().substring(0, answer.body().length() / 2)),
                Delivery.WHOLE);
    }

    /**
     * Carries the request out and answers with an edited JSON object: another count, a missing, extra or wrong field.
     *
     * <p>The map given to {@code edit} holds the members of the service's answer, of whatever status it is; nested
     * objects and arrays are maps and lists. All of it can be changed in place. An answer that is no JSON object is sent as
     * it is. If {@code edit} throws, the client gets a 500 that says so. While it runs, other requests wait: it must not
     * wait for one.
     */
    public static SimulatedFault editJson(UnaryOperator<Map<String, @Nullable Object>> edit) {
        Objects.requireNonNull(edit, "edit");
        return spoiling("edited JSON", answer -> edited(answer, edit), Delivery.WHOLE);
    }

    /**
     * Carries the request out and answers with another text in place of the body, whatever it is, sent as UTF-8. An answer
     * without a body has an empty one.
     *
     * <p>If {@code edit} throws, the client gets a 500 that says so. While it runs, other requests wait.
     */
    public static SimulatedFault editText(UnaryOperator<String> edit) {
        Objects.requireNonNull(edit, "edit");
        return spoiling(
                "edited text",
                answer -> answer.withBody(
                        Objects.requireNonNullElse(answer.contentType(), "application/json"),
                        edit.apply(answer.body())),
                Delivery.WHOLE);
    }

    /** This fault, but the request is carried out before the fault; no change where that is so already. */
    public SimulatedFault applied() {
        return new SimulatedFault(description, Application.WHOLE, replacement, edit, delivery, headers);
    }

    /**
     * This fault, but the first half of the items that the request names is processed before the fault, rounded down: of a
     * request that names one item, nothing.
     *
     * <p>No published document says that a bulk deletion is atomic, so half a batch may be gone behind any error.
     *
     * @throws IllegalStateException if this fault sends the service's own answer
     */
    public SimulatedFault halfApplied() {
        return replacingAnswer(Application.HALF);
    }

    /**
     * This fault, but the request is carried out later, when {@link Simulator#applyPending()} says so: as behind a gateway
     * that gives up before the service does.
     *
     * @throws IllegalStateException if this fault sends the service's own answer
     */
    public SimulatedFault appliedLater() {
        return replacingAnswer(Application.LATER);
    }

    private SimulatedFault replacingAnswer(Application when) {
        if (replacement == null) {
            throw new IllegalStateException(description + " sends the service's own answer, so it is applied before");
        }
        return new SimulatedFault(description, when, replacement, edit, delivery, headers);
    }

    /**
     * This fault with one more header in its answer, beside others of that name.
     *
     * @throws IllegalStateException if this fault sends no answer
     */
    public SimulatedFault header(String name, String value) {
        if (isSilent()) {
            throw new IllegalStateException(description + " sends no answer that could have a header");
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new SimulatedFault(description, application, replacement, edit, delivery, more);
    }

    /**
     * This fault with another body in its answer, sent as UTF-8.
     *
     * @throws IllegalStateException unless this is a {@link #status}, an {@link #answer} or a {@link #redirect}
     */
    public SimulatedFault body(String contentType, String text) {
        if (replacement == null || delivery != Delivery.WHOLE) {
            throw new IllegalStateException(description + " has a body of its own");
        }
        return new SimulatedFault(
                description, application, replacement.withBody(contentType, text), edit, delivery, headers);
    }

    public Application application() {
        return application;
    }

    /** Puts the fault on the service's answer, which is null where the request was not carried out. */
    public Answer answerInsteadOf(@Nullable Answer real) {
        Answer answer = replacement != null ? replacement : edit.apply(Objects.requireNonNull(real));
        for (Map.Entry<String, String> header : headers) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return answer;
    }

    public Delivery delivery() {
        return delivery;
    }

    private boolean isSilent() {
        return delivery == Delivery.DISCONNECT || delivery == Delivery.STALL;
    }

    private static Answer edited(Answer answer, UnaryOperator<Map<String, @Nullable Object>> edit) {
        JsonNode json;
        try {
            json = JsonText.read(answer.body());
        } catch (JsonProcessingException notJson) {
            return answer;
        }
        return json.isObject()
                ? answer.withBody("application/json", JsonText.write(edit.apply(JsonText.members(json))))
                : answer;
    }

    private static int checkedStatus(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not a final HTTP status: " + status);
        }
        return status;
    }

    private static Duration checkedPause(Duration pause) {
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("not a positive duration: " + pause);
        }
        return pause;
    }

    /** Describes this fault in a few words, for failure messages. */
    @Override
    public String toString() {
        return replacement == null ? description : description + application.words;
    }
}
