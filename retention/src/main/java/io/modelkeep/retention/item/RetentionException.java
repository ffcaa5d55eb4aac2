package io.modelkeep.retention.item;

import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.spi.SafeText;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy, plan or record that cannot be used, refused before anything is deleted by it; the message names the input and the
 * remedy. {@link ExecutionReport#orThrow} throws it for what a run left undone. What a store refuses is a
 * {@link io.modelkeep.errors.StoreException} instead.
 */
public final class RetentionException extends RuntimeException {

    /** Why it was refused; each stands for one decision the caller makes. */
    public enum Reason {
        /** The policy is not well written; {@link RetentionException#problems()} has all that is wrong with it. */
        INVALID_POLICY,
        /** The policy asks for what the service does not tell, or a predicate failed. */
        NOT_EVALUABLE,
        /** No item has the metric, or one lacks it and the policy says {@code missing-metric=fail}. */
        METRIC_MISSING,
        /** The policy depends on ages, and the clock of this machine differs from the service's. */
        CLOCK,
        /** Which item is the latest cannot be told. */
        UNORDERED,
        /** More would be deleted than {@code max-deletions} or {@code max-delete-fraction} allows. */
        TOO_MANY,
        /** Nothing would be left. */
        NOTHING_KEPT,
        /** There is more than a plan can hold. */
        TOO_LARGE,
        /** A plan's document was changed, cut or is none. */
        DAMAGED_PLAN,
        /** The plan was made for another provider, origin or account. */
        OTHER_STORE,
        /** The plan does not follow from its policy, or another policy was given. */
        OTHER_POLICY,
        /** The catalogue changed since the plan was made. */
        DRIFT,
        /** Another run uses the same record. */
        LOCKED,
        /** The record of an earlier run was changed, cut or is none. */
        DAMAGED_AUDIT,
        /** The record cannot be read or written, and what cannot be recorded is not done. */
        NOT_RECORDED,
        /** The record contains an alarm that no user has acknowledged, or applying the plan raised one. */
        ALARM,
        /** A plan was applied, and not everything it deletes is known to be gone. */
        INCOMPLETE
    }

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_MESSAGE = 4096;

    private static final int MAX_PROBLEM = 1024;

    private final Reason reason;

    /** Made by {@code Stream.toList}, which is serialisable. */
    @SuppressWarnings("serial")
    private final List<String> problems;

    public RetentionException(Reason reason, String message) {
        super(SafeText.of(message, MAX_MESSAGE));
        this.reason = reason;
        this.problems = List.of();
    }

    public RetentionException(Reason reason, String message, @Nullable Throwable cause) {
        super(SafeText.of(message, MAX_MESSAGE), cause);
        this.reason = reason;
        this.problems = List.of();
    }

    public RetentionException(Reason reason, String what, List<String> problems) {
        super(SafeText.of(what + ": " + String.join("; ", problems), MAX_MESSAGE));
        this.reason = reason;
        this.problems = problems.stream()
                .map(problem -> SafeText.of(problem, MAX_PROBLEM))
                .toList();
    }

    /** Why it was refused. */
    public Reason reason() {
        return reason;
    }

    /** Each problem on its own, on one line, where there may be several; otherwise empty. */
    public List<String> problems() {
        return problems;
    }

    /** What there is to decide by, as plain values: for JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("error", getClass().getSimpleName());
        map.put("reason", reason.name());
        map.put("message", String.valueOf(getMessage()));
        if (!problems.isEmpty()) {
            map.put("problems", problems);
        }
        return map;
    }
}
