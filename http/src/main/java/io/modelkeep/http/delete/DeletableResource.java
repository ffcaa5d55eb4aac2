package io.modelkeep.http.delete;

import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import java.util.Set;
import retrofit2.Call;

/**
 * The items of one parent, each of which is deleted by a separate request. A provider implements it, and {@link
 * SingleIdDeletion} runs it. The methods are called on several threads at once.
 *
 * @param <I> the type of the ids
 * @param <T> the type of the answer to a deletion
 */
public interface DeletableResource<I extends Id, T> {

    /** Returns the operation that the requests belong to. */
    Operation operation();

    /** Returns the name of the parent, which messages contain after {@code of}. */
    String parent();

    /** Creates the request that deletes one item. */
    Call<T> deletion(I id);

    /** Returns the meaning of a successful answer to the deletion of one item. */
    TombstoneResult read(T answer, I id);

    /**
     * Reads which items the parent has now, from a complete list. The result contains every wanted item that exists, and
     * may contain others. {@link io.modelkeep.http.delete.ListSearch} reads a list of several pages.
     *
     * @param wanted the ids that matter
     * @throws NotFoundException there is no such parent
     * @throws StoreException the list cannot be read completely
     */
    ExistingIds<I> existing(Set<I> wanted, CallContext context);

    /**
     * Returns the exception for a failed deletion, usually by {@link io.modelkeep.http.ServiceClient#failure} with a
     * probe that this service always answers.
     */
    StoreException failure(Reply<?> reply, CallContext context);

    /**
     * Creates the failure for an id that no item has, but that is the name of items. It is called only if {@link
     * #existing} reports names.
     *
     * @param ids the ids of the items with this name
     */
    default InvalidRequestException nameGiven(I name, Set<String> ids) {
        throw new IllegalStateException("existing reported a name, so nameGiven must be implemented");
    }
}
