package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.Secret;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import io.modelkeep.http.json.BodyReader;
import io.modelkeep.http.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request runs on the thread of its caller, and an interrupt, a close or a timeout ends it wherever it blocks. */
@Timeout(30)
class RequestCancellationTest {

    private enum End {
        INTERRUPT,
        CLOSE,
        TIMEOUT;

        String requestTimeout() {
            return this == TIMEOUT ? "300ms" : "20s";
        }

        void end(BackgroundCall<Reply<Item>> call, ServiceClient client) {
            switch (this) {
                case INTERRUPT -> call.interrupt();
                case CLOSE -> client.close();
                case TIMEOUT -> {}
            }
        }

        void assertEnded(BackgroundCall<Reply<Item>> call, boolean mayBeApplied) {
            Reply<Item> reply = call.promptly();
            assertThat(reply.failure())
                    .isInstanceOf(this == TIMEOUT ? UnavailableException.class : CancelledException.class);
            assertThat(reply.mayBeApplied()).isEqualTo(mayBeApplied);
            assertThat(call.interruptKept()).isEqualTo(this == INTERRUPT);
        }
    }

    /** A resolver that blocks like an operating system whose name servers do not answer. */
    private static final class BlockedResolver implements Dns {

        private final Semaphore lookups = new Semaphore(0);
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public List<InetAddress> lookup(String host) throws UnknownHostException {
            lookups.release();
            boolean released = false;
            while (!released) {
                try {
                    released = release.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException ignored) {
                    // A lookup in the operating system does not react to interrupts.
                }
            }
            return List.of(InetAddress.getLoopbackAddress());
        }
    }

    private final BlockedResolver resolver = new BlockedResolver();

    @AfterEach
    void release() {
        resolver.release.countDown();
    }

    private static ServiceClient client(URI baseUrl, Dns dns, String... settings) {
        return new ServiceClient(
                TestService.config(settings).build(),
                new ServiceConfig(
                        TestService.PROVIDER,
                        baseUrl,
                        Credential.of("Bearer", Secret.of(TestService.KEY)),
                        TestService::error),
                dns);
    }

    private static BackgroundCall<Reply<Item>> start(ServiceClient client) {
        TestApi api = client.endpoints(TestApi.class);
        return BackgroundCall.start(
                () -> client.send(TestService.call(api, When.IF_NOT_APPLIED), client.begin(Operation.GET_MODEL, "m1")));
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void aLookupThatBlocksEndsAtOnce(End end) throws Exception {
        try (ServiceClient client = client(
                URI.create("http://localhost:9/v1"),
                resolver,
                "request-timeout",
                end.requestTimeout(),
                "max-attempts",
                "1")) {
            BackgroundCall<Reply<Item>> call = start(client);
            resolver.lookups.acquire();
            end.end(call, client);
            end.assertEnded(call, false);
        }
    }

    @Test
    void blockedLookupsUseABoundedNumberOfThreads() throws Exception {
        try (TestService service = TestService.start();
                ServiceClient client = client(
                        URI.create("http://localhost:" + service.server.getPort() + "/v1"),
                        resolver,
                        "request-timeout",
                        "300ms",
                        "max-attempts",
                        "1",
                        "max-concurrency",
                        "2")) {
            for (int i = 0; i < 6; i++) {
                End.TIMEOUT.assertEnded(start(client), false);
            }
            assertThat(resolver.lookups.availablePermits()).isEqualTo(2);
            assertThat(service.server.getRequestCount()).isZero();
            service.enqueue(TestService.answer(200, TestService.OK));
            resolver.release.countDown();
            assertThat(start(client).promptly().ok()).isTrue();
            assertThat(resolver.lookups.availablePermits())
                    .as("a lookup that was given up is not made later")
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void aStallBeforeTheHandshakeEndsAtOnce(End end) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                ServiceClient client = client(
                        URI.create("https://localhost:" + silent.getLocalPort() + "/v1"),
                        Dns.SYSTEM,
                        "request-timeout",
                        end.requestTimeout(),
                        "max-attempts",
                        "1")) {
            BackgroundCall<Reply<Item>> call = start(client);
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read())
                        .as("the first byte of the handshake")
                        .isEqualTo(22);
                end.end(call, client);
                end.assertEnded(call, false);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"INTERRUPT", "CLOSE"})
    void aCallEndedAtTheMomentItConnectsEndsAtOnce(End end) throws Exception {
        // OkHttp does not notice a cancellation between connecting and the handshake, a gap of microseconds.
        for (int i = 0; i < 100; i++) {
            try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                    ServiceClient client = client(
                            URI.create("https://localhost:" + silent.getLocalPort() + "/v1"),
                            Dns.SYSTEM,
                            "request-timeout",
                            "20s")) {
                BackgroundCall<Reply<Item>> call = start(client);
                try (Socket accepted = silent.accept()) {
                    end.end(call, client);
                    end.assertEnded(call, false);
                    assertThat(accepted.isConnected()).isTrue();
                }
            }
        }
    }

    /** An answer whose second half never comes. */
    private static final class HalfAnswer implements AutoCloseable {

        private final ServerSocket server;
        private final CountDownLatch answered = new CountDownLatch(1);

        HalfAnswer(Executor threads) throws IOException {
            this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            threads.execute(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{\"count\": 1, \"name\": \"i"
                                    .getBytes(StandardCharsets.US_ASCII));
                    answered.countDown();
                    while (socket.getInputStream().read() >= 0) {
                        // The client has to end the connection.
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
        }

        URI baseUrl() {
            return URI.create("http://localhost:" + server.getLocalPort() + "/v1");
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void aCallThatUsedAnotherChannelEndsAtOnce(End end, @TempDir Path folder) throws Exception {
        // The class loader of an executable jar reads classes through a FileChannel, in the middle of a request.
        Path file = Files.writeString(folder.resolve("classes.jar"), "classes");
        CountDownLatch halfRead = new CountDownLatch(1);
        BodyReader<Item> reader = new BodyReader<>(Item.class, json -> {
            json.enterObject();
            assertThat(json.nextField()).isEqualTo("count");
            try (FileChannel channel = FileChannel.open(file)) {
                assertThat(channel.read(ByteBuffer.allocate(16))).isEqualTo(7);
            }
            halfRead.countDown();
            long count = json.wholeNumber();
            return new Item(count, null, null, null, json.nextField());
        });
        try (HalfAnswer server = new HalfAnswer(work -> new Thread(work).start());
                ServiceClient client = client(
                        server.baseUrl(), Dns.SYSTEM, "request-timeout", end.requestTimeout(), "max-attempts", "1")) {
            TestApi api = client.endpoints(TestApi.class, reader);
            BackgroundCall<Reply<Item>> call = BackgroundCall.start(() ->
                    client.send(TestService.call(api, When.IF_NOT_APPLIED), client.begin(Operation.GET_MODEL, "m1")));
            halfRead.await();
            call.awaitReading();
            end.end(call, client);
            end.assertEnded(call, true);
        }
    }

    @Test
    void aRequestRunsOnTheThreadOfItsCaller() {
        AtomicReference<Thread> reading = new AtomicReference<>();
        BodyReader<Item> reader = new BodyReader<>(Item.class, json -> {
            reading.set(Thread.currentThread());
            return item(json);
        });
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(200, TestService.OK));
            TestApi api = service.client.endpoints(TestApi.class, reader);
            assertThat(service.send(TestService.call(api, When.ALWAYS)).ok()).isTrue();
            assertThat(reading).hasValue(Thread.currentThread());
            assertThat(service.listener.all(StoreListener.Attempted.class)).hasSize(1);
        }
    }

    private static Item item(JsonReader json) throws IOException {
        json.enterObject();
        long count = 0;
        while (json.nextField() != null) {
            count = json.wholeNumber();
        }
        return new Item(count, null, null, null, null);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    @EnabledForJreRange(min = JRE.JAVA_21)
    void aVirtualThreadEndsAtOnce(End end) throws Exception {
        try (HalfAnswer server = new HalfAnswer(work -> new Thread(work).start());
                ServiceClient client = client(
                        server.baseUrl(), Dns.SYSTEM, "request-timeout", end.requestTimeout(), "max-attempts", "1")) {
            TestApi api = client.endpoints(TestApi.class);
            BackgroundCall<Reply<Item>> call = BackgroundCall.onVirtualThread(() ->
                    client.send(TestService.call(api, When.IF_NOT_APPLIED), client.begin(Operation.GET_MODEL, "m1")));
            server.answered.await();
            call.awaitWaiting();
            end.end(call, client);
            end.assertEnded(call, true);
        }
    }
}
