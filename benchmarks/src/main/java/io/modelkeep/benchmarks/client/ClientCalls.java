package io.modelkeep.benchmarks.client;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** The same call again and again, each timed for itself. */
final class ClientCalls implements Rounds.Work {

    private final Callable<?> call;
    private long[] nanos = new long[0];

    ClientCalls(Callable<?> call) {
        this.call = call;
    }

    @Override
    public long run(long count) throws Exception {
        nanos = new long[(int) count];
        for (int i = 0; i < nanos.length; i++) {
            long begun = System.nanoTime();
            call.call();
            nanos[i] = System.nanoTime() - begun;
        }
        return count;
    }

    @Override
    public String more() {
        Arrays.sort(nanos);
        return " p50Nanos=" + nanos[nanos.length / 2] + " p99Nanos=" + nanos[(int) (nanos.length * 0.99)];
    }
}
