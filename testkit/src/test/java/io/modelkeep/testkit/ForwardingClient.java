package io.modelkeep.testkit;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import java.util.Map;

/** Stores with something around the checkpoint store or the model store. */
record ForwardingClient(ModelkeepClient inner, ModelStore models, CheckpointStore checkpoints)
        implements ModelkeepClient {

    static ForwardingClient checkpoints(ModelkeepClient inner, CheckpointStore broken) {
        return new ForwardingClient(inner, inner.models(), broken);
    }

    static ForwardingClient models(ModelkeepClient inner, ModelStore broken) {
        return new ForwardingClient(inner, broken, inner.checkpoints());
    }

    @Override
    public String provider() {
        return inner.provider();
    }

    @Override
    public String origin() {
        return inner.origin();
    }

    @Override
    public Map<String, String> account() {
        return inner.account();
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        return inner.addListener(listener);
    }

    @Override
    public void close() {
        inner.close();
    }
}
