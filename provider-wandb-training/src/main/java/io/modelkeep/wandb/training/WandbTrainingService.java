package io.modelkeep.wandb.training;

import io.modelkeep.Secret;
import io.modelkeep.StoreConfig;
import io.modelkeep.StoreException;
import io.modelkeep.http.BodyReader;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Credential;
import io.modelkeep.http.Reply;
import io.modelkeep.http.Service;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.wandb.training.WandbTrainingJson.CheckpointList;
import java.net.URI;
import retrofit2.Call;

/** The service behind the configured base URL. Thread-safe. */
final class WandbTrainingService implements AutoCloseable {

    private final ServiceClient client;
    private final WandbTrainingApi api;

    WandbTrainingService(StoreConfig config, URI baseUrl, Secret apiKey) {
        this.client = new ServiceClient(
                config,
                new Service(
                        WandbTrainingProvider.NAME,
                        withVersion(baseUrl),
                        Credential.of("Bearer", apiKey),
                        new WandbTrainingErrors()));
        this.api = client.endpoints(
                WandbTrainingApi.class, new BodyReader<>(CheckpointList.class, CheckpointListReader::read));
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
        return client.send(call, context);
    }

    /** Why a request failed; a 404 that any router may give needs another proof that the base URL is right. */
    StoreException failure(Reply<?> reply, CallContext context) {
        return client.failure(reply, context, api::health);
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
