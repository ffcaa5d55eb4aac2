package io.modelkeep.simulator.exchange;

import io.modelkeep.simulator.Simulator;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A misbehavior of a simulator for one request.
 *
 * <p>Some faults replace the answer of the service: {@link #status}, {@link #answer}, {@link #redirect}, {@link
 * #disconnect}, {@link #stall}, {@link #gzipBomb} and {@link #endlessBody}. By default such a fault leaves the state
 * of the simulator unchanged. With {@link #applied()} the request is carried out first, and only the answer is wrong.
 * {@link #halfApplied()} carries out half of a batch, and {@link #appliedLater()} all of it after the answer.
 *
 * <p>The other faults carry the request out and then change the answer of the service. They are {@link #delay},
 * {@link #drip}, {@link #cutBody}, {@link #damagedJson}, {@link #editJson} and {@link #editText}.
 *
 * <p>A fault is immutable, thread-safe and can be injected many times.
 */
public final class SimulatedFault {
    /** The absence of a fault: the whole answer of the service. */
    public static final SimulatedFault NONE = spoiling("none", UnaryOperator.identity(), Delivery.WHOLE);

    private final String description;
    private final FaultApplication application;
    private final @Nullable Answer replacement;
    private final UnaryOperator<Answer> edit;
    private final Delivery delivery;

    private SimulatedFault(
            String description,
            FaultApplication application,
            @Nullable Answer replacement,
            UnaryOperator<Answer> edit,
            Delivery delivery) {
        this.description = description;
        this.application = application;
        this.replacement = replacement;
        this.edit = edit;
        this.delivery = delivery;
    }

    private static SimulatedFault replacing(String description, Answer replacement, Delivery delivery) {
        return new SimulatedFault(description, FaultApplication.NONE, replacement, UnaryOperator.identity(), delivery);
    }

    private static SimulatedFault spoiling(String description, UnaryOperator<Answer> edit, Delivery delivery) {
        return new SimulatedFault(description, FaultApplication.WHOLE, null, edit, delivery);
    }

    /**
     * Returns a fault that answers with a status. Except for 204 and 304, the body is the JSON <code>{"detail":
     * "…"}</code>.
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
     * Returns a fault that answers with exactly this body, sent as UTF-8.
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
     * Returns a fault that redirects the client, without a body.
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
     * Returns a fault that reads the whole request, then closes the connection without an answer.
     *
     * <p>The client sees the same when a pooled connection breaks during its request.
     */
    public static SimulatedFault disconnect() {
        return replacing("disconnect", Answer.empty(200), Delivery.DISCONNECT);
    }

    /**
     * Returns a fault that reads the whole request and never answers. The connection stays open until the simulator
     * is closed.
     */
    public static SimulatedFault stall() {
        return replacing("stall", Answer.empty(200), Delivery.STALL);
    }

    /**
     * Returns a fault that answers 200 with a small gzip body that decompresses to a JSON object of the given size.
     * The length of the compressed body is announced.
     *
     * <p>The body is compressed by this method, once. It takes about 1 kB of memory for every megabyte.
     *
     * @param inflatedBytes the decompressed size in bytes, at least 2
     * @throws IllegalArgumentException if the size is less than 2
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

    /**
     * Returns a fault that answers 200 with a chunked JSON body that never ends. The body is sent as fast as it is
     * read, until either side closes the connection.
     */
    public static SimulatedFault endlessBody() {
        return replacing("endless body", Answer.text(200, "application/json", ""), Delivery.ENDLESS);
    }

    /** Returns a fault that carries the request out at once and answers after the delay. */
    public static SimulatedFault delay(Duration delay) {
        return spoiling("delay " + delay, UnaryOperator.identity(), Delivery.after(delay));
    }

    /**
     * Returns a fault that carries the request out and sends the body byte by byte, with this pause between two
     * bytes.
     */
    public static SimulatedFault drip(Duration perByte) {
        return spoiling("drip, a byte each " + perByte, UnaryOperator.identity(), Delivery.dripping(perByte));
    }

    /**
     * Returns a fault that carries the request out and announces the whole body, but sends only half of it and closes
     * the connection.
     */
    public static SimulatedFault cutBody() {
        return spoiling("cut body", UnaryOperator.identity(), Delivery.CUT);
    }

    /**
     * Returns a fault that carries the request out and answers with half of the JSON text, as a complete HTTP
     * message.
     */
    public static SimulatedFault damagedJson() {
        return spoiling(
                "damaged JSON",
                answer -> answer.withBody(
                        "application/json",
                        answer.body().substring(0, answer.body().length() / 2)),
                Delivery.WHOLE);
    }

    /**
     * Returns a fault that carries the request out and answers with an edited JSON object, such as one with a missing
     * field.
     *
     * <p>The map passed to {@code edit} has the members of the service's answer, of any status. Nested objects and
     * arrays are maps and lists, and everything can be changed in place. An answer that is not a JSON object is sent
     * unchanged. If {@code edit} throws, the client receives a 500 that says so. Other requests wait for {@code
     * edit}, so it must not wait for a request.
     */
    public static SimulatedFault editJson(UnaryOperator<Map<String, @Nullable Object>> edit) {
        Objects.requireNonNull(edit, "edit");
        return spoiling("edited JSON", answer -> answer.withEditedJson(edit), Delivery.WHOLE);
    }

    /**
     * Returns a fault that carries the request out and answers with an edited body, sent as UTF-8. The body passed to
     * {@code edit} may have any format, and is empty if the answer has none.
     *
     * <p>If {@code edit} throws, the client receives a 500 that says so. Other requests wait for {@code edit}.
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

    /** Returns this fault with the request carried out first. Faults that already do so do not change. */
    public SimulatedFault applied() {
        return new SimulatedFault(description, FaultApplication.WHOLE, replacement, edit, delivery);
    }

    /**
     * Returns this fault with half of the request carried out first: the first half of the named items, rounded down.
     * Nothing is carried out for a single item.
     *
     * <p>No published document says that a bulk deletion is atomic, so half a batch may be gone after any error.
     *
     * @throws IllegalStateException if this fault sends the answer of the service
     */
    public SimulatedFault halfApplied() {
        return replacingAnswer(FaultApplication.HALF);
    }

    /**
     * Returns this fault with the request carried out later, at {@link Simulator#applyPending()}. This simulates a
     * gateway that gives up before the service does.
     *
     * @throws IllegalStateException if this fault sends the answer of the service
     */
    public SimulatedFault appliedLater() {
        return replacingAnswer(FaultApplication.LATER);
    }

    private SimulatedFault replacingAnswer(FaultApplication when) {
        if (replacement == null) {
            throw new IllegalStateException(
                    description + " sends the answer of the service, so it is always applied first");
        }
        return new SimulatedFault(description, when, replacement, edit, delivery);
    }

    /**
     * Returns this fault with an additional header in its answer. Existing headers of that name remain.
     *
     * @throws IllegalStateException if this fault sends no answer
     */
    public SimulatedFault header(String name, String value) {
        if (isSilent()) {
            throw new IllegalStateException(description + " sends no answer, so it cannot have a header");
        }
        return new SimulatedFault(
                description,
                application,
                replacement,
                answer -> edit.apply(answer).withHeader(name, value),
                delivery);
    }

    /**
     * Returns this fault with another body in its answer, sent as UTF-8.
     *
     * @throws IllegalStateException unless this is a {@link #status}, an {@link #answer} or a {@link #redirect}
     */
    public SimulatedFault body(String contentType, String text) {
        if (replacement == null || delivery != Delivery.WHOLE) {
            throw new IllegalStateException(description + " has a fixed body");
        }
        return new SimulatedFault(description, application, replacement.withBody(contentType, text), edit, delivery);
    }

    public FaultApplication application() {
        return application;
    }

    /** Applies the fault to the answer of the service, which is null if the request was not carried out. */
    public Answer answerInsteadOf(@Nullable Answer real) {
        return edit.apply(replacement != null ? replacement : Objects.requireNonNull(real));
    }

    public Delivery delivery() {
        return delivery;
    }

    private boolean isSilent() {
        return delivery == Delivery.DISCONNECT || delivery == Delivery.STALL;
    }

    private static int checkedStatus(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not a final HTTP status: " + status);
        }
        return status;
    }

    /** Returns a short description of this fault, for failure messages. */
    @Override
    public String toString() {
        return replacement == null ? description : description + application.words;
    }
}
