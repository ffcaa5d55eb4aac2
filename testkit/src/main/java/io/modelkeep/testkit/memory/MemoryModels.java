package io.modelkeep.testkit.memory;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The models without the items that belong to them. Guarded by the server. */
final class MemoryModels {

    private final MemoryTable<ModelId, Model> rows = new MemoryTable<>();

    Model add(ModelId id, long position, RunId run, ModelSpec spec, Instant createdAt) {
        Model model = Model.builder(id, spec.name())
                .createdAt(createdAt)
                .run(run)
                .live(false)
                .attributes(MemoryModelStore.attributes(spec))
                .build();
        rows.put(id, position, model);
        return model;
    }

    void serve(ModelId id) {
        rows.put(id, rows.position(id), again(id).live(true).build());
    }

    void hideUse(ModelId id) {
        rows.put(id, rows.position(id), again(id).build());
    }

    private Model.Builder again(ModelId id) {
        Model old = known(id);
        return Model.builder(id, old.name())
                .createdAt(old.createdAt().orElseThrow())
                .run(old.run().orElseThrow())
                .attributes(old.attributes());
    }

    Model known(ModelId id) {
        return get(id).orElseThrow(() -> new IllegalArgumentException("there is no " + id));
    }

    Optional<Model> get(ModelId id) {
        return rows.get(id);
    }

    Optional<Model> named(String name) {
        return rows.values().stream().filter(model -> model.name().equals(name)).findFirst();
    }

    boolean remove(ModelId id) {
        return rows.remove(id);
    }

    List<Model> values() {
        return rows.values();
    }

    SortedMap<Long, Model> rows() {
        return rows.rows();
    }
}
