package io.modelkeep.baseten.internal.api;

import io.modelkeep.baseten.BasetenProvider;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.Downloads;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.ServiceConfig;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import retrofit2.Call;

/** The client of the service at the configured base URL. Thread-safe. */
public final class BasetenService implements AutoCloseable {

    private final ServiceClient client;
    private final BasetenApi api;
    private final Downloads downloads;

    public BasetenService(
            StoreConfig config, URI baseUrl, Credential credential, int requestsPerSecond, Duration downloadTimeout) {
        this.client = new ServiceClient(
                config,
                new ServiceConfig(
                        BasetenProvider.NAME,
                        withVersion(baseUrl),
                        credential,
                        new BasetenErrors(),
                        OptionalInt.of(requestsPerSecond)));
        this.api = client.endpoints(BasetenApi.class);
        this.downloads = client.downloads(downloadTimeout);
    }

    /**
     * Returns the base URL with {@code /v1} at the end. The documented URL of the server has no {@code /v1}, but the
     * documented paths begin with it, and users copy both forms.
     */
    static URI withVersion(URI baseUrl) {
        String text = baseUrl.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return URI.create(text.endsWith("/v1") ? text : text + "/v1");
    }

    public ServiceClient client() {
        return client;
    }

    public BasetenApi api() {
        return api;
    }

    public Downloads downloads() {
        return downloads;
    }

    public <T> Reply<T> send(Call<T> call, CallContext context) {
        return client.send(call, context);
    }

    /**
     * Returns the failure of a request. Any web server may answer 404, so a 404 needs another proof that the base URL
     * is right.
     */
    public StoreException failure(Reply<?> reply, CallContext context) {
        return client.failure(reply, context, api::listTeams);
    }

    /** Returns the body, or throws the failure of the request. */
    public <T> T bodyOrThrow(Reply<T> reply, CallContext context) {
        if (!reply.ok()) {
            throw failure(reply, context);
        }
        return reply.body();
    }

    /** Returns the body of a list. If the configured team does not exist, the failure names its configuration key. */
    public <T> T listOrThrow(Reply<T> reply, CallContext context, Optional<String> team) {
        try {
            return bodyOrThrow(reply, context);
        } catch (NotFoundException absent) {
            if (team.isEmpty()) {
                throw absent;
            }
            throw new NotFoundException(
                    reply.details().problem("not found: there is no such team; check baseten.team"), absent);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
