package io.modelkeep.testkit;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Id;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.memory.MemoryFiles;
import io.modelkeep.testkit.memory.MemoryServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A server behind a wire that can be made to misbehave; what goes over it are maps instead of JSON. Thread-safe. */
final class WiredServer implements FaultFixture, AutoCloseable {

    static final String KEY = "wired-secret-0123456789";
    static final int PAGE_SIZE = 10;

    private static final AtomicInteger PORTS = new AtomicInteger(10_000);
    private static final Map<Integer, WiredServer> RUNNING = new ConcurrentHashMap<>();

    /** A fault, and on which request of its operation it is due. */
    private record Due(int request, Fault fault) {}

    /** What came back; the body is a map, or the text of an answer that is none of the service's. */
    record Answer(int status, List<Map.Entry<String, String>> headers, Object body) {}

    final MemoryServer data = new MemoryServer();
    private final int port = PORTS.getAndIncrement();
    private final Map<Operation, List<Due>> faults = new EnumMap<>(Operation.class);
    private final Map<Operation, Integer> seen = new EnumMap<>(Operation.class);
    private final List<WireRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> answers = Collections.synchronizedList(new ArrayList<>());

    WiredServer() {
        RUNNING.put(port, this);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    static WiredServer at(URI uri) throws ConnectException {
        return Optional.ofNullable(RUNNING.get(uri.getPort())).orElseThrow(() -> new ConnectException("refused"));
    }

    @Override
    public synchronized void inject(Operation operation, Fault fault) {
        int after = due(operation).stream().mapToInt(Due::request).max().orElse(seen.getOrDefault(operation, 0));
        due(operation).add(new Due(Math.max(after, seen.getOrDefault(operation, 0)) + 1, fault));
    }

    @Override
    public synchronized void injectAt(Operation operation, int nth, Fault fault) {
        due(operation).add(new Due(seen.getOrDefault(operation, 0) + nth, fault));
    }

    @Override
    public List<WireRequest> requests() {
        return requests(false);
    }

    @Override
    public List<String> unconsumed() {
        return unconsumed(false);
    }

    @Override
    public List<String> answers() {
        List<WireRequest> all = List.copyOf(requests);
        return IntStream.range(0, all.size())
                .filter(one -> !isStored(all.get(one).operation().orElseThrow()))
                .mapToObj(answers::get)
                .toList();
    }

    @Override
    public Optional<String> errorBody(int status, String words) {
        return Optional.of(WiredErrors.body(words));
    }

    @Override
    public Optional<String> routeMissing() {
        return Optional.of(WiredErrors.body(WiredErrors.NO_ROUTE));
    }

    /** The requests for files, or all others. */
    List<WireRequest> requests(boolean stored) {
        return List.copyOf(requests).stream()
                .filter(request -> isStored(request.operation().orElseThrow()) == stored)
                .toList();
    }

    synchronized List<String> unconsumed(boolean stored) {
        List<String> left = new ArrayList<>();
        faults.forEach((operation, all) -> all.stream()
                .filter(due -> isStored(operation) == stored)
                .forEach(due -> left.add(operation + " " + due)));
        return left;
    }

    private static boolean isStored(Operation operation) {
        return operation == Operation.DOWNLOAD_CHECKPOINT;
    }

    @Override
    public void close() {
        RUNNING.remove(port);
        data.close();
    }

    /**
     * One exchange.
     *
     * @param closed ends a stall early
     * @throws IOException no answer, or half of one
     */
    Answer exchange(Operation operation, String key, Map<String, Object> request, CountDownLatch closed, long millis)
            throws IOException, InterruptedException {
        Optional<Fault> fault;
        Answer answer;
        int number;
        synchronized (this) {
            fault = next(operation);
            boolean carriedOut = fault.map(Fault::isApplied).orElse(true);
            answer = !carriedOut
                    ? new Answer(200, List.of(), "")
                    : key.equals(isStored(operation) ? "" : KEY) ? carryOut(operation, request) : error(401, "bad key");
            number = answers.size();
            answers.add("none");
            requests.add(new WireRequest(
                    Optional.of(operation),
                    "POST",
                    "/" + operation,
                    Optional.empty(),
                    isStored(operation) ? Map.of() : Map.of("Authorization", List.of("Bearer " + key)),
                    request.toString(),
                    changes(operation, answer)));
        }
        Answer given = fault.isEmpty() ? answer : play(fault.get(), answer, closed, millis);
        answers.set(number, given.status() + " " + given.body());
        return given;
    }

    private static Answer play(Fault fault, Answer real, CountDownLatch closed, long millis)
            throws IOException, InterruptedException {
        return switch (fault.kind()) {
            case STATUS -> new Answer(fault.status(), fault.headers(), Map.of("detail", "said by a fault"));
            case ANSWER -> new Answer(fault.status(), fault.headers(), read(fault.body()));
            case REDIRECT -> new Answer(fault.status(), fault.headers(), "");
            case EDIT_JSON ->
                real.body() instanceof Map<?, ?>
                        ? new Answer(
                                real.status(), fault.headers(), fault.edit().apply(object(real.body())))
                        : real;
            case EDIT_TEXT -> {
                // There is no text on this wire: what changes that of an object spoils the answer.
                String text = WiredTexts.write(real.body()).orElse("{\"text\":\"wired\"}");
                String edited = fault.textEdit().apply(text);
                yield edited.equals(text) ? real : new Answer(real.status(), fault.headers(), edited);
            }
            case GZIP_BOMB, ENDLESS_BODY -> new Answer(200, fault.headers(), "x".repeat(100_000));
            case DISCONNECT, CUT_BODY -> throw new IOException("closed");
            case STALL, DRIP -> {
                if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("closed");
                }
                throw new IOException("no answer in time");
            }
        };
    }

    private static Object read(String body) {
        return WiredTexts.read(body).<Object>map(answer -> answer).orElseGet(() -> WiredErrors.read(body));
    }

    private Optional<Fault> next(Operation operation) {
        int number = seen.merge(operation, 1, Integer::sum);
        Optional<Due> found =
                due(operation).stream().filter(due -> due.request() <= number).findFirst();
        found.ifPresent(due(operation)::remove);
        return found.map(Due::fault);
    }

    private List<Due> due(Operation operation) {
        return faults.computeIfAbsent(operation, key -> new ArrayList<>());
    }

    private static boolean changes(Operation operation, Answer answer) {
        return switch (operation) {
            case CREATE_MODEL, DELETE_MODEL -> answer.body() instanceof Map<?, ?> && answer.status() == 200;
            case DELETE_VERSIONS, DELETE_CHECKPOINTS ->
                answer.body() instanceof Map<?, ?> counted
                        && counted.get("deleted_count") instanceof Integer count
                        && count > 0;
            default -> false;
        };
    }

    private Answer carryOut(Operation operation, Map<String, Object> request) {
        String id = (String) request.getOrDefault("id", "");
        return switch (operation) {
            case LIST_MODELS -> page(data.models().stream().map(Model::id).toList(), request);
            case LIST_RUNS -> page(data.runs().stream().map(TrainingRun::id).toList(), request);
            case LIST_VERSIONS ->
                data.model(new ModelId(id)).isEmpty()
                        ? error(404, "no such model")
                        : page(
                                data.versions(new ModelId(id)).stream()
                                        .map(ModelVersion::id)
                                        .toList(),
                                request);
            case LIST_CHECKPOINTS ->
                data.has(new RunId(id))
                        ? checkpoints(data.checkpoints(new RunId(id)), request)
                        : error(404, "no such training");
            case LIST_FILES ->
                files(request)
                        .map(files -> page(sizes(files), request))
                        .orElseGet(() -> error(404, "no such checkpoint"));
            case DOWNLOAD_CHECKPOINT -> file(files(request).orElseThrow(), request);
            case GET_MODEL ->
                data.model(new ModelId(id)).map(WiredServer::model).orElseGet(() -> error(404, "no such model"));
            case CREATE_MODEL ->
                model(data.add(ModelSpec.builder((String) request.getOrDefault("name", ""))
                        .build()));
            case DELETE_MODEL ->
                data.remove(new ModelId(id))
                        .map(counts -> ok(Map.of("id", id, "deleted_checkpoints", counts.get("checkpoints"))))
                        .orElseGet(() -> error(404, "no such model"));
            case DELETE_VERSIONS ->
                data.model(new ModelId(id)).isEmpty()
                        ? error(404, "no such model")
                        : deleted(request, one -> data.remove(new ModelId(id), new VersionId(one)));
            case DELETE_CHECKPOINTS ->
                data.has(new RunId(id))
                        ? deleted(request, one -> data.remove(new RunId(id), new CheckpointId(one)))
                        : error(404, "no such training");
        };
    }

    private Optional<MemoryFiles> files(Map<String, Object> request) {
        return data.files(new RunId((String) request.getOrDefault("id", "")), new CheckpointId((String)
                request.getOrDefault("checkpoint", "")));
    }

    private static Map<String, Integer> sizes(MemoryFiles files) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        files.contents().forEach((path, content) -> sizes.put(path, content.length));
        return sizes;
    }

    /** The bytes of a file, each as the character of its number. */
    private static Answer file(MemoryFiles files, Map<String, Object> request) {
        byte[] content = files.contents().getOrDefault((String) request.getOrDefault("path", ""), new byte[0]);
        return new Answer(200, List.of(), new String(content, StandardCharsets.ISO_8859_1));
    }

    private static Answer checkpoints(List<Checkpoint> all, Map<String, Object> request) {
        Answer page = page(all.stream().map(Checkpoint::id).toList(), request);
        if (object(page.body()).get("data") instanceof List<?> rows) {
            for (Object row : rows) {
                Object id = object(row).get("id");
                all.stream()
                        .filter(checkpoint -> checkpoint.id().value().equals(id))
                        .flatMap(checkpoint -> checkpoint.revision().stream())
                        .forEach(revision -> object(row).put("revision", revision));
            }
        }
        return page;
    }

    private static Answer page(List<? extends Id> all, Map<String, Object> request) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        all.forEach(id -> sizes.put(id.value(), 17));
        return page(sizes, request);
    }

    private static Answer page(Map<String, Integer> sizes, Map<String, Object> request) {
        List<String> ids = new ArrayList<>(sizes.keySet());
        if ("DESCENDING".equals(request.get("order"))) {
            Collections.reverse(ids);
        }
        if (request.containsKey("after") && !ids.contains(request.get("after"))) {
            return error(404, "no such cursor");
        }
        int from = request.containsKey("after") ? ids.indexOf(request.get("after")) + 1 : 0;
        int to = Math.min(from + Math.min((Integer) request.getOrDefault("limit", PAGE_SIZE), PAGE_SIZE), ids.size());
        List<Object> data = new ArrayList<>();
        for (String one : ids.subList(from, to)) {
            data.add(new LinkedHashMap<>(Map.of(
                    "id",
                    one,
                    "parent",
                    request.getOrDefault("id", ""),
                    "size",
                    Optional.ofNullable(sizes.get(one)).orElseThrow())));
        }
        return ok(Map.of("data", data, "has_more", to < ids.size()));
    }

    private static Answer deleted(Map<String, Object> request, Function<String, Boolean> remove) {
        List<Object> absent = new ArrayList<>();
        int count = 0;
        for (Object one : (List<?>) request.getOrDefault("ids", List.of())) {
            if (remove.apply((String) one)) {
                count++;
            } else {
                absent.add(one);
            }
        }
        return ok(Map.of("deleted_count", count, "not_found", absent));
    }

    private static Answer model(Model model) {
        return ok(Map.of("id", model.id().value(), "name", model.name()));
    }

    private static Answer ok(Map<String, Object> body) {
        return new Answer(200, List.of(), new LinkedHashMap<>(body));
    }

    private static Answer error(int status, String detail) {
        return new Answer(status, List.of(), Map.of("detail", detail));
    }

    @SuppressWarnings("unchecked") // every map this server makes has names as keys
    static Map<String, Object> object(Object body) {
        return (Map<String, Object>) body;
    }
}
