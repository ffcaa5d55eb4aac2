package io.modelkeep.retention.item;

import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.spi.SafeText;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a policy, plan or audit log that cannot be used, before anything is deleted by it.
 *
 * <p>The message names the input and the remedy. {@link ExecutionReport#orThrow} also throws this exception if a run is
 * incomplete. The failure of a request to a service is a {@link io.modelkeep.errors.StoreException} instead.
 */
public final class RetentionException extends RuntimeException {

    /** The reason of a refusal. Each reason stands for one decision of the caller. */
    public enum Reason {
        /** The policy is invalid. {@link RetentionException#problems()} lists all problems. */
        INVALID_POLICY,
        /** The policy needs a property that the service does not report, or a predicate failed. */
        NOT_EVALUABLE,
        /** No item has the metric, or one lacks it and the policy says {@code missing-metric=fail}. */
        METRIC_MISSING,
        /** The policy depends on ages, and the clock of this machine differs from the service's. */
        CLOCK,
        /** The latest item cannot be determined. */
        UNORDERED,
        /** More would be deleted than {@code max-deletions} or {@code max-delete-fraction} allows. */
        TOO_MANY,
        /** Nothing would be left. */
        NOTHING_KEPT,
        /** There are more items than a plan can hold, or the document of the plan is too large. */
        TOO_LARGE,
        /** The plan file is modified, truncated, or not a plan. */
        DAMAGED_PLAN,
        /** The plan was made for another provider, origin or account. */
        OTHER_STORE,
        /** The plan does not follow from its policy, or another policy was given. */
        OTHER_POLICY,
        /** The catalogue changed since the plan was made. */
        DRIFT,
        /** Another run uses the same audit log. */
        LOCKED,
        /** The audit log of an earlier run is modified, truncated, or not an audit log. */
        DAMAGED_AUDIT,
        /** The audit log cannot be read or written. An action that cannot be recorded is not done. */
        NOT_RECORDED,
        /** The audit log contains an alarm that no user has acknowledged, or applying the plan raised one. */
        ALARM,
        /** A plan was applied, and not all items that it deletes are known to be gone. */
        INCOMPLETE
    }

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_MESSAGE = 4096;

    private static final int MAX_PROBLEM = 1024;

    private final Reason reason;

    // Serializable, because List.of or Stream.toList makes the list.
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

    /** Returns the reason of the refusal. */
    public Reason reason() {
        return reason;
    }

    /** Returns the problems, one line each, if there may be several. Otherwise the list is empty. */
    public List<String> problems() {
        return problems;
    }

    /** Returns the reason, message and problems as plain values for JSON. */
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
