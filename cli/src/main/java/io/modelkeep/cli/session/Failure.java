package io.modelkeep.cli.session;

import io.modelkeep.Operation;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.spi.SafeText;
import java.util.EnumSet;
import java.util.Set;

/** The one-line messages for failures, each with a remedy. */
public final class Failure {

    private static final int MAX_LINE = 4096;

    private static final Set<Operation> READS = EnumSet.of(
            Operation.GET_MODEL,
            Operation.LIST_MODELS,
            Operation.LIST_VERSIONS,
            Operation.LIST_RUNS,
            Operation.LIST_CHECKPOINTS,
            Operation.LIST_FILES,
            Operation.DOWNLOAD_CHECKPOINT);

    /** The operations that take no id, so that the item not found is named by the configuration. */
    private static final Set<Operation> NAMING_NOTHING = EnumSet.of(Operation.LIST_MODELS, Operation.LIST_RUNS);

    private static final String NOTHING_SENT = "nothing was sent";

    private Failure() {}

    /** Returns a line for standard error that is safe to print on a terminal. */
    public static String line(String problem) {
        return SafeText.of("modelkeep: " + problem, MAX_LINE);
    }

    /** Returns the line for a failed call. */
    public static String line(StoreException failure) {
        return line(failure, remedy(failure));
    }

    /** Returns the line for a failed call with a more specific remedy. */
    public static String line(StoreException failure, String remedy) {
        return line(failure.getMessage() + "; " + remedy);
    }

    /** Returns the line for a bug, with its place in the code because no stack trace is printed. */
    public static String bug(Throwable bug) {
        StackTraceElement[] stack = bug.getStackTrace();
        String place = stack.length == 0 ? "" : " at " + stack[0];
        return line("a bug: " + bug + place + "; please report this line with the command that led to it");
    }

    private static String remedy(StoreException failure) {
        if (failure instanceof ConfigurationException) {
            return "to list the keys, run: modelkeep providers";
        }
        if (failure instanceof UnsupportedCapabilityException unsupported) {
            return unsupported.forThisIdOnly()
                    ? NOTHING_SENT
                    : "to list the capabilities of each provider, run: modelkeep providers";
        }
        if (failure instanceof InvalidRequestException) {
            return failure.statusCode().isPresent() ? "nothing was changed; correct the request" : refusedHere(failure);
        }
        if (failure instanceof AuthenticationException) {
            return "set " + key(failure, "api-key") + " to a valid key";
        }
        if (failure instanceof PermissionDeniedException) {
            return "use a key with permission for this operation";
        }
        if (failure instanceof NotFoundException) {
            return (isOf(failure, NAMING_NOTHING) ? "check the configuration" : "check the id")
                    + " and the account of the key";
        }
        if (failure instanceof ConflictException) {
            return "look at the current state, then decide"
                    // Providers say that a deletion can be forced only where it would make a difference.
                    + (String.valueOf(failure.getMessage()).contains("forced") ? "; --force does that" : "");
        }
        if (failure instanceof RateLimitedException) {
            return failure.retryAfter()
                    .map(wait -> "retry after " + Math.max(1, wait.toSeconds()) + " s")
                    .orElse("retry later");
        }
        if (failure instanceof UnavailableException) {
            return failure.statusCode().orElse(0) == 407 ? "check proxy, proxy-user and proxy-password" : "retry later";
        }
        if (failure instanceof ListChangedException) {
            return "list again";
        }
        if (failure instanceof ScopeExceededException) {
            return "look at the service now";
        }
        if (failure instanceof MalformedResponseException) {
            return "check " + key(failure, "base-url") + " and any proxy in between";
        }
        return failure instanceof CancelledException && isOf(failure, READS)
                ? "retry it"
                : "look at the service before retrying";
    }

    private static String refusedHere(StoreException failure) {
        return isOf(failure, EnumSet.of(Operation.CREATE_MODEL))
                ? NOTHING_SENT + "; the fields are " + ModelFields.KNOWN
                : NOTHING_SENT;
    }

    private static boolean isOf(StoreException failure, Set<Operation> operations) {
        return failure.operation().filter(operations::contains).isPresent();
    }

    private static String key(StoreException failure, String name) {
        return failure.provider().map(provider -> provider + "." + name).orElse(name);
    }
}
