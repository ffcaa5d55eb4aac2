package io.modelkeep.retention;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** A thread that does one thing after the other, and that no caller's interrupt reaches. Thread-safe. */
final class FileThread {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "modelkeep-audit");
        made.setDaemon(true);
        return made;
    });

    /** Does something and waits for its end, interrupted or not; the caller's flag is kept. */
    <T> T call(Callable<T> work) throws IOException {
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

    /** Does something later, and nothing where it has ended. */
    void run(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(work);
        }
    }

    void end() {
        thread.shutdown();
    }
}
