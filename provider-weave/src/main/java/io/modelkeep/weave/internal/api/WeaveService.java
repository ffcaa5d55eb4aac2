package io.modelkeep.weave.internal.api;

import io.modelkeep.Operation;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.ServiceConfig;
import io.modelkeep.http.call.Credential;
import io.modelkeep.weave.WeaveProvider;
import io.modelkeep.weave.internal.api.WeaveJson.CreateModel;
import io.modelkeep.weave.internal.api.WeaveJson.CreatedModel;
import io.modelkeep.weave.internal.api.WeaveJson.DeleteObject;
import io.modelkeep.weave.internal.api.WeaveJson.Deleted;
import io.modelkeep.weave.internal.api.WeaveJson.Filter;
import io.modelkeep.weave.internal.api.WeaveJson.ObjectList;
import io.modelkeep.weave.internal.api.WeaveJson.QueryObjects;
import io.modelkeep.weave.internal.api.WeaveJson.SortBy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import retrofit2.Call;

/** The client of one project on the trace server at the configured base URL. Thread-safe. */
public final class WeaveService implements AutoCloseable {

    /** The maximum number of digests that the service accepts in one request. */
    private static final int MAX_DIGESTS = 100;

    /** The query length that proxies accept. A digest of 43 characters costs 52 of these, so 78 digests fit. */
    private static final int MAX_QUERY = 4096;

    private static final int PARAMETER = "digests=&".length();

    /** The choice whether a query requests tags and aliases. */
    enum Aliases {
        INCLUDED,
        LEFT_OUT
    }

    /** The observed behavior of the server when a query requests tags and aliases. */
    private enum Reporting {
        NOT_ASKED,
        REPORTED,
        REFUSED
    }

    private final AtomicReference<Reporting> reporting = new AtomicReference<>(Reporting.NOT_ASKED);
    private final ServiceClient client;
    private final WeaveApi api;
    private final String entity;
    private final String project;
    private final boolean published;

    /**
     * Creates the client of one project.
     *
     * @param published whether the server is the published one, which reads digests from the query
     */
    public WeaveService(
            StoreConfig config, URI baseUrl, Credential credential, String entity, String project, boolean published) {
        this.entity = entity;
        this.project = project;
        this.published = published;
        this.client = new ServiceClient(
                config, new ServiceConfig(WeaveProvider.NAME, baseUrl, credential, new WeaveErrors()));
        this.api = client.endpoints(WeaveApi.class);
    }

    public ServiceClient client() {
        return client;
    }

    public String entity() {
        return entity;
    }

    public String project() {
        return project;
    }

    String projectId() {
        return entity + "/" + project;
    }

    public Call<CreatedModel> create(CreateModel model) {
        return api.createModel(entity, project, model);
    }

    Call<ObjectList> query(Filter filter, List<SortBy> order, int offset, int limit, Aliases aliases) {
        Boolean include = aliases == Aliases.INCLUDED ? true : null;
        return api.queryObjects(new QueryObjects(projectId(), filter, limit, offset, order, true, include));
    }

    /** Returns whether the server reports tags and aliases, as far as is known. */
    public boolean reportsAliases() {
        return reporting.get() != Reporting.REFUSED;
    }

    void aliasesWereReported() {
        reporting.compareAndSet(Reporting.NOT_ASKED, Reporting.REPORTED);
    }

    /**
     * Records that the server rejected the request for tags and aliases.
     *
     * @return false if the server reported them before, so that queries must not do without them now
     */
    boolean aliasesWereRefused() {
        return reporting.compareAndSet(Reporting.NOT_ASKED, Reporting.REFUSED) || !reportsAliases();
    }

    /** Creates the request to delete these versions. At least one is required, because none would mean all versions. */
    public Call<Deleted> deleteVersions(String model, List<String> digests) {
        DeleteObject versions = new DeleteObject(projectId(), model, List.copyOf(digests));
        return published ? api.deleteVersions(entity, project, model, digests) : api.deleteObjectVersions(versions);
    }

    public Call<Deleted> deleteModel(String model) {
        return published
                ? api.deleteModel(entity, project, model)
                : api.deleteObject(new DeleteObject(projectId(), model, null));
    }

    /** Splits the digests into as few batches as the limits of the service and of proxies allow. */
    public List<List<String>> batches(Iterable<String> digests) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        int length = 0;
        for (String digest : digests) {
            int more = PARAMETER + digest.length();
            if (batch.size() == MAX_DIGESTS || (published && length + more > MAX_QUERY)) {
                batches.add(batch);
                batch = new ArrayList<>();
                length = 0;
            }
            batch.add(digest);
            length += more;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /** Creates the failure for a deletion whose outcome is unknown, because no complete list could be read. */
    public static OutcomeUnknownException unknown(Operation operation, String subject, StoreException unread) {
        return new OutcomeUnknownException(
                about(
                        operation,
                        subject,
                        "it is not known whether this was deleted, and no complete list could be read"),
                unread);
    }

    public static ErrorDetails about(Operation operation, String subject, String problem) {
        return ErrorDetails.of(problem)
                .provider(WeaveProvider.NAME)
                .operation(operation)
                .subject(subject);
    }

    @Override
    public void close() {
        client.close();
    }
}
