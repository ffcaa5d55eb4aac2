package example.shelf;

import io.modelkeep.Operation;
import io.modelkeep.testkit.fixture.FaultServer;
import io.modelkeep.testkit.fixture.FaultServer.Answer;
import io.modelkeep.testkit.fixture.WireRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The state of a small Shelf server, and its answers. It shares no code with the provider. Thread-safe. */
final class ShelfServer implements FaultServer.Service {

    static final String TOKEN = "shelf-secret-0123456789";
    static final int MAX_LIMIT = 20;

    private static final Pattern PATH = Pattern.compile("/v1/(models|runs)(?:/([^/]+))?(/checkpoints)?(?:/([^/]+))?");

    private static final Map<String, Operation> OPERATIONS = Map.of(
            "GET models/1", Operation.GET_MODEL,
            "DELETE models/1", Operation.DELETE_MODEL,
            "GET runs", Operation.LIST_RUNS,
            "GET runs/1/checkpoints", Operation.LIST_CHECKPOINTS,
            "DELETE runs/1/checkpoints/1", Operation.DELETE_CHECKPOINTS);

    /** A checkpoint as the server stores it. */
    record Saved(long number, long step, String createdAt) {}

    private final Map<Long, Map<Long, Saved>> runs = new TreeMap<>();
    private final Map<Long, String> models = new TreeMap<>();
    private long numbers;
    private int limit = MAX_LIMIT;

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

    @Override
    public Optional<Operation> operation(String method, String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String form = parts.group(1)
                + (parts.group(2) == null ? "" : "/1")
                + (parts.group(3) == null ? "" : parts.group(3))
                + (parts.group(4) == null ? "" : "/1");
        return Optional.ofNullable(OPERATIONS.get(method + " " + form));
    }

    @Override
    public synchronized Answer answer(WireRequest request) {
        if (!List.of("Bearer " + TOKEN).equals(request.headers().get("Authorization"))) {
            return error(401, "bad_token", "the token is not known");
        }
        Matcher path = PATH.matcher(request.path());
        if (request.operation().isEmpty() || !path.matches()) {
            return Answer.of(404, routeMissing().orElseThrow());
        }
        return switch (request.operation().get()) {
            case GET_MODEL -> model(path.group(2), models.get(number("m", path.group(2))), false);
            case DELETE_MODEL -> model(path.group(2), models.remove(number("m", path.group(2))), true);
            case LIST_RUNS -> page(request, "run-", runs.keySet().stream()
                    .map(number -> Map.<String, Object>of("id", "run-" + number, "name", "run " + number))
                    .toList());
            default -> answer(request, runs.get(number("run-", path.group(2))), path.group(4));
        };
    }

    private static Answer model(String id, String name, boolean deleted) {
        return name == null
                ? error(404, "model_not_found", "this shelf has no such model")
                : new Answer(200, Map.of("id", id, "name", name), deleted);
    }

    private Answer answer(WireRequest request, Map<Long, Saved> run, String checkpoint) {
        if (run == null) {
            return error(404, "run_not_found", "this shelf has no such run");
        }
        if (checkpoint == null) {
            return page(request, "c", run.values().stream().map(ShelfServer::row).toList());
        }
        return run.remove(number("c", checkpoint)) == null
                ? error(404, "checkpoint_not_found", "this shelf has no such checkpoint")
                : Answer.changed(Map.of("id", checkpoint));
    }

    @Override
    public Map<String, Object> error(int status, String message) {
        return body("refused", message);
    }

    @Override
    public Optional<Map<String, Object>> routeMissing() {
        return Optional.of(body("no_route", "no such path"));
    }

    private static Answer error(int status, String code, String message) {
        return Answer.of(status, body(code, message));
    }

    private static Map<String, Object> body(String code, String message) {
        return Map.of("error", Map.of("code", code, "message", message));
    }

    private static Map<String, Object> row(Saved saved) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", "c" + saved.number());
        row.put("step", saved.step());
        row.put("created_at", saved.createdAt());
        return row;
    }

    /** Returns the page after the item that the page token names, also if that item was deleted. */
    private Answer page(WireRequest request, String prefix, List<Map<String, Object>> all) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : request.query().orElse("").split("&")) {
            query.put(part.replaceAll("=.*", ""), part.replaceAll("^[^=]*=?", ""));
        }
        String token = query.getOrDefault("page_token", "after-0");
        if (!token.matches("after-[0-9]{1,18}")) {
            return error(400, "bad_page_token", "not a page token of this shelf");
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
        return Answer.of(200, body);
    }

    private static long number(String prefix, String text) {
        return text != null && text.matches(prefix + "[0-9]{1,18}") ? Long.parseLong(text.substring(prefix.length())) : -1;
    }
}
