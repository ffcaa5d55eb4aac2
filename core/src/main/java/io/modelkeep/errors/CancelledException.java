package io.modelkeep.errors;

import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted, or the {@link ModelkeepClient} closed, before the answer came: the thread's flag is kept.
 *
 * <p>A read can be repeated. A deletion reports what is unknown in its {@link DeleteReport} instead of throwing this.
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
