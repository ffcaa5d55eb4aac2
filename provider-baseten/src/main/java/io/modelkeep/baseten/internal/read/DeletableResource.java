package io.modelkeep.baseten.internal.read;

import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.http.call.CallContext;
import retrofit2.Call;

/**
 * Things of one parent that are deleted each by a request of its own.
 *
 * @param <I> the kind of id
 * @param <T> the tombstone that a deletion is answered with
 */
public interface DeletableResource<I extends Id, T> {

    /** What a tombstone says. */
    enum Said {
        /** What was asked for is deleted. */
        DELETED,
        /** What was asked for is not deleted. */
        KEPT,
        /** What was asked for is deleted, and was no thing of this parent. */
        DELETED_OF_ANOTHER_PARENT,
        /** Something else is deleted. */
        ANOTHER
    }

    Operation operation();

    /** The parent, as messages name it after {@code of}. */
    String parent();

    Call<T> deletion(I id);

    Said read(T tombstone, I id);

    /**
     * What the parent has now.
     *
     * @throws io.modelkeep.errors.NotFoundException there is no such parent
     * @throws io.modelkeep.errors.StoreException the list could not be read
     */
    ExistingIds<I> present(CallContext context);
}
