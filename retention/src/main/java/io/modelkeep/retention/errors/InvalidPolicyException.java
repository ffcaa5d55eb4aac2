package io.modelkeep.retention.errors;

import java.io.Serial;
import java.util.List;
import java.util.Map;

/**
 * The policy is not valid: a rule is not well written, a value is out of range, or no rule keeps anything. Correct the
 * policy. {@link #problems()} lists all problems at once.
 */
public final class InvalidPolicyException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    // Serializable, because List.of or Stream.toList makes the list.
    @SuppressWarnings("serial")
    private final List<String> problems;

    public InvalidPolicyException(List<String> problems) {
        super(message("policy", problems), null);
        this.problems = safe(problems);
    }

    public InvalidPolicyException(String message, Throwable cause) {
        super(message, cause);
        this.problems = safe(List.of(message));
    }

    /** Returns the problems of the policy, one line each, at least one. */
    public List<String> problems() {
        return problems;
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("problems", problems);
    }
}
