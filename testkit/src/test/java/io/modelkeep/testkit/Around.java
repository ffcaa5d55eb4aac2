package io.modelkeep.testkit;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.Stores;
import java.util.Map;

/** Stores with something around the checkpoint store or the model store. */
record Around(Stores inner, ModelStore models, CheckpointStore checkpoints) implements Stores {

    static Around checkpoints(Stores inner, CheckpointStore broken) {
        return new Around(inner, inner.models(), broken);
    }

    static Around models(Stores inner, ModelStore broken) {
        return new Around(inner, broken, inner.checkpoints());
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
    public void close() {
        inner.close();
    }
}
