package io.modelkeep.retention.errors;

import io.modelkeep.errors.ScopeExceededException;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/**
 * The refusal because of an alarm: more may be gone than the plan deletes. The audit log contains an alarm that no user
 * has acknowledged, or applying the plan raised one. Look at the service now. Then acknowledge the alarm in the audit log.
 */
public final class AlarmException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    // Serializable, because List.of or Stream.toList makes the list.
    @SuppressWarnings("serial")
    private final List<String> alarms;

    public AlarmException(String subject, List<String> alarms) {
        super(message(subject, alarms), null);
        this.alarms = safe(alarms);
    }

    public AlarmException(String message, ScopeExceededException alarm) {
        super(message, alarm);
        this.alarms = safe(List.of(String.valueOf(alarm.getMessage())));
    }

    /** Returns descriptions of the first alarms, one line each, at most 20. */
    public List<String> alarms() {
        return alarms;
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("alarms", alarms);
    }
}
