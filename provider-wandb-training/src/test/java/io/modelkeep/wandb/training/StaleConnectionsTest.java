package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.testkit.fixture.ManualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A healthy service that closes connections after an answer, as it may, costs no deletion its outcome. */
class StaleConnectionsTest {

    private static final String LIST = "{\"data\":[{\"id\":\"c1\",\"step\":1,\"metrics\":{}}],\"has_more\":false}";
    private static final String DELETED = "{\"deleted_count\":1,\"not_found_steps\":[]}";

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void deadConnectionsInThePoolDoNotUseUpTheAttempts(String version) throws Exception {
        int connections = 4;
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Forgetful server = new Forgetful(version, connections);
                ModelkeepClient stores = ModelkeepClient.open(StoreConfig.builder()
                        .set("provider", "wandb-training")
                        .set("wandb-training.base-url", "http://127.0.0.1:" + server.port())
                        .set("wandb-training.api-key", "any-key-will-do")
                        .timeSource(new ManualTime())
                        .build())) {
            RunId run = new RunId("m1");
            List<Future<Integer>> lists = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                lists.add(threads.submit(() -> stores.checkpoints()
                        .list(run, PageRequest.first())
                        .items()
                        .size()));
            }
            for (Future<Integer> list : lists) {
                assertThat(list.get()).isEqualTo(1);
            }
            assertThat(stores.checkpoints()
                            .delete(run, List.of(new CheckpointId("1")))
                            .results()
                            .get(0)
                            .outcome())
                    .isEqualTo(DeleteOutcome.DELETED);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Closes the first connections after one answer each, as a restarted server does; in the words of HTTP/1.0 all of them. The
     * first answers wait for each other, so that there are as many connections.
     */
    private static final class Forgetful implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final String version;
        private final CountDownLatch together;
        private final int dying;

        Forgetful(String version, int together) throws IOException {
            this.version = version;
            this.together = new CountDownLatch(together);
            this.dying = together;
            threads.execute(this::accept);
        }

        private void accept() {
            try {
                for (int number = 1; !socket.isClosed(); number++) {
                    Socket connection = socket.accept();
                    boolean closing = number <= dying || version.equals("HTTP/1.0");
                    threads.execute(() -> answer(connection, closing));
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        private void answer(Socket connection, boolean closing) {
            try (connection) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
                do {
                    String request = in.readLine();
                    if (request == null) {
                        return;
                    }
                    skipRest(in);
                    together.countDown();
                    together.await();
                    String body = request.startsWith("DELETE") ? DELETED : LIST;
                    connection
                            .getOutputStream()
                            .write((version + " 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.ISO_8859_1));
                } while (!closing);
            } catch (IOException gone) {
                // the client sees it too
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private static void skipRest(BufferedReader in) throws IOException {
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            for (int i = 0; i < length; i++) {
                in.read();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            threads.shutdownNow();
        }
    }
}
