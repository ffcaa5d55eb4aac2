package io.modelkeep.wandb.training;

import io.modelkeep.Checkpoint;
import io.modelkeep.ErrorDetails;
import io.modelkeep.MalformedResponseException;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.StoreException;
import io.modelkeep.http.CallContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of some steps a model has now, as far as one bounded walk through its checkpoints could tell. */
final class CheckpointListing {

    /** A million checkpoints; the call's time is the other bound. */
    private static final int MAX_PAGES = 10_000;

    private final Map<Long, String> revisions = new HashMap<>();
    private final @Nullable StoreException brokenOff;

    private CheckpointListing(CheckpointPages pages, String model, Set<Long> wanted, CallContext context) {
        this.brokenOff = walk(pages, model, wanted, context);
    }

    static CheckpointListing of(CheckpointPages pages, String model, Set<Long> wanted, CallContext context) {
        return new CheckpointListing(pages, model, wanted, context);
    }

    private @Nullable StoreException walk(CheckpointPages pages, String model, Set<Long> wanted, CallContext context) {
        PageRequest next = PageRequest.first();
        for (int i = 0; i < MAX_PAGES; i++) {
            Page<Checkpoint> page;
            try {
                page = pages.read(model, next, context);
            } catch (StoreException failed) {
                return failed;
            }
            page.items().forEach(checkpoint -> {
                long step = checkpoint.step().orElseThrow();
                if (wanted.contains(step)) {
                    revisions.put(step, checkpoint.revision().orElseThrow());
                }
            });
            Optional<String> token = page.nextToken();
            if (token.isEmpty() || revisions.size() == wanted.size()) {
                return null;
            }
            next = next.withToken(token.get());
        }
        return new MalformedResponseException(ErrorDetails.of("the list does not end after " + MAX_PAGES + " pages")
                .provider(WandbTrainingProvider.NAME)
                .operation(context.operation()));
    }

    /** The uuid of the checkpoint at a step; empty where none was seen. */
    Optional<String> revision(long step) {
        return Optional.ofNullable(revisions.get(step));
    }

    /** Why a step that was not seen may be there all the same; empty where the walk was complete. */
    Optional<StoreException> brokenOff() {
        return Optional.ofNullable(brokenOff);
    }
}
