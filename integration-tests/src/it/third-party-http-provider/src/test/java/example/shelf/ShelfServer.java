package example.shelf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.modelkeep.Operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small Shelf server with its state. It shares no code with the provider. Thread-safe. */
final class ShelfServer implements AutoCloseable {

    static final String TOKEN = "shelf-secret-0123456789";
    static final int MAX_LIMIT = 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH = Pattern.compile("/v1/(models|runs)(?:/([^/]+))?(/checkpoints)?(?:/([^/]+))?");

    private static final Map<String, Operation> OPERATIONS = Map.of(
            "GET models/1", Operation.GET_MODEL,
            "DELETE models/1", Operation.DELETE_MODEL,
            "GET runs", Operation.LIST_RUNS,
            "GET runs/1/checkpoints", Operation.LIST_CHECKPOINTS,
            "DELETE runs/1/checkpoints/1", Operation.DELETE_CHECKPOINTS);

    /** An answer: its status and its body. */
    record Answer(int status, Map<String, Object> body) {

        static Answer error(int status, String code, String message) {
            return new Answer(status, Map.of("error", Map.of("code", code, "message", message)));
        }
    }

    /** A checkpoint as the server stores it. */
    record Saved(long number, long step, String createdAt) {}

    private final Map<Long, String> models = new TreeMap<>();
    private final Map<Long, Map<Long, Saved>> runs = new TreeMap<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ShelfWire wire = new ShelfWire(this);
    private long numbers;
    private int limit = MAX_LIMIT;

    ShelfServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", wire::exchange);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ShelfWire wire() {
        return wire;
    }

    synchronized long addModel(String name) {
        models.put(++numbers, name);
        return numbers;
    }

    synchronized List<Long> models() {
        return List.copyOf(models.keySet());
    }

    synchronized long addRun() {
        runs.put(++numbers, new TreeMap<>());
        return numbers;
    }

    synchronized void addCheckpoint(long run, long step, String createdAt) {
        long number = ++numbers;
        runs.get(run).put(number, new Saved(number, step, createdAt));
    }

    synchronized List<Long> runs() {
        return List.copyOf(runs.keySet());
    }

    synchronized List<Saved> checkpoints(long run) {
        return List.copyOf(runs.getOrDefault(run, Map.of()).values());
    }

    synchronized void limitPages(int most) {
        limit = most;
    }

    static Optional<Operation> operation(HttpExchange request) {
        Matcher path = PATH.matcher(request.getRequestURI().getRawPath());
        if (!path.matches()) {
            return Optional.empty();
        }
        String parts = path.group(1)
                + (path.group(2) == null ? "" : "/1")
                + (path.group(3) == null ? "" : path.group(3))
                + (path.group(4) == null ? "" : "/1");
        return Optional.ofNullable(OPERATIONS.get(request.getRequestMethod() + " " + parts));
    }

    synchronized Answer carryOut(HttpExchange request) {
        if (!("Bearer " + TOKEN).equals(request.getRequestHeaders().getFirst("Authorization"))) {
            return Answer.error(401, "bad_token", "the token is not known");
        }
        Matcher path = PATH.matcher(request.getRequestURI().getRawPath());
        Optional<Operation> operation = operation(request);
        if (operation.isEmpty() || !path.matches()) {
            return Answer.error(404, "no_route", "no such path");
        }
        return switch (operation.get()) {
            case GET_MODEL -> model(path.group(2), models.get(number("m", path.group(2))));
            case DELETE_MODEL -> model(path.group(2), models.remove(number("m", path.group(2))));
            case LIST_RUNS -> page(request, "run-", runs.keySet().stream()
                    .map(number -> Map.<String, Object>of("id", "run-" + number, "name", "run " + number))
                    .toList());
            default -> carryOut(request, runs.get(number("run-", path.group(2))), path.group(4));
        };
    }

    private static Answer model(String id, String name) {
        return name == null
                ? Answer.error(404, "model_not_found", "this shelf has no such model")
                : new Answer(200, Map.of("id", id, "name", name));
    }

    private Answer carryOut(HttpExchange request, Map<Long, Saved> run, String checkpoint) {
        if (run == null) {
            return Answer.error(404, "run_not_found", "this shelf has no such run");
        }
        if (checkpoint == null) {
            return page(request, "c", run.values().stream().map(ShelfServer::row).toList());
        }
        return run.remove(number("c", checkpoint)) == null
                ? Answer.error(404, "checkpoint_not_found", "this shelf has no such checkpoint")
                : new Answer(200, Map.of("id", checkpoint));
    }

    private static Map<String, Object> row(Saved saved) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", "c" + saved.number());
        row.put("step", saved.step());
        row.put("created_at", saved.createdAt());
        return row;
    }

    /** Returns the page after the item that the page token names, also if that item was deleted. */
    private Answer page(HttpExchange request, String prefix, List<Map<String, Object>> all) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : Optional.ofNullable(request.getRequestURI().getQuery()).orElse("").split("&")) {
            query.put(part.replaceAll("=.*", ""), part.replaceAll("^[^=]*=?", ""));
        }
        String token = query.getOrDefault("page_token", "after-0");
        if (!token.matches("after-[0-9]{1,18}")) {
            return Answer.error(400, "bad_page_token", "not a page token of this shelf");
        }
        long after = number("after-", token);
        int size = Math.min(limit, Integer.parseInt(query.getOrDefault("limit", Integer.toString(MAX_LIMIT))));
        List<Map<String, Object>> rest = all.stream()
                .filter(row -> number(prefix, (String) row.get("id")) > after)
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", new ArrayList<>(rest.subList(0, Math.min(size, rest.size()))));
        body.put("next_page_token", size < rest.size()
                ? "after-" + number(prefix, (String) rest.get(size - 1).get("id"))
                : null);
        return new Answer(200, body);
    }

    private static long number(String prefix, String text) {
        return text != null && text.matches(prefix + "[0-9]{1,18}") ? Long.parseLong(text.substring(prefix.length())) : -1;
    }

    static byte[] json(Object body) throws IOException {
        return JSON.writeValueAsBytes(body);
    }

    @SuppressWarnings("unchecked") // the server's own answers are objects
    static Map<String, Object> object(byte[] body) throws IOException {
        return JSON.readValue(body, LinkedHashMap.class);
    }

    @Override
    public void close() {
        wire.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
