package io.modelkeep.wandb.training.internal.delete;

import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of one request, from the first attempt until each step is settled. Used by one thread at a time. */
final class StepBatch {

    private final Map<Long, DeletionEvidence> open = new LinkedHashMap<>();
    private Map<Long, DeletionEvidence> before = Map.of();
    private List<Long> steps;
    private @Nullable CallContext context;
    private @Nullable Reply<?> lastReply;

    StepBatch(List<Long> steps) {
        this.steps = steps;
    }

    List<Long> steps() {
        return steps;
    }

    /** Returns the context of this batch. Its time starts when the batch is first sent. */
    CallContext context(CallContext fresh) {
        CallContext begun = context == null ? fresh : context;
        context = begun;
        return begun;
    }

    /** Records how an attempt ended. */
    void attempted(Reply<?> reply, CallContext used) {
        lastReply = reply;
        context = used.after(reply.attempts());
        open.clear();
    }

    Optional<Reply<?>> lastReply() {
        return Optional.ofNullable(lastReply);
    }

    /** Returns the combined evidence about a step, from the last request and those before it. */
    DeletionEvidence evidence(long step, DeletionEvidence last) {
        DeletionEvidence earlier = before.get(step);
        return earlier == null ? last : last.after(earlier);
    }

    /** Leaves the outcome of a step to a read. */
    void leaveOpen(long step, DeletionEvidence last) {
        open.put(step, evidence(step, last));
    }

    /** Returns the steps whose outcome a read has to decide. */
    Map<Long, DeletionEvidence> open() {
        return open;
    }

    /** Returns whether an earlier request left steps of this batch open. */
    boolean isRepeated() {
        return !before.isEmpty();
    }

    /** Limits this batch to the steps that a read showed. */
    void repeatOnly(Set<Long> remaining) {
        Map<Long, DeletionEvidence> seen = new LinkedHashMap<>();
        open.forEach((step, evidence) -> {
            if (remaining.contains(step)) {
                seen.put(step, evidence.seenBefore());
            }
        });
        before = seen;
        steps = List.copyOf(seen.keySet());
    }
}
