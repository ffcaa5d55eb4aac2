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
 * A listing that determines which of some steps a model has now, by a bounded walk through its checkpoints. A walk that
 * lost its position begins again.
 */
final class CheckpointListing {

    /**
     * The limit on the pages of one listing, which is a million checkpoints. The other limit is the time of the call.
     */
    private static final int MAX_PAGES = 10_000;

    /** The limit on restarts. If the list changes during every walk, one more walk will not succeed either. */
    private static final int MAX_RESTARTS = 3;

    private final CheckpointPageReader pages;
    private final String model;
    private final Set<Long> wanted;
    private final CallContext context;
    private final Map<Long, String> revisions = new HashMap<>();

    /** The revisions seen by walks that lost their position. They show presence only if no complete walk followed. */
    private final Map<Long, String> revisionsBefore = new HashMap<>();

    private @Nullable StoreException brokenOff;
    private int pagesRead;

    private CheckpointListing(CheckpointPageReader pages, String model, Set<Long> wanted, CallContext context) {
        this.pages = pages;
        this.model = model;
        this.wanted = wanted;
        this.context = context;
    }

    /** Reads the checkpoints until all wanted steps were seen, or to the end of the list. */
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
            Page<Checkpoint> page = pages.read(model, Optional.empty(), next, context);
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

    /** Returns the uuid of the checkpoint at a step, or empty if none was seen. */
    Optional<String> revision(long step) {
        String revision = revisions.get(step);
        return Optional.ofNullable(revision != null || brokenOff == null ? revision : revisionsBefore.get(step));
    }

    /** Returns whether at least one page of the model was read. */
    boolean showsModel() {
        return brokenOff == null || pagesRead > 1;
    }

    /**
     * Returns the failure that ended the walk, or empty if the walk was complete. After a failure, a step that was not
     * seen may still exist.
     */
    Optional<StoreException> brokenOff() {
        return Optional.ofNullable(brokenOff);
    }
}
