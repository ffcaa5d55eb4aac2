package io.modelkeep.benchmarks.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Okio;

/**
 * A client that sends the requests of a bulk deletion with OkHttp only and discards the answers. Its concurrency and rate are
 * those of the library.
 */
final class OkHttpDeleteMany {

    private final OkHttpClient client;
    private final ExecutorService threads;
    private final int concurrency;

    /** The time between the starts of two deletions, or 0 without a rate limit. */
    private final long intervalNanos;

    private OkHttpDeleteMany(Arguments arguments) {
        this.concurrency = (int) arguments.number("concurrency", 4);
        long perSecond = arguments.number("perSecond", 0);
        this.intervalNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.threads = Executors.newFixedThreadPool(concurrency);
        this.client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(concurrency, 1, TimeUnit.MINUTES))
                .build();
    }

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        BulkClient bulk = BulkClient.valueOf(arguments.text("service", ""));
        OkHttpDeleteMany ideal = new OkHttpDeleteMany(arguments);
        try {
            Rounds.run(
                    arguments,
                    count -> ideal.run(bulk.before(arguments, count), bulk.deletions(arguments, count), count));
        } finally {
            ideal.threads.shutdown();
        }
    }

    private long run(List<Request> before, List<Request> deletions, long count) throws Exception {
        for (Request request : before) {
            send(request);
        }
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        List<Callable<Void>> loops = new ArrayList<>();
        for (int i = 0; i < concurrency; i++) {
            loops.add(() -> {
                for (int index = next.getAndIncrement(); index < deletions.size(); index = next.getAndIncrement()) {
                    awaitTurn(begun + index * intervalNanos);
                    send(deletions.get(index));
                }
                return null;
            });
        }
        for (Future<Void> ended : threads.invokeAll(loops)) {
            ended.get();
        }
        return count;
    }

    private static void awaitTurn(long turn) {
        for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void send(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException("status " + response.code());
            }
            response.body().source().readAll(Okio.blackhole());
        }
    }
}
