package io.modelkeep.cli.output;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.audit.ItemResult;
import io.modelkeep.retention.errors.AlarmException;
import io.modelkeep.retention.errors.AuditAccessException;
import io.modelkeep.retention.errors.InvalidPolicyException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.plan.RetentionPlan;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The exit codes of the process. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int BUG = 1;
    public static final int USAGE = 2;
    public static final int INCOMPLETE = 3;
    public static final int NOT_FOUND = 4;
    public static final int DENIED = 5;
    public static final int UNKNOWN = 6;
    public static final int REFUSED = 7;
    public static final int SERVICE = 8;

    /** More may be gone than was requested. It takes precedence over every other code. */
    public static final int ALARM = 9;

    /** The code that a shell reports for a command ended by SIGINT. */
    public static final int INTERRUPTED = 130;

    /** The code that a shell reports for a command ended by SIGTERM. */
    public static final int TERMINATED = 143;

    private ExitCode() {}

    /** Returns the code for a failed call. */
    public static int of(StoreException failure) {
        if (failure instanceof ConfigurationException) {
            return USAGE;
        }
        if (failure instanceof NotFoundException) {
            return NOT_FOUND;
        }
        if (isDenied(failure)) {
            return DENIED;
        }
        if (failure instanceof OutcomeUnknownException) {
            return UNKNOWN;
        }
        if (failure instanceof ScopeExceededException) {
            return ALARM;
        }
        return isRefusedHere(failure) ? REFUSED : SERVICE;
    }

    /**
     * Returns the code for a refusal by retention. An invalid policy is wrong syntax, and an audit that cannot be
     * written is a file problem. All other refusals prevent harm.
     */
    public static int of(RetentionException refusal) {
        if (refusal instanceof InvalidPolicyException) {
            return USAGE;
        }
        if (refusal instanceof AuditAccessException) {
            return SERVICE;
        }
        return refusal instanceof AlarmException ? ALARM : REFUSED;
    }

    /** Returns the code for an applied plan. */
    public static int of(ExecutionReport report) {
        if (report.alarm().isPresent()) {
            return ALARM;
        }
        if (!report.drift().isEmpty()) {
            return REFUSED;
        }
        List<ItemResult> left = report.parts().stream()
                .flatMap(part -> part.results().stream())
                .filter(result -> !result.outcome().isAbsent())
                .toList();
        if (left.stream().anyMatch(result -> result.outcome() == DeleteOutcome.UNKNOWN)) {
            return UNKNOWN;
        }
        // If the audit cannot be written, it is open which items are gone.
        if (report.abortCause().filter(RetentionException.class::isInstance).isPresent()) {
            return SERVICE;
        }
        if (left.isEmpty()) {
            return DONE;
        }
        if (cancelledUnsent(report)) {
            return INTERRUPTED;
        }
        if (all(left, ExitCode::isDenied)) {
            return DENIED;
        }
        return all(left, NotFoundException.class::isInstance) ? NOT_FOUND : INCOMPLETE;
    }

    /** Reports whether an execution was cancelled before any deletion request was sent. */
    public static boolean cancelledUnsent(ExecutionReport report) {
        return report.abortCause().filter(CancelledException.class::isInstance).isPresent()
                && report.parts().stream()
                        .flatMap(part -> part.results().stream())
                        .allMatch(result -> result.earlier() || result.outcome() == DeleteOutcome.NOT_ATTEMPTED);
    }

    private static boolean all(List<ItemResult> left, Predicate<StoreException> test) {
        return left.stream().allMatch(result -> result.cause().filter(test).isPresent());
    }

    /** Returns the code for a plan, which may lack some of the requested runs or models. */
    public static int of(RetentionPlan plan) {
        return plan.parts().stream().allMatch(part -> part.problem().isEmpty()) ? DONE : INCOMPLETE;
    }

    private static boolean isRefusedHere(StoreException failure) {
        return failure instanceof InvalidRequestException
                ? failure.statusCode().isEmpty()
                : failure instanceof UnsupportedCapabilityException;
    }

    /** Returns the code for a deletion that returned a report. */
    public static int of(Deletion deletion) {
        if (deletion.alarm()) {
            return ALARM;
        }
        List<? extends DeleteResult<?>> left = deletion.results().stream()
                .filter(result -> !result.outcome().isAbsent())
                .toList();
        if (left.isEmpty()) {
            return DONE;
        }
        if (left.stream().anyMatch(result -> result.outcome() == DeleteOutcome.UNKNOWN)) {
            return UNKNOWN;
        }
        if (deletion.cancelledUnsent()) {
            return INTERRUPTED;
        }
        if (isAllDenied(left)) {
            return DENIED;
        }
        return deletion.abortCause().filter(NotFoundException.class::isInstance).isPresent() ? NOT_FOUND : INCOMPLETE;
    }

    private static boolean isAllDenied(Collection<? extends DeleteResult<?>> left) {
        return left.stream()
                .allMatch(result -> result.cause().filter(ExitCode::isDenied).isPresent());
    }

    private static boolean isDenied(StoreException failure) {
        return failure instanceof AuthenticationException || failure instanceof PermissionDeniedException;
    }
}
