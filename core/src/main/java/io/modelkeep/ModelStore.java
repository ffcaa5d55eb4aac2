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
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The models of one provider, and their versions. Thread-safe; every call blocks until it is done, and interrupting the
 * thread ends it at once.
 *
 * <p>An operation that the provider lacks throws {@link UnsupportedCapabilityException} before any request. All operations
 * throw {@link AuthenticationException}, {@link PermissionDeniedException}, {@link RateLimitedException},
 * {@link UnavailableException}, {@link MalformedResponseException} and {@link CancelledException} as those describe, and
 * {@link IllegalStateException} once the {@link ModelkeepClient} is closed; bulk deletions report these instead of throwing them.
 */
public interface ModelStore {

    /** The provider's name. */
    String provider();

    /** What this store can do; the same for its whole life. */
    Set<Capability> capabilities();

    /**
     * What the service reports of each version, judged without a request. Empty where the provider does not declare it, so
     * that a policy that needs a field is refused. A field can disappear from the set once the service has refused to report
     * it, as an older server does; it never appears later.
     */
    default Set<Field> versionFields() {
        return Set.of();
    }

    /**
     * Creates a model.
     *
     * @throws InvalidRequestException a field is missing or not known to the provider (nothing sent), or not accepted
     * @throws ConflictException the name is taken and {@link ModelSpec.IfExists#FAIL} was asked for
     * @throws OutcomeUnknownException the answer was lost: look before repeating, a model may have been created
     */
    default Model create(ModelSpec spec) {
        throw new UnsupportedCapabilityException(provider(), Capability.MODEL_CREATE, Operation.CREATE_MODEL, null);
    }

    /**
     * Reads one model.
     *
     * @throws NotFoundException there is no such model
     */
    default Model get(ModelId id) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.MODEL_GET, Operation.GET_MODEL, String.valueOf(id));
    }

    /**
     * Lists one page of models.
     *
     * @throws UnsupportedCapabilityException a name, where the provider does not declare
     *     {@link Capability#MODEL_NAME_FILTER}
     * @throws InvalidRequestException an order, which no provider knows for models; or a page token of another list; nothing
     *     was sent
     */
    default Page<Model> list(PageRequest page) {
        throw new UnsupportedCapabilityException(provider(), Capability.MODEL_LIST, Operation.LIST_MODELS, null);
    }

    /**
     * All models, page by page as they are consumed, in constant memory; see
     * {@link CheckpointStore#stream(RunId, PageRequest)}.
     */
    default Stream<Model> stream() {
        return stream(PageRequest.first());
    }

    /** All models from a page on, of a name, or the first of them; see {@link #stream()}. */
    default Stream<Model> stream(PageRequest from) {
        return PagedStream.of(provider(), Operation.LIST_MODELS, from, this::list);
    }

    /**
     * Lists one page of a model's versions.
     *
     * @throws NotFoundException there is no such model
     */
    default Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.VERSION_LIST, Operation.LIST_VERSIONS, "of " + id);
    }

    /** All versions of a model, page by page as they are consumed; see {@link #stream()}. */
    default Stream<ModelVersion> streamVersions(ModelId id) {
        return streamVersions(id, PageRequest.first());
    }

    /** All versions of a model from a page on, or the first of them; see {@link #stream()}. */
    default Stream<ModelVersion> streamVersions(ModelId id, PageRequest from) {
        return PagedStream.of(provider(), Operation.LIST_VERSIONS, from, page -> listVersions(id, page));
    }

    /** Deletes a model, unless it serves or may serve production, or an alias names one of its versions; see {@link #delete(ModelId, DeleteMode)}. */
    default ModelDeletion delete(ModelId id) {
        return delete(id, DeleteMode.SAFE);
    }

    /**
     * Deletes a model with all that hangs on it, and says what happened; an absent model is
     * {@link DeleteOutcome#ALREADY_ABSENT}, not an error. What goes with it differs by provider and stands in
     * {@link ModelDeletion#cascade()}.
     *
     * @throws InvalidRequestException the id is none of this provider's; nothing was sent
     */
    default ModelDeletion delete(ModelId id, DeleteMode mode) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.MODEL_DELETE, Operation.DELETE_MODEL, String.valueOf(id));
    }

    /**
     * Deletes versions of a model, unless something uses them; see
     * {@link #deleteVersions(ModelId, Collection, DeleteMode)}.
     */
    default DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions) {
        return deleteVersions(id, versions, DeleteMode.SAFE);
    }

    /**
     * Deletes versions of a model and reports what happened to each; an empty collection sends nothing.
     *
     * <p>Throws only before its first request; after that, whatever happens, the whole report is returned.
     *
     * @param mode whether a version that an alias names is deleted, too; with {@link DeleteMode#SAFE} it is
     *     {@link DeleteOutcome#REFUSED}. What the service itself refuses to delete is refused in either mode
     * @throws InvalidRequestException an id is null or not valid for this provider; nothing was sent
     */
    default DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> versions, DeleteMode mode) {
        throw new UnsupportedCapabilityException(
                provider(), Capability.VERSION_DELETE, Operation.DELETE_VERSIONS, "of " + id);
    }
}
