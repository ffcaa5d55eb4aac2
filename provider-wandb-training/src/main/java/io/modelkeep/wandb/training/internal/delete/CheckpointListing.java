package io.modelkeep.wandb.training.internal.delete;

import io.modelkeep.Checkpoint;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.wandb.training.WandbTrainingProvider;
import io.modelkeep.wandb.training.internal.api.CheckpointPageReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of some steps a model has now, as far as a bounded walk through its checkpoints could tell. A walk that lost its place
 * begins again.
 */
final class CheckpointListing {

    /** A million checkpoints; the call's time is the other bound. */
    private static final int MAX_PAGES = 10_000;

    /** A list that changes under every walk is not going to be read by one more. */
    private static final int MAX_RESTARTS = 3;

    private final CheckpointPageReader pages;
    private final String model;
    private final Set<Long> wanted;
    private final CallContext context;
    private final Map<Long, String> revisions = new HashMap<>();

    /** Of the walks that lost their place: they show presence, but only where no complete walk followed. */
    private final Map<Long, String> revisionsBefore = new HashMap<>();

    private @Nullable StoreException brokenOff;
    private int pagesRead;

    private CheckpointListing(CheckpointPageReader pages, String model, Set<Long> wanted, CallContext context) {
        this.pages = pages;
        this.model = model;
        this.wanted = wanted;
        this.context = context;
    }

    /** Reads until all wanted steps were seen, or to the end. */
    static CheckpointListing of(CheckpointPageReader pages, String model, Set<Long> wanted, CallContext context) {
        CheckpointListing listing = new CheckpointListing(pages, model, wanted, context);
        listing.read();
        return listing;
    }

    private void read() {
        for (int restarts = 0; ; restarts++) {
            try {
                walk();
                return;
            } catch (ListChangedException changed) {
                if (restarts == MAX_RESTARTS) {
                    brokenOff = changed;
                    return;
                }
                revisionsBefore.putAll(revisions);
                revisions.clear();
            } catch (StoreException failed) {
                brokenOff = failed;
                return;
            }
        }
    }

    private void walk() {
        PageRequest next = PageRequest.first();
        while (pagesRead < MAX_PAGES) {
            pagesRead++;
            Page<Checkpoint> page = pages.read(model, next, context);
            page.items().forEach(checkpoint -> {
                long step = checkpoint.step().orElseThrow();
                if (wanted.contains(step)) {
                    revisions.put(step, checkpoint.revision().orElseThrow());
                }
            });
            Optional<String> token = page.nextToken();
            if (token.isEmpty() || revisions.size() == wanted.size()) {
                return;
            }
            next = next.withToken(token.get());
        }
        throw new MalformedResponseException(ErrorDetails.of("the list does not end after " + MAX_PAGES + " pages")
                .provider(WandbTrainingProvider.NAME)
                .operation(context.operation()));
    }

    /** The uuid of the checkpoint at a step; empty where none was seen. */
    Optional<String> revision(long step) {
        String revision = revisions.get(step);
        return Optional.ofNullable(revision != null || brokenOff == null ? revision : revisionsBefore.get(step));
    }

    /** Whether a page of the model was read at all. */
    boolean showsModel() {
        return brokenOff == null || pagesRead > 1;
    }

    /** Why a step that was not seen may be there all the same; empty where the walk was complete. */
    Optional<StoreException> brokenOff() {
        return Optional.ofNullable(brokenOff);
    }
}
