package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer of HTTP/2 that asks for answers without end and reads none of them: nothing waits for it for ever. */
@Timeout(60)
class FloodingPeerTest {

    private static final HeldCertificate LOCALHOST = TlsTest.certificate("localhost");

    /** More answers than any buffer between the two holds. */
    private static final int MANY = 200_000;

    @TempDir
    Path folder;

    /** What a peer sends, for an answer to each (RFC 9113, 6.5 and 6.7). */
    enum Flood {
        SETTINGS(0, 4),
        PING(8, 6);

        private final int length;
        private final int type;

        Flood(int length, int type) {
            this.length = length;
            this.type = type;
        }

        void write(OutputStream out, int times) throws IOException {
            ByteBuffer frames = ByteBuffer.allocate((9 + length) * 1000);
            while (frames.hasRemaining()) {
                frames.putInt(length << 8 | type).put((byte) 0).putInt(0).put(new byte[length]);
            }
            for (int i = 0; i < times; i += 1000) {
                out.write(frames.array());
                out.flush();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void neitherACallNorClosingWaitsForIt(Flood flood) throws Exception {
        CountDownLatch flooded = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SSLServerSocket listening = listening()) {
            threads.execute(() -> serve(listening, flood, flooded));
            ServiceClient client = TestService.client(
                    URI.create("https://localhost:" + listening.getLocalPort() + "/v1"),
                    TestService.config(
                                    "request-timeout",
                                    "3s",
                                    "max-attempts",
                                    "1",
                                    "trust-store",
                                    trusted().toString())
                            .build());
            TestApi api = client.endpoints(TestApi.class);

            CompletableFuture<Reply<Item>> sent = CompletableFuture.supplyAsync(
                    () -> client.send(
                            TestService.call(api, When.IF_NOT_APPLIED),
                            client.begin(Operation.DELETE_CHECKPOINTS, "m1")),
                    threads);
            assertThat(flooded.await(30, TimeUnit.SECONDS)).isTrue();
            Reply<Item> reply = sent.get(20, TimeUnit.SECONDS);
            assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
            assertThat(reply.mayBeApplied()).isTrue();

            CompletableFuture.runAsync(client::close, threads).get(10, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The caller's thread is inside a write that the peer never takes, when an interrupt or a timeout ends it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBodyThatThePeerDoesNotReadEndsSoon(boolean interrupted) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SSLServerSocket listening = listening();
                ServiceClient client = TestService.client(
                        URI.create("https://localhost:" + listening.getLocalPort() + "/v1"),
                        TestService.config(
                                        "request-timeout",
                                        interrupted ? "30s" : "1s",
                                        "max-attempts",
                                        "1",
                                        "trust-store",
                                        trusted().toString())
                                .build())) {
            CountDownLatch granted = new CountDownLatch(1);
            threads.execute(() -> serveNothing(listening, granted));
            TestApi api = client.endpoints(TestApi.class);
            List<Long> large =
                    LongStream.range(1_000_000_000L, 1_003_000_000L).boxed().toList();
            BackgroundCall<Reply<Item>> call = BackgroundCall.start(() -> client.send(
                    api.create(new TestApi.Parts(large)), client.begin(Operation.DELETE_CHECKPOINTS, "m1")));
            assertThat(granted.await(20, TimeUnit.SECONDS)).isTrue();
            call.awaitWriting();
            if (interrupted) {
                call.interrupt();
            }
            Reply<Item> reply = call.within(Duration.ofSeconds(5));
            assertThat(reply.mayBeApplied()).isTrue();
            assertThat(reply.failure())
                    .isInstanceOf(interrupted ? CancelledException.class : UnavailableException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Grants every stream the largest window (RFC 9113, 6.5.2 and 6.9), and then reads nothing any more. */
    private static void serveNothing(SSLServerSocket listening, CountDownLatch granted) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            ByteBuffer frames = ByteBuffer.allocate(9 + 6 + 9 + 4)
                    .putInt(6 << 8 | 4)
                    .put((byte) 0)
                    .putInt(0)
                    .putShort((short) 4)
                    .putInt(Integer.MAX_VALUE)
                    .putInt(4 << 8 | 8)
                    .put((byte) 0)
                    .putInt(0)
                    .putInt(Integer.MAX_VALUE - 65_535);
            socket.getOutputStream().write(frames.array());
            socket.getOutputStream().flush();
            granted.countDown();
            new CountDownLatch(1).await();
        } catch (IOException | InterruptedException ended) {
            granted.countDown();
        }
    }

    private Path trusted() throws IOException {
        return Files.writeString(folder.resolve("trusted.pem"), LOCALHOST.certificatePem());
    }

    private static SSLServerSocket listening() throws IOException {
        SSLServerSocket listening = (SSLServerSocket) new HandshakeCertificates.Builder()
                .heldCertificate(LOCALHOST)
                .build()
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket();
        listening.setReceiveBufferSize(1024);
        listening.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
        SSLParameters parameters = listening.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listening.setSSLParameters(parameters);
        return listening;
    }

    private static void serve(SSLServerSocket listening, Flood flood, CountDownLatch flooded) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            OutputStream out = socket.getOutputStream();
            Flood.SETTINGS.write(out, 1000);
            flood.write(out, MANY);
            flooded.countDown();
            while (true) {
                flood.write(out, 1000);
            }
        } catch (IOException closed) {
            // The client has given it up.
            flooded.countDown();
        }
    }
}
