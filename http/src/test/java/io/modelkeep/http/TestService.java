package io.modelkeep.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.Operation;
import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.InvalidRequestException.FieldError;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.TestApi.Parts;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import io.modelkeep.http.call.ServiceError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import retrofit2.Call;

/** A local service, and a client for it made as a provider makes one. */
public final class TestService implements AutoCloseable {

    public static final String KEY = "k3y-canary-5b1f0c9d77";
    public static final String PROVIDER = "test";
    public static final String OK = "{\"count\": 1}";
    public static final String ERROR = "{\"detail\": \"said so\"}";

    public final MockWebServer server;
    public final RecordingListener listener = new RecordingListener();
    public final RecordingSleeper timeSource = new RecordingSleeper();
    public final ServiceClient client;
    public final TestApi api;

    private TestService(MockWebServer server, StoreConfig.Builder config) {
        this.server = server;
        this.client = client(server.url("/v1").uri(), config.listener(listener).build());
        this.api = client.endpoints(TestApi.class);
    }

    private TestService(MockWebServer server, String... settings) {
        this.server = server;
        this.client = client(
                server.url("/v1").uri(),
                config(settings).listener(listener).timeSource(timeSource).build());
        this.api = client.endpoints(TestApi.class);
    }

    /** With pairs of a key and a value, and a sleeper that waits for nothing. */
    public static TestService start(String... settings) {
        return new TestService(started(new MockWebServer()), settings);
    }

    /** With a server of the test's own, such as one that talks TLS. */
    public static TestService start(MockWebServer server, String... settings) {
        return new TestService(started(server), settings);
    }

    /** With the sleeper and clock that the configuration holds. */
    public static TestService start(StoreConfig.Builder config) {
        return new TestService(started(new MockWebServer()), config);
    }

    public static StoreConfig.Builder config(String... settings) {
        StoreConfig.Builder config = StoreConfig.builder().environment(Map.of());
        for (int i = 0; i < settings.length; i += 2) {
            config.set(settings[i], settings[i + 1]);
        }
        return config;
    }

    public static ServiceClient client(URI baseUrl, StoreConfig config) {
        return new ServiceClient(
                config,
                new ServiceConfig(PROVIDER, baseUrl, Credential.of("Bearer", Secret.of(KEY)), TestService::error));
    }

    static MockWebServer started(MockWebServer server) {
        try {
            server.setServerSocketFactory(new PromptSockets());
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Optional<ServiceError> error(int status, JsonNode body) {
        if (!body.path("detail").isTextual()) {
            return Optional.empty();
        }
        List<FieldError> fields = new ArrayList<>();
        body.path("fields")
                .forEach(field -> fields.add(new FieldError(
                        field.path("at").asText(), field.path("why").asText())));
        JsonNode wait = body.path("wait");
        return Optional.of(new ServiceError(
                body.path("detail").asText(),
                fields,
                wait.isInt() ? Optional.of(Duration.ofSeconds(wait.asInt())) : Optional.empty(),
                status == 404 && body.path("detail").asText().equals("Not Found")));
    }

    public static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    public TestService enqueue(MockResponse... answers) {
        for (MockResponse answer : answers) {
            server.enqueue(answer);
        }
        return this;
    }

    /** Gives every request the answer that a function makes. */
    public TestService answering(Function<RecordedRequest, MockResponse> answers) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.apply(request);
            }
        });
        return this;
    }

    /** A request of the endpoint that has this rule. */
    public Call<Item> call(When rule) {
        return call(api, rule);
    }

    public static Call<Item> call(TestApi api, When rule) {
        return switch (rule) {
            case ALWAYS -> api.read("i1");
            case IF_NOT_APPLIED -> api.delete("i1", new Parts(List.of(1L, 2L)));
            case NEVER -> api.create(new Parts(List.of(3L)));
        };
    }

    public Reply<Item> send(When rule) {
        return send(call(rule));
    }

    public <T> Reply<T> send(Call<T> call) {
        return client.send(call, begin());
    }

    public CallContext begin() {
        return client.begin(Operation.GET_MODEL, "m1");
    }

    /** The next request the service received; fails when none comes. */
    public RecordedRequest takeRequest() {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return request;
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
