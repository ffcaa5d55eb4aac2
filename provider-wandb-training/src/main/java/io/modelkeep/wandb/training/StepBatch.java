package io.modelkeep.wandb.training;

import io.modelkeep.StoreException;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Reply;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of one request, from the first attempt until each is settled; used by one thread at a time. */
final class StepBatch {

    /** Why a step's fate is to be read from a list. */
    enum Doubt {
        /** The service says it did not find the step. */
        NOT_FOUND,
        /** The service says success, with counts that do not fit. */
        COUNTS,
        /** The service says success in a way that cannot be used. */
        UNUSABLE,
        /** No answer, or one that leaves it open. */
        CUT_OFF
    }

    private final Map<Long, Doubt> doubts = new LinkedHashMap<>();
    private final Map<Long, String> seenRevisions = new HashMap<>();
    private List<Long> steps;
    private @Nullable CallContext context;
    private @Nullable Reply<?> lastReply;
    private @Nullable StoreException cause;
    private boolean cutOffBefore;

    StepBatch(List<Long> steps) {
        this.steps = steps;
    }

    List<Long> steps() {
        return steps;
    }

    /** The call this batch is; its time begins when it is first sent. */
    CallContext context(CallContext fresh) {
        CallContext begun = context == null ? fresh : context;
        context = begun;
        return begun;
    }

    /** Takes in how an attempt ended. */
    void attempted(Reply<?> reply, CallContext used) {
        lastReply = reply;
        context = used.after(reply.attempts());
        doubts.clear();
        cause = null;
    }

    Optional<Reply<?>> lastReply() {
        return Optional.ofNullable(lastReply);
    }

    void doubt(Iterable<Long> doubtful, Doubt why, @Nullable StoreException reason) {
        doubtful.forEach(step -> doubts.put(step, why));
        cause = reason;
    }

    Map<Long, Doubt> doubts() {
        return doubts;
    }

    Optional<StoreException> cause() {
        return Optional.ofNullable(cause);
    }

    /** Whether an attempt before the last one was cut off: sticky, for it may be what a later answer is about. */
    boolean cutOffBefore() {
        return cutOffBefore;
    }

    /** Whether the checkpoint read at a step now is another one than was read there before. */
    boolean savedAgain(long step, String revision) {
        String seen = seenRevisions.put(step, revision);
        return seen != null && !seen.equals(revision);
    }

    /** Goes on with fewer steps, after a cut-off attempt. */
    void repeatOnly(List<Long> remaining) {
        steps = remaining;
        cutOffBefore = true;
    }
}
