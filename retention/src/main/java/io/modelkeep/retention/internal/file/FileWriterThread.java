package io.modelkeep.retention.internal.file;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** A thread that runs tasks in sequence and is not affected by interrupts of its callers. Thread-safe. */
public final class FileWriterThread {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "modelkeep-audit");
        made.setDaemon(true);
        return made;
    });

    /**
     * Runs a task and waits for its end, even if the caller is interrupted. The caller's interrupt status is restored.
     */
    public <T> T call(Callable<T> work) throws IOException {
        boolean interrupted = false;
        try {
            Future<T> result = thread.submit(work);
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } catch (RejectedExecutionException ended) {
            throw new IOException("the file is closed", ended);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs a task later, or does nothing if the thread has ended. */
    public void run(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(work);
        }
    }

    public void end() {
        thread.shutdown();
    }
}
