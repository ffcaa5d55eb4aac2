package io.modelkeep.retention.errors;

import io.modelkeep.spi.SafeText;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of a policy, plan or audit log that cannot be used, before anything is deleted by it. Each subtype stands
 * for one decision of the caller:
 *
 * <ul>
 *   <li>correct the policy: {@link InvalidPolicyException}, {@link PolicyNotEvaluableException}
 *   <li>correct the metric's name, or skip the target until the metric was logged: {@link MetricMissingException}
 *   <li>delete by id instead: {@link LatestUndeterminedException}
 *   <li>set the clock: {@link ClockSkewException}
 *   <li>raise a limit, if the deletions are intended: {@link DeletionLimitExceededException}
 *   <li>make smaller plans: {@link PlanTooLargeException}
 *   <li>plan again: {@link InvalidPlanException}, {@link DriftException}
 *   <li>open the client of the plan's account: {@link StoreMismatchException}
 *   <li>pass the plan's policy: {@link PolicyMismatchException}
 *   <li>wait: {@link AuditLockedException}
 *   <li>restore the audit log: {@link InvalidAuditException}
 *   <li>make the audit log's file accessible: {@link AuditAccessException}
 *   <li>look at the service now, then acknowledge: {@link AlarmException}
 *   <li>apply the plan again to continue: {@link IncompleteExecutionException}
 * </ul>
 *
 * <p>The message names the input and the remedy, on one line of at most 4096 characters without control characters. The
 * exception is serializable with all accessors intact. The failure of a request to a service is a {@link
 * io.modelkeep.errors.StoreException} instead.
 */
public abstract sealed class RetentionException extends RuntimeException
        permits AlarmException,
                AuditAccessException,
                AuditLockedException,
                ClockSkewException,
                DeletionLimitExceededException,
                DriftException,
                IncompleteExecutionException,
                InvalidAuditException,
                InvalidPlanException,
                InvalidPolicyException,
                LatestUndeterminedException,
                MetricMissingException,
                PlanTooLargeException,
                PolicyMismatchException,
                PolicyNotEvaluableException,
                StoreMismatchException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_MESSAGE = 4096;

    private static final int MAX_LINE = 1024;

    RetentionException(String message, @Nullable Throwable cause) {
        super(SafeText.of(message, MAX_MESSAGE), cause);
    }

    /** Returns a message that names a subject and all its problems. */
    static String message(String subject, List<String> problems) {
        return subject + ": " + String.join("; ", problems);
    }

    /** Returns a serializable copy of lines that are safe to print. */
    static List<String> safe(List<String> lines) {
        return lines.stream().map(line -> SafeText.of(line, MAX_LINE)).toList();
    }

    /** Returns the type, the message and the details of the type as plain values for JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("error", getClass().getSimpleName());
        map.put("message", String.valueOf(getMessage()));
        addTo(map);
        return map;
    }

    /** Adds the fields that only this type has. */
    void addTo(Map<String, Object> map) {}
}
