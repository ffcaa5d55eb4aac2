package io.modelkeep.errors;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import java.io.Serial;
import java.util.Map;
import java.util.stream.Collectors;

/** The deletion did not delete exactly the requested items. The {@link #report()} has the outcome of each id. */
public final class IncompleteDeletionException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    private final DeleteReport<?> report;

    public IncompleteDeletionException(DeleteReport<?> report) {
        super(
                ErrorDetails.of("deletion incomplete: "
                                + report.summary().entrySet().stream()
                                        .map(entry -> entry.getValue() + " " + entry.getKey())
                                        .collect(Collectors.joining(", ")))
                        .provider(report.provider()),
                report.firstCause().orElse(null));
        this.report = report;
    }

    /** Returns the report with the outcome of each id. */
    public DeleteReport<?> report() {
        return report;
    }

    /** Reports whether every id that is not absent failed for a temporary reason, and no outcome is unknown. */
    @Override
    public boolean retryable() {
        if (report.alarm().isPresent()) {
            return false;
        }
        return report.results().stream()
                .filter(result -> !result.outcome().isAbsent())
                .allMatch(result -> result.outcome() != DeleteOutcome.UNKNOWN
                        && result.cause().filter(StoreException::retryable).isPresent());
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("report", report.toMap());
    }
}
