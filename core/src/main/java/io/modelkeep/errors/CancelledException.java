package io.modelkeep.errors;

import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted, or the {@link ModelkeepClient} was closed, before the answer arrived. The
 * thread's interrupt flag is kept.
 *
 * <p>A read can be retried. A deletion does not throw this exception, and reports unknown outcomes in its {@link
 * DeleteReport} instead.
 */
public final class CancelledException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    public CancelledException(ErrorDetails details) {
        this(details, null);
    }

    public CancelledException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
