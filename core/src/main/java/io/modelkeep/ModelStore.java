package io.modelkeep;

import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.internal.paging.PagedStream;
import io.modelkeep.internal.paging.PrefetchThreads;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The models of one provider, and their versions. Thread-safe. Every call blocks until its operation is complete.
 * Interrupting the calling thread ends the call at once.
 *
 * <p>An operation that the provider does not support throws {@link UnsupportedCapabilityException} before any request.
 * Every operation can throw {@link AuthenticationException}, {@link PermissionDeniedException}, {@link
 * RateLimitedException}, {@link UnavailableException}, {@link MalformedResponseException} and {@link
 * CancelledException}. After the {@link ModelkeepClient} is closed, every operation throws {@link
 * IllegalStateException}. Bulk deletions report these exceptions instead of throwing them.
 */
public interface ModelStore {

    /** Returns the provider's name. */
    String provider();

    /** Returns the capabilities of this store. The set never changes. */
    Set<Capability> capabilities();

    /**
     * Returns the fields that the service reports for each version. No request is sent. The set is empty if the
     * provider declares no fields. A policy that needs an undeclared field is refused. A field can disappear from the
     * set after the service, such as an older server, refuses to report it. A field is never added later.
     */
    default Set<Field> versionFields() {
        return Set.of();
    }

    /**
     * Returns the executor on which the streams of this store fetch pages ahead. The value is empty if each page is
     * fetched on the thread that consumes the stream, as with {@code prefetch=false}.
     */
    default Optional<Executor> prefetchExecutor() {
        return Optional.of(PrefetchThreads.executor());
    }

    /**
     * Creates a model.
     *
     * @throws InvalidRequestException a field is missing or not known to the provider (nothing was sent), or the
     *     service did not accept it
     * @throws ConflictException the name is taken and {@link ModelSpec.IfExists#FAIL} was requested
     * @throws OutcomeUnknownException the answer was lost and a model may have been created; check before retrying
     */
    default Model create(ModelSpec spec) {
        throw new UnsupportedCapabilityException(provider(), Capability.MODEL_CREATE, Operation.CREATE_MODEL, null);
    }

    /**
     * Reads one model.
     *
     * @throws NotFoundException the model does not exist
     */
    default Model get(ModelId id) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.MODEL_GET, Operation.GET_MODEL, String.valueOf(id));
    }

    /**
     * Lists one page of models.
     *
     * @throws InvalidRequestException the page token belongs to another list; nothing was sent
     */
    default Page<Model> list(PageRequest page) {
        throw new UnsupportedCapabilityException(provider(), Capability.MODEL_LIST, Operation.LIST_MODELS, null);
    }

    /**
     * Lists one page of the models with exactly this name.
     *
     * @throws UnsupportedCapabilityException the provider does not declare {@link Capability#MODEL_NAME_FILTER}
     * @throws InvalidRequestException the name is blank, or the page token belongs to another list or name; nothing
     *     was sent
     */
    default Page<Model> listByName(String name, PageRequest page) {
        throw new UnsupportedCapabilityException(provider(), Capability.MODEL_NAME_FILTER, Operation.LIST_MODELS, null);
    }

    /**
     * Streams all models and fetches the pages as they are consumed, in constant memory. See {@link
     * CheckpointStore#stream(RunId, PageRequest)}.
     */
    default Stream<Model> stream() {
        return stream(PageRequest.first());
    }

    /** Streams the models from the given page on, up to the limit of the request. See {@link #stream()}. */
    default Stream<Model> stream(PageRequest from) {
        return PagedStream.of(provider(), Operation.LIST_MODELS, from, this::list, prefetchExecutor());
    }

    /**
     * Streams the models with exactly this name from the given page on, up to the limit of the request. See {@link
     * #stream()} and {@link #listByName}.
     */
    default Stream<Model> streamByName(String name, PageRequest from) {
        return PagedStream.of(
                provider(), Operation.LIST_MODELS, from, page -> listByName(name, page), prefetchExecutor());
    }

    /**
     * Lists one page of a model's versions.
     *
     * @throws NotFoundException the model does not exist
     */
    default Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.VERSION_LIST, Operation.LIST_VERSIONS, "of " + id);
    }

    /** Streams all versions of a model and fetches the pages as they are consumed. See {@link #stream()}. */
    default Stream<ModelVersion> streamVersions(ModelId id) {
        return streamVersions(id, PageRequest.first());
    }

    /**
     * Streams the versions of a model from the given page on, up to the limit of the request. See {@link #stream()}.
     */
    default Stream<ModelVersion> streamVersions(ModelId id, PageRequest from) {
        return PagedStream.of(
                provider(), Operation.LIST_VERSIONS, from, page -> listVersions(id, page), prefetchExecutor());
    }

    /**
     * Deletes a model, unless it serves or may serve production, or an alias names one of its versions. See {@link
     * #delete(ModelId, DeleteMode)}.
     */
    default ModelDeletion delete(ModelId id) {
        return delete(id, DeleteMode.SAFE);
    }

    /**
     * Deletes a model with everything that belongs to it, and reports the outcome. An absent model is {@link
     * DeleteOutcome#ALREADY_ABSENT}, which is not an error. The objects deleted with the model differ by provider.
     * {@link ModelDeletion#cascade()} reports them.
     *
     * @throws InvalidRequestException the id is not valid for this provider; nothing was sent
     */
    default ModelDeletion delete(ModelId id, DeleteMode mode) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.MODEL_DELETE, Operation.DELETE_MODEL, String.valueOf(id));
    }

    /**
     * Deletes versions of a model, unless they are in use. See {@link #deleteVersions(ModelId, Collection,
     * DeleteMode)}.
     */
    default DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions) {
        return deleteVersions(id, versions, DeleteMode.SAFE);
    }

    /**
     * Deletes versions of a model and reports the outcome of each. An empty collection sends no request.
     *
     * <p>The method throws only before its first request. After that, it always returns the whole report.
     *
     * @param mode whether to delete a version that an alias names; with {@link DeleteMode#SAFE} such a version is
     *     {@link DeleteOutcome#REFUSED}. A version that the service itself refuses to delete is refused in either
     *     mode
     * @throws InvalidRequestException an id is null or not valid for this provider; nothing was sent
     */
    default DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.VERSION_DELETE, Operation.DELETE_VERSIONS, "of " + id);
    }
}
