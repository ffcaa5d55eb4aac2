package io.modelkeep.wandb.training.internal.api;

import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.ServiceConfig;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.json.BodyReader;
import io.modelkeep.wandb.training.WandbTrainingProvider;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CheckpointList;
import java.net.URI;
import retrofit2.Call;

/** The connection to the service at the configured base URL. Thread-safe. */
public final class WandbTrainingService implements AutoCloseable {

    private final ServiceClient client;
    private final WandbTrainingApi api;

    public WandbTrainingService(StoreConfig config, URI baseUrl, Secret apiKey) {
        this.client = new ServiceClient(
                config,
                new ServiceConfig(
                        WandbTrainingProvider.NAME,
                        withVersion(baseUrl),
                        Credential.of("Bearer", apiKey),
                        new WandbTrainingErrors()));
        this.api = client.endpoints(
                WandbTrainingApi.class, new BodyReader<>(CheckpointList.class, CheckpointListReader::read));
    }

    /**
     * Returns the base URL with {@code /v1} at the end. The documented base URL ends in {@code /v1}. The server URL in
     * the OpenAPI document does not, because there the paths begin with {@code /v1}.
     */
    public static URI withVersion(URI baseUrl) {
        String text = baseUrl.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return URI.create(text.endsWith("/v1") ? text : text + "/v1");
    }

    public ServiceClient client() {
        return client;
    }

    public WandbTrainingApi api() {
        return api;
    }

    public <T> Reply<T> send(Call<T> call, CallContext context) {
        return client.send(call, context);
    }

    /**
     * Returns the exception for a failed request. A 404 that any router may send needs another proof that the base URL
     * is right.
     */
    public StoreException failure(Reply<?> reply, CallContext context) {
        return client.failure(reply, context, api::health);
    }

    /** Returns the body, or throws the exception for the failed request. */
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
