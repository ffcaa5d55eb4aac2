package io.modelkeep.retention.apply;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.audit.Drift;
import io.modelkeep.retention.audit.TargetReport;
import io.modelkeep.retention.errors.AlarmException;
import io.modelkeep.retention.errors.DriftException;
import io.modelkeep.retention.errors.IncompleteExecutionException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.spi.SafeText;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of applying a plan, with one report for each part of the plan, in the plan's order. Immutable. */
public final class ExecutionReport {

    private static final int NAMED_DRIFT = 20;

    private final String planDigest;
    private final List<TargetReport> parts;
    private final @Nullable RuntimeException abortCause;

    ExecutionReport(String planDigest, List<TargetReport> parts, @Nullable RuntimeException abortCause) {
        this.planDigest = planDigest;
        this.parts = List.copyOf(parts);
        this.abortCause = abortCause;
    }

    /** Returns the digest of the plan that was applied. */
    public String planDigest() {
        return planDigest;
    }

    /** Returns the reports of the parts, in the plan's order. */
    public List<TargetReport> parts() {
        return parts;
    }

    /** Returns the number of items with each outcome, over all parts. Outcomes that did not occur are left out. */
    public Map<DeleteOutcome, Long> summary() {
        Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
        parts.forEach(part -> part.summary().forEach((outcome, count) -> counts.merge(outcome, count, Long::sum)));
        return Collections.unmodifiableMap(counts);
    }

    /**
     * Returns the number of items, over all parts, that exist but are not in the plan. These items were not touched.
     */
    public long newItems() {
        return parts.stream().mapToLong(TargetReport::newItems).sum();
    }

    /** Returns the number of items to delete, over all parts, that were gone before anything was sent for them. */
    public long vanished() {
        return parts.stream().mapToLong(TargetReport::vanished).sum();
    }

    /** Returns the items that changed after the plan was made. If there are any, nothing was deleted in this run. */
    public List<Drift> drift() {
        return parts.stream().flatMap(part -> part.drift().stream()).toList();
    }

    /**
     * Returns the reason that all parts stopped, or empty if nothing stopped all of them. The type of the exception
     * depends on the reason:
     *
     * <ul>
     *   <li>a {@link StoreException} if the API key is not accepted, more was deleted than requested, or the thread was
     *       interrupted
     *   <li>an {@link io.modelkeep.retention.errors.AuditAccessException} if the audit log could not be written
     *   <li>another exception if a provider violated its contract, so that nothing is known of its last batch
     * </ul>
     */
    public Optional<RuntimeException> abortCause() {
        return Optional.ofNullable(abortCause);
    }

    /**
     * Returns the alarm that requires a look at the service now, or empty if none was raised. The service's answer
     * counts or names something other than what was requested. More may be gone than the plan deletes.
     *
     * <p>The alarm is recorded in the audit log. No plan is applied with that audit log before
     * {@link AuditLog#acknowledge}.
     */
    public Optional<ScopeExceededException> alarm() {
        return abortCause instanceof ScopeExceededException exceeded ? Optional.of(exceeded) : Optional.empty();
    }

    /**
     * Returns whether every item that the plan deletes is gone, no item changed after planning, and nothing stopped the
     * run.
     */
    public boolean complete() {
        return abortCause == null
                && parts.stream()
                        .allMatch(part -> part.complete() && part.drift().isEmpty());
    }

    /**
     * Returns this report if it is {@link #complete()}.
     *
     * @throws AlarmException if more may be gone than the plan deletes
     * @throws DriftException if the catalogue changed after planning, and nothing was deleted
     * @throws io.modelkeep.retention.errors.AuditAccessException if the audit log could not be written
     * @throws IncompleteExecutionException if an item is not known to be gone
     */
    public ExecutionReport orThrow() {
        alarm().ifPresent(alarm -> {
            throw new AlarmException(
                    "more may be gone than the plan deletes: " + alarm.getMessage()
                            + "; look at the service now, then acknowledge the alarm in the audit",
                    alarm);
        });
        List<Drift> drift = drift();
        if (!drift.isEmpty()) {
            throw new DriftException(
                    "nothing was deleted: " + drift.size()
                            + " of the plan's items changed after planning; check them and plan again",
                    drift.stream().limit(NAMED_DRIFT).map(Drift::toString).toList());
        }
        if (abortCause instanceof RetentionException refused) {
            throw refused;
        }
        if (!complete()) {
            throw new IncompleteExecutionException(summary(), firstCause().orElse(null));
        }
        return this;
    }

    private Optional<RuntimeException> firstCause() {
        return abortCause()
                .or(() -> parts.stream()
                        .flatMap(part -> part.abortCause().stream())
                        .findFirst())
                .or(() -> parts.stream()
                        .flatMap(part -> part.results().stream())
                        .flatMap(result -> result.cause().stream())
                        .findFirst());
    }

    /**
     * Returns the report as plain values, where {@code ?} marks an optional key: {@code {"plan", "complete", "summary",
     * "newItems", "vanished", "parts", "stoppedBy"?}}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("plan", planDigest);
        map.put("complete", complete());
        map.put("summary", TargetReport.named(summary()));
        map.put("newItems", newItems());
        map.put("vanished", vanished());
        map.put("parts", parts.stream().map(TargetReport::toMap).toList());
        if (abortCause instanceof StoreException store) {
            map.put("stoppedBy", store.toMap());
        } else if (abortCause instanceof RetentionException refused) {
            map.put("stoppedBy", refused.toMap());
        } else if (abortCause != null) {
            map.put(
                    "stoppedBy",
                    Map.of("error", abortCause.getClass().getSimpleName(), "message", message(abortCause)));
        }
        return map;
    }

    private static String message(RuntimeException why) {
        return SafeText.of(String.valueOf(why.getMessage()), 1024);
    }

    @Override
    public String toString() {
        return "ExecutionReport[" + summary() + ", drift " + drift().size()
                + abortCause().map(why -> ", stopped by " + why).orElse("") + "]";
    }
}
