package io.modelkeep.integration.bounded;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A training of many checkpoints that tell all there is to tell, made as they are listed. Thread-safe. */
final class ManyCheckpoints implements ModelkeepClient {

    static final Duration DAY = Duration.ofDays(1);

    static final List<String> METRICS =
            IntStream.range(0, 8).mapToObj(i -> "metric-" + i).toList();

    private final int count;
    private final Instant now = Instant.now();

    ManyCheckpoints(int count) {
        this.count = count;
    }

    @Override
    public CheckpointStore checkpoints() {
        return new CheckpointStore() {
            @Override
            public String provider() {
                return ManyCheckpoints.this.provider();
            }

            @Override
            public Set<Capability> capabilities() {
                return Set.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE);
            }

            @Override
            public Set<Field> fields(RunId run) {
                return EnumSet.allOf(Field.class);
            }

            @Override
            public Stream<Checkpoint> stream(RunId run) {
                return IntStream.range(0, count).mapToObj(ManyCheckpoints.this::checkpoint);
            }
        };
    }

    private Checkpoint checkpoint(int step) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < METRICS.size(); i++) {
            // Scattered over 0 to 1 without two alike in a row.
            metrics.put(METRICS.get(i), (step * (7919L + 2L * i) % 1_000_003) / 1_000_003.0);
        }
        return Checkpoint.builder(new CheckpointId(Integer.toString(step)))
                .step(step)
                .name("step-" + step)
                .metrics(metrics)
                .createdAt(now.minusSeconds(60L * count - 60L * step))
                .sizeBytes(1_000_000_000L + step)
                .state("COMPLETE")
                .itemState(ItemState.READY)
                .build();
    }

    @Override
    public String provider() {
        return "many";
    }

    @Override
    public String origin() {
        return "https://many.example";
    }

    @Override
    public Map<String, String> account() {
        return Map.of();
    }

    @Override
    public ModelStore models() {
        throw new IllegalStateException("there are no models here");
    }

    @Override
    public ListenerRegistration addListener(StoreListener listener) {
        return () -> {};
    }

    @Override
    public void close() {}
}
