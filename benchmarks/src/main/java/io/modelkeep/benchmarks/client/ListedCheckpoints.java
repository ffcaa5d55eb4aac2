package io.modelkeep.benchmarks.client;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Field;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A client whose every run has the checkpoints of a list in memory. */
final class ListedCheckpoints implements ModelkeepClient {

    private final List<Checkpoint> listed;

    ListedCheckpoints(List<Checkpoint> listed) {
        this.listed = listed;
    }

    @Override
    public CheckpointStore checkpoints() {
        return new CheckpointStore() {
            @Override
            public String provider() {
                return ListedCheckpoints.this.provider();
            }

            @Override
            public Set<Capability> capabilities() {
                return Set.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE, Capability.CHECKPOINT_REVISION);
            }

            @Override
            public Set<Field> fields(RunId run) {
                return EnumSet.allOf(Field.class);
            }

            @Override
            public Stream<Checkpoint> stream(RunId run) {
                return listed.stream();
            }
        };
    }

    @Override
    public ModelStore models() {
        throw new IllegalStateException("there are no models here");
    }

    @Override
    public String provider() {
        return "listed";
    }

    @Override
    public String origin() {
        return "https://listed.example";
    }

    @Override
    public Map<String, String> account() {
        return Map.of();
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        return () -> {};
    }

    @Override
    public void close() {}
}
