package io.modelkeep.baseten;

import io.modelkeep.CancelledException;
import io.modelkeep.ErrorDetails;
import io.modelkeep.NotFoundException;
import io.modelkeep.StoreConfig;
import io.modelkeep.StoreException;
import io.modelkeep.UnavailableException;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Credential;
import io.modelkeep.http.Downloads;
import io.modelkeep.http.Reply;
import io.modelkeep.http.Service;
import io.modelkeep.http.ServiceClient;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import retrofit2.Call;

/** The service behind the configured base URL. Thread-safe. */
final class BasetenService implements AutoCloseable {

    private final ServiceClient client;
    private final BasetenApi api;
    private final Downloads downloads;

    BasetenService(
            StoreConfig config, URI baseUrl, Credential credential, int requestsPerSecond, Duration downloadTimeout) {
        this.client = new ServiceClient(
                config,
                new Service(
                        BasetenProvider.NAME,
                        withVersion(baseUrl),
                        credential,
                        new BasetenErrors(),
                        OptionalInt.of(requestsPerSecond)));
        this.api = client.endpoints(BasetenApi.class);
        this.downloads = client.downloads(downloadTimeout);
    }

    /** The documented server has no {@code /v1}; its paths begin with it, and people copy both forms. */
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

    BasetenApi api() {
        return api;
    }

    Downloads downloads() {
        return downloads;
    }

    <T> Reply<T> send(Call<T> call, CallContext context) {
        return client.send(call, context);
    }

    /** Why a request failed; a 404, which any web server may give, needs another proof that the base URL is right. */
    StoreException failure(Reply<?> reply, CallContext context) {
        return client.failure(reply, context, api::listTeams);
    }

    /** The body, or why there is none, thrown. */
    <T> T bodyOrThrow(Reply<T> reply, CallContext context) {
        if (!reply.ok()) {
            throw failure(reply, context);
        }
        return reply.body();
    }

    /** The same of a list: a team that is not there is a matter of the configuration. */
    <T> T listOrThrow(Reply<T> reply, CallContext context, Optional<String> team) {
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

    /**
     * Waits before a second read, which decides where one read is too little.
     *
     * @throws StoreException there can be no second read
     */
    void waitForSecondRead(CallContext context) {
        if (client.waitForSecondRead(context)) {
            return;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(about(context, "the thread was interrupted before the second read"));
        }
        throw new UnavailableException(about(
                context, "one read is too little, and there was no second: closed, or call-timeout is too short"));
    }

    /** What is wrong with a call for which no answer can be blamed. */
    static ErrorDetails about(CallContext context, String problem) {
        return ErrorDetails.of(problem)
                .provider(BasetenProvider.NAME)
                .operation(context.operation())
                .subject(context.subject());
    }

    @Override
    public void close() {
        client.close();
    }
}
