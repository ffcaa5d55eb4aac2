package example.shelf;

import com.sun.net.httpserver.HttpExchange;
import io.modelkeep.Operation;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.WireRequest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** The wire to a {@link ShelfServer}: records the requests, and plays faults in place of answers. Thread-safe. */
final class ShelfWire implements FaultFixture, AutoCloseable {

    private static final int CHUNK = 8192;

    /** A fault, and the number of the request of its operation from which on it is due. */
    private record Due(int request, Fault fault) {}

    private final ShelfServer server;
    private final Map<Operation, List<Due>> due = new EnumMap<>(Operation.class);
    private final Map<Operation, Integer> seen = new EnumMap<>(Operation.class);
    private final List<WireRequest> requests = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ShelfWire(ShelfServer server) {
        this.server = server;
    }

    @Override
    public synchronized void inject(Operation operation, Fault fault) {
        int last = due(operation).stream().mapToInt(Due::request).max().orElse(0);
        due(operation).add(new Due(Math.max(last, seen.getOrDefault(operation, 0)) + 1, fault));
    }

    @Override
    public synchronized void injectAt(Operation operation, int nth, Fault fault) {
        due(operation).add(new Due(seen.getOrDefault(operation, 0) + nth, fault));
    }

    @Override
    public synchronized List<WireRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public synchronized List<String> answers() {
        return List.copyOf(answers);
    }

    @Override
    public synchronized List<String> unconsumed() {
        return due.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(one -> entry.getKey() + " " + one))
                .toList();
    }

    @Override
    public Optional<URI> address() {
        return Optional.of(server.uri());
    }

    @Override
    public Optional<String> errorBody(int status, String words) {
        return Optional.of(text(ShelfServer.Answer.error(status, "fault", words)));
    }

    @Override
    public Optional<String> routeMissing() {
        return Optional.of(text(ShelfServer.Answer.error(404, "no_route", "no such path")));
    }

    private static String text(ShelfServer.Answer answer) {
        try {
            return new String(ShelfServer.json(answer.body()), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private List<Due> due(Operation operation) {
        return due.computeIfAbsent(operation, key -> new ArrayList<>());
    }

    /** Handles one request. */
    void exchange(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Optional<Fault> fault;
        ShelfServer.Answer answer = null;
        int number;
        synchronized (this) {
            Optional<Operation> operation = ShelfServer.operation(exchange);
            fault = operation.flatMap(this::next);
            if (fault.isEmpty() || fault.get().isApplied()) {
                answer = server.carryOut(exchange);
            }
            boolean changed = answer != null
                    && answer.status() == 200
                    && exchange.getRequestMethod().equals("DELETE");
            number = answers.size();
            answers.add("none");
            requests.add(new WireRequest(
                    operation,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()),
                    exchange.getRequestHeaders(),
                    sent,
                    changed));
        }
        try (exchange) {
            if (fault.isPresent()) {
                note(number, fault.get().toString());
                play(fault.get(), answer, exchange);
            } else {
                note(number, answer.toString());
                send(exchange, answer.status(), "application/json", ShelfServer.json(answer.body()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void note(int number, String answer) {
        answers.set(number, answer);
    }

    private Optional<Fault> next(Operation operation) {
        int number = seen.merge(operation, 1, Integer::sum);
        Optional<Due> found =
                due(operation).stream().filter(one -> one.request() <= number).findFirst();
        found.ifPresent(due(operation)::remove);
        return found.map(Due::fault);
    }

    private void play(Fault fault, ShelfServer.Answer answer, HttpExchange exchange)
            throws IOException, InterruptedException {
        fault.headers().forEach(header -> exchange.getResponseHeaders().add(header.getKey(), header.getValue()));
        byte[] real = answer == null ? new byte[0] : ShelfServer.json(answer.body());
        switch (fault.kind()) {
            case STATUS -> send(exchange, fault.status(), "application/json", ShelfServer.json(
                    ShelfServer.Answer.error(fault.status(), "fault", "this shelf says " + fault.status()).body()));
            case ANSWER -> send(
                    exchange, fault.status(), fault.contentType(), fault.body().getBytes(StandardCharsets.UTF_8));
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", fault.target().toString());
                exchange.sendResponseHeaders(fault.status(), -1);
            }
            case DISCONNECT -> exchange.close();
            case STALL -> closed.await();
            case CUT_BODY -> {
                exchange.sendResponseHeaders(answer.status(), real.length);
                exchange.getResponseBody().write(real, 0, real.length / 2);
            }
            case EDIT_JSON -> send(exchange, answer.status(), "application/json", ShelfServer.json(
                    fault.edit().apply(ShelfServer.object(real))));
            case EDIT_TEXT -> send(exchange, answer.status(), "application/json", fault.textEdit()
                    .apply(new String(real, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
            case DRIP -> {
                exchange.sendResponseHeaders(answer.status(), real.length);
                for (byte one : real) {
                    exchange.getResponseBody().write(one);
                    exchange.getResponseBody().flush();
                    if (closed.await(fault.pause().toNanos(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                }
            }
            case GZIP_BOMB -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                send(exchange, 200, "application/json", bomb(fault.size()));
            }
            case ENDLESS_BODY -> {
                exchange.sendResponseHeaders(200, 0);
                while (closed.getCount() > 0) {
                    exchange.getResponseBody().write(spaces());
                }
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bomb(long size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (long written = 0; written < size; written += CHUNK) {
                gzip.write(spaces());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] spaces() {
        byte[] spaces = new byte[CHUNK];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
