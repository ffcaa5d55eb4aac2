package io.modelkeep.baseten.internal.read;

import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.http.call.CallContext;
import retrofit2.Call;

/**
 * The items of one parent, each of which is deleted by a separate request.
 *
 * @param <I> the type of the ids
 * @param <T> the type of the tombstone in the answer to a deletion
 */
public interface DeletableResource<I extends Id, T> {

    /** The meaning of a tombstone. */
    enum Said {
        /** The requested item was deleted. */
        DELETED,
        /** The requested item was not deleted. */
        KEPT,
        /** The requested item was deleted, but it belonged to another parent. */
        DELETED_OF_ANOTHER_PARENT,
        /** Another item was deleted. */
        ANOTHER
    }

    Operation operation();

    /** Returns the name of the parent, which messages contain after {@code of}. */
    String parent();

    Call<T> deletion(I id);

    Said read(T tombstone, I id);

    /**
     * Returns the items that the parent has now.
     *
     * @throws io.modelkeep.errors.NotFoundException if there is no such parent
     * @throws io.modelkeep.errors.StoreException if the list cannot be read
     */
    ExistingIds<I> present(CallContext context);
}
