package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ScopeExceededException;
import io.modelkeep.StoreException;
import io.modelkeep.spi.SafeText;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What applying a plan did: one part for each part of the plan, in its order. Immutable. */
public final class ApplyReport {

    private static final int NAMED_DRIFT = 20;

    private final String planDigest;
    private final List<PartReport> parts;
    private final @Nullable RuntimeException stoppedBy;

    ApplyReport(String planDigest, List<PartReport> parts, @Nullable RuntimeException stoppedBy) {
        this.planDigest = planDigest;
        this.parts = List.copyOf(parts);
        this.stoppedBy = stoppedBy;
    }

    /** The digest of the plan that was applied. */
    public String planDigest() {
        return planDigest;
    }

    /** What was done to each part, in the plan's order. */
    public List<PartReport> parts() {
        return parts;
    }

    /** How many items of all parts had each outcome; outcomes that did not occur are left out. */
    public Map<DeleteOutcome, Long> summary() {
        Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
        parts.forEach(part -> part.summary().forEach((outcome, count) -> counts.merge(outcome, count, Long::sum)));
        return Collections.unmodifiableMap(counts);
    }

    /** How many items are there, in all parts, that the plan does not know; they were not touched. */
    public long newItems() {
        return parts.stream().mapToLong(PartReport::newItems).sum();
    }

    /** How many items to delete, of all parts, were gone before anything was sent for them. */
    public long vanished() {
        return parts.stream().mapToLong(PartReport::vanished).sum();
    }

    /** What is not as it was when the plan was made; where there is anything, nothing was deleted in this run. */
    public List<Drift> drift() {
        return parts.stream().flatMap(part -> part.drift().stream()).toList();
    }

    /**
     * Why all parts stopped: a {@link StoreException} where the key is not accepted, more was deleted than asked, or the
     * thread was interrupted; a {@link RetentionException} of {@code NOT_RECORDED} where the audit could not be written;
     * another one where a store broke its contract, of whose last batch nothing is known then.
     */
    public Optional<RuntimeException> stoppedBy() {
        return Optional.ofNullable(stoppedBy);
    }

    /**
     * Why the service must be looked at now: an answer counts or names something other than what was requested, so that more
     * may be gone than the plan deletes. It is in the audit, and no plan is applied with that audit before
     * {@link AuditLog#acknowledge}.
     */
    public Optional<ScopeExceededException> alarm() {
        return stoppedBy instanceof ScopeExceededException exceeded ? Optional.of(exceeded) : Optional.empty();
    }

    /** Whether every item that the plan deletes is gone, nothing drifted, and nothing stopped the run. */
    public boolean complete() {
        return stoppedBy == null
                && parts.stream()
                        .allMatch(part -> part.complete() && part.drift().isEmpty());
    }

    /**
     * This report, if it is {@link #complete()}.
     *
     * @throws RetentionException {@code ALARM}: more may be gone than the plan deletes; {@code DRIFT}: the catalogue is not as planned, and nothing was deleted;
     *     {@code NOT_RECORDED}: the audit could not be written; {@code INCOMPLETE}: something is not known to be gone
     */
    public ApplyReport orThrow() {
        if (alarm().isPresent()) {
            throw new RetentionException(
                    RetentionException.Reason.ALARM,
                    "more may be gone than the plan deletes: " + alarm().get().getMessage()
                            + "; look at the service now, then acknowledge the alarm in the audit",
                    stoppedBy);
        }
        List<Drift> drift = drift();
        if (!drift.isEmpty()) {
            throw new RetentionException(
                    RetentionException.Reason.DRIFT,
                    "nothing was deleted, for " + drift.size()
                            + " items are not as planned; look at them and plan again",
                    drift.stream().limit(NAMED_DRIFT).map(Drift::toString).toList());
        }
        if (stoppedBy instanceof RetentionException refused) {
            throw refused;
        }
        if (!complete()) {
            throw new RetentionException(
                    RetentionException.Reason.INCOMPLETE,
                    "not everything is gone: " + summary() + "; apply the plan again, which goes on where this ended",
                    firstCause().orElse(null));
        }
        return this;
    }

    private Optional<RuntimeException> firstCause() {
        return stoppedBy()
                .or(() -> parts.stream()
                        .flatMap(part -> part.stoppedBy().stream())
                        .findFirst())
                .or(() -> parts.stream()
                        .flatMap(part -> part.results().stream())
                        .flatMap(result -> result.cause().stream())
                        .findFirst());
    }

    /** {@code {"plan", "complete", "summary", "newItems", "vanished", "parts", "stoppedBy"?}}, as plain values. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("plan", planDigest);
        map.put("complete", complete());
        map.put("summary", PartReport.named(summary()));
        map.put("newItems", newItems());
        map.put("vanished", vanished());
        map.put("parts", parts.stream().map(PartReport::toMap).toList());
        if (stoppedBy instanceof StoreException store) {
            map.put("stoppedBy", store.toMap());
        } else if (stoppedBy instanceof RetentionException refused) {
            map.put("stoppedBy", refused.toMap());
        } else if (stoppedBy != null) {
            map.put("stoppedBy", Map.of("error", stoppedBy.getClass().getSimpleName(), "message", message(stoppedBy)));
        }
        return map;
    }

    private static String message(RuntimeException why) {
        return SafeText.of(String.valueOf(why.getMessage()), 1024);
    }

    @Override
    public String toString() {
        return "ApplyReport[" + summary() + ", drift " + drift().size()
                + stoppedBy().map(why -> ", stopped by " + why).orElse("") + "]";
    }
}
