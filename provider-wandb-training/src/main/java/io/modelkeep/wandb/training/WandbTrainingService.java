package io.modelkeep.wandb.training;

import io.modelkeep.StoreConfig;
import io.modelkeep.StoreException;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Reply;
import io.modelkeep.http.ServiceClient;
import java.net.URI;
import retrofit2.Call;

/** The service behind the configured base URL, and whether that URL has proved to be the right one. Thread-safe. */
final class WandbTrainingService implements AutoCloseable {

    private final ServiceClient client;
    private final WandbTrainingApi api;
    private volatile boolean proved;

    WandbTrainingService(StoreConfig config) {
        this.client = new ServiceClient(
                WandbTrainingProvider.NAME,
                config,
                withVersion(config.require(WandbTrainingKeys.BASE_URL)),
                "Bearer",
                config.require(WandbTrainingKeys.API_KEY),
                new WandbTrainingErrors());
        this.api = client.endpoints(WandbTrainingApi.class);
    }

    /** The documented base URL ends in {@code /v1}, the document's server does not, and its paths begin with it. */
    static URI withVersion(URI baseUrl) {
        String text = baseUrl.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return URI.create(text.endsWith("/v1") ? text : text + "/v1");
    }

    ServiceClient client() {
        return client;
    }

    WandbTrainingApi api() {
        return api;
    }

    <T> Reply<T> send(Call<T> call, CallContext context) {
        Reply<T> reply = client.send(call, context);
        proved |= reply.ok();
        return reply;
    }

    /**
     * Why a request failed. A 404 that a router may have given counts only where this base URL has proved to be right: by a
     * success before, or by the health check now.
     */
    StoreException failure(Reply<?> reply, CallContext context) {
        if (!reply.maybeRouter()
                || proved
                || send(api.health(), context.after(0)).ok()) {
            return reply.failure();
        }
        return reply.malformed(
                "a 404 that any web server may give, and no health check answers; is the base URL wrong?");
    }

    /** The body, or why there is none, thrown. */
    <T> T bodyOrThrow(Reply<T> reply, CallContext context) {
        if (!reply.ok()) {
            throw failure(reply, context);
        }
        return reply.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
