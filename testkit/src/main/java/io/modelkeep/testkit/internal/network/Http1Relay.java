package io.modelkeep.testkit.internal.network;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/** A relay that forwards HTTP/1.1 requests one by one and damages selected ones. Thread-safe. */
public final class Http1Relay implements Relay.Manner {

    /** The ways to damage a request. */
    public enum Spoiling {
        /** The connection is reset before the request was read completely. The server receives nothing. */
        RESET_BEFORE,
        /** The connection is reset when the server answers. */
        RESET_AFTER,
        /** The server receives the request without its body. */
        STRIP_BODY
    }

    private final URI server;
    private final AtomicInteger spoiled = new AtomicInteger();
    private Spoiling spoiling = Spoiling.RESET_BEFORE;
    private BiPredicate<Integer, String> wanted = (number, method) -> false;
    private int seen;

    public Http1Relay(URI server) {
        this.server = server;
    }

    /** Damages requests from now on. The predicate selects them by their number, counted from 0, and their method. */
    public synchronized void spoil(Spoiling how, BiPredicate<Integer, String> which) {
        spoiling = how;
        wanted = which;
        seen = 0;
    }

    /** Returns the number of damaged requests. */
    public int spoiled() {
        return spoiled.get();
    }

    /** Returns the damage for the next request, if any. */
    private synchronized Optional<Spoiling> next(String method) {
        return wanted.test(seen++, method) ? Optional.of(spoiling) : Optional.empty();
    }

    @Override
    public void serve(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        String method = method(in);
        // A connection that sends no request is not forwarded.
        if (method.isEmpty()) {
            return;
        }
        Optional<Spoiling> spoils = next(method);
        if (isReset(spoils, client)) {
            return;
        }
        try (Socket upstream = Relay.connect(server)) {
            Answers answers = new Answers(client, upstream);
            Relay.background(answers);
            do {
                handOn(method, in, upstream.getOutputStream(), spoils, answers);
                method = method(in);
                spoils = method.isEmpty() ? Optional.empty() : next(method);
            } while (!method.isEmpty() && !isReset(spoils, client));
        }
    }

    private boolean isReset(Optional<Spoiling> spoils, Socket client) throws IOException {
        if (spoils.filter(Spoiling.RESET_BEFORE::equals).isEmpty()) {
            return false;
        }
        spoiled.incrementAndGet();
        Relay.reset(client);
        return true;
    }

    private void handOn(String method, InputStream in, OutputStream out, Optional<Spoiling> spoils, Answers answers)
            throws IOException {
        String head = method + line(in, "\r\n\r\n");
        byte[] body = body(in, head);
        if (spoils.filter(Spoiling.STRIP_BODY::equals).isPresent() && body.length > 0) {
            spoiled.incrementAndGet();
            head = head.replaceAll("(?i)\r\n(content-length|content-type|transfer-encoding):[^\r]*", "");
            body = new byte[0];
        } else if (spoils.filter(Spoiling.RESET_AFTER::equals).isPresent()) {
            spoiled.incrementAndGet();
            answers.reset = true;
        }
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static String method(InputStream in) throws IOException {
        return line(in, " ");
    }

    /** Reads up to and including an end marker. Returns an empty text if the connection ended. */
    private static String line(InputStream in, String end) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf(end, line.length() - end.length()) < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private static byte[] body(InputStream in, String head) throws IOException {
        for (String header : head.toLowerCase(Locale.ROOT).split("\r\n", -1)) {
            if (header.startsWith("content-length:")) {
                return in.readNBytes(Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip()));
            }
            if (header.startsWith("transfer-encoding:")) {
                return chunks(in);
            }
        }
        return new byte[0];
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int size;
        do {
            String line = line(in, "\r\n");
            all.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
            size = Integer.parseInt(line.replaceFirst("[;\r].*", "").strip(), 16);
            all.writeBytes(in.readNBytes(size + 2));
        } while (size > 0);
        return all.toByteArray();
    }

    /** The forwarding of answers, which are not parsed. */
    private static final class Answers implements Runnable {

        private final Socket client;
        private final Socket upstream;
        private volatile boolean reset;

        Answers(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        @Override
        public void run() {
            byte[] bytes = new byte[8192];
            try (client) {
                InputStream in = upstream.getInputStream();
                int read = in.read(bytes);
                while (read >= 0) {
                    if (reset) {
                        Relay.reset(client);
                        return;
                    }
                    client.getOutputStream().write(bytes, 0, read);
                    read = in.read(bytes);
                }
            } catch (IOException gone) {
                // One of the two sides closed the connection.
            }
        }
    }
}
