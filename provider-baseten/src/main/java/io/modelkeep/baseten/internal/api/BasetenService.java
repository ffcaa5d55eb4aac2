package io.modelkeep.baseten.internal.api;

import io.modelkeep.baseten.BasetenProvider;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.Downloads;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.ServiceConfig;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.transport.Credential;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import retrofit2.Call;

/** The service behind the configured base URL. Thread-safe. */
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

    /** The documented server has no {@code /v1}; its paths begin with it, and people copy both forms. */
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

    /** Why a request failed; a 404, which any web server may give, needs another proof that the base URL is right. */
    public StoreException failure(Reply<?> reply, CallContext context) {
        return client.failure(reply, context, api::listTeams);
    }

    /** The body, or why there is none, thrown. */
    public <T> T bodyOrThrow(Reply<T> reply, CallContext context) {
        if (!reply.ok()) {
            throw failure(reply, context);
        }
        return reply.body();
    }

    /** The same of a list: a team that is not there is a matter of the configuration. */
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

    /**
     * Waits before a second read, which decides where one read is too little.
     *
     * @throws StoreException there can be no second read
     */
    public void waitForSecondRead(CallContext context) {
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
    public static ErrorDetails about(CallContext context, String problem) {
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
