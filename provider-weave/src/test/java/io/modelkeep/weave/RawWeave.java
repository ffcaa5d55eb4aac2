package io.modelkeep.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A server of one model with versions, on bare sockets, which breaks the rules that a test chooses. */
final class RawWeave implements AutoCloseable {

    static final String MODEL = "raw";

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> versions = new ArrayList<>();
    private final Map<String, List<String>> aliases = new ConcurrentHashMap<>();
    private final ServerSocket listening;
    private final List<Socket> open = new ArrayList<>();

    /** How many rows one answer has at most. */
    volatile int mostRows = Integer.MAX_VALUE;

    /** What the rows say which project they are of. */
    volatile String project = WeaveRun.ENTITY + "/" + WeaveRun.PROJECT;

    /** Whether the answer to a deletion comes twice, and no further request on that connection is carried out. */
    volatile boolean doubled;

    RawWeave(int count) {
        IntStream.range(0, count).forEach(i -> versions.add("d" + (10_000 + i) + "x".repeat(37)));
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-weave");
        thread.setDaemon(true);
        thread.start();
    }

    Map<String, String> config() {
        return Map.of(
                "provider",
                "weave",
                "weave.base-url",
                "http://127.0.0.1:" + listening.getLocalPort(),
                "weave.api-key",
                "some-key",
                "weave.entity",
                WeaveRun.ENTITY,
                "weave.project",
                WeaveRun.PROJECT,
                "max-concurrency",
                "1");
    }

    synchronized List<String> digests() {
        return List.copyOf(versions);
    }

    void alias(String digest, String alias) {
        aliases.put(digest, List.of(alias));
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listening.accept();
                synchronized (open) {
                    open.add(socket);
                }
                start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        boolean spoilt = false;
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String target = line(in); !target.isEmpty(); target = line(in)) {
                int length = 0;
                boolean last = false;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String lower = header.toLowerCase(Locale.ROOT);
                    length = lower.startsWith("content-length:")
                            ? Integer.parseInt(lower.substring(15).strip())
                            : length;
                    last = last || lower.equals("connection: close");
                }
                JsonNode body = json.readTree(in.readNBytes(length));
                if (spoilt) {
                    continue;
                }
                boolean deletion = target.contains("/obj/delete");
                byte[] answer = answer(deletion ? delete(body) : query(body));
                out.write(answer);
                if (deletion && doubled) {
                    out.write(answer);
                    spoilt = true;
                }
                out.flush();
                if (last) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client has closed the connection.
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private byte[] answer(Map<String, ?> body) throws IOException {
        byte[] text = json.writeValueAsBytes(body);
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + text.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + text.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(text, 0, all, head.length, text.length);
        return all;
    }

    private synchronized Map<String, ?> delete(JsonNode body) {
        JsonNode digests = body.path("digests");
        int before = versions.size();
        if (digests.isMissingNode()) {
            versions.clear();
        } else {
            digests.forEach(digest -> versions.remove(digest.asText()));
        }
        return Map.of("num_deleted", before - versions.size());
    }

    private synchronized Map<String, ?> query(JsonNode body) {
        boolean latestOnly = body.path("filter").path("latest_only").asBoolean();
        int first = body.path("offset").asInt() + (latestOnly ? versions.size() - 1 : 0);
        int limit = Math.min(body.path("limit").asInt(), mostRows);
        return Map.of(
                "objs",
                IntStream.range(0, versions.size())
                        .skip(first)
                        .limit(limit)
                        .mapToObj(this::row)
                        .toList());
    }

    private Map<String, @Nullable Object> row(int index) {
        String digest = versions.get(index);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("project_id", project);
        row.put("object_id", MODEL);
        row.put("digest", digest);
        row.put(
                "created_at",
                START.plusSeconds(Long.parseLong(digest.substring(1, 6))).toString());
        row.put("version_index", Integer.parseInt(digest.substring(1, 6)) - 10_000);
        row.put("is_latest", index == versions.size() - 1 ? 1 : 0);
        row.put("kind", "object");
        row.put("base_object_class", "Model");
        row.put("val", Map.of());
        row.put("tags", List.of());
        row.put("aliases", aliases.getOrDefault(digest, List.of()));
        return row;
    }

    @Override
    public void close() {
        try {
            listening.close();
            synchronized (open) {
                for (Socket socket : open) {
                    socket.close();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
