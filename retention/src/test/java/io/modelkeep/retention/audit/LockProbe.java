package io.modelkeep.retention.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that tries to lock a file. This process would release its own locks by closing the file. */
public final class LockProbe {

    private static final int LOCKED = 3;

    private LockProbe() {}

    public static void main(String[] args) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            System.exit(lock == null ? LOCKED : 0);
        }
    }

    static boolean isLocked(Path file) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = LockProbe.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        int status = new ProcessBuilder(java, "-cp", classes, LockProbe.class.getName(), file.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0 && status != LOCKED) {
            throw new AssertionError("the process ended with " + status);
        }
        return status == LOCKED;
    }
}
