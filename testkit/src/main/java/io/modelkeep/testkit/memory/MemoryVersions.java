package io.modelkeep.testkit.memory;

import io.modelkeep.ItemState;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.VersionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The versions of all models, with their current aliases and tags. Guarded by the server. */
final class MemoryVersions {

    /** A version with its changeable properties. */
    private static final class Row {

        private final VersionId id;
        private final ModelId model;
        private final long number;
        private final Instant createdAt;
        private final Set<String> aliases = new LinkedHashSet<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private ItemState state = ItemState.READY;
        private boolean live;

        Row(VersionId id, ModelId model, long number, Instant createdAt) {
            this.id = id;
            this.model = model;
            this.number = number;
            this.createdAt = createdAt;
        }
    }

    private final MemoryTable<VersionId, Row> rows = new MemoryTable<>();
    private final Map<ModelId, Long> nextNumbers = new HashMap<>();

    /** The version of each model that was last made the latest, also by being added. It may have been deleted since. */
    private final Map<ModelId, VersionId> latest = new HashMap<>();

    VersionId add(ModelId model, long position, Instant createdAt) {
        VersionId id = new VersionId("version-" + position);
        long number = nextNumbers.merge(model, 1L, Long::sum) - 1;
        rows.put(id, position, new Row(id, model, number, createdAt));
        latest.put(model, id);
        return id;
    }

    void alias(VersionId version, String alias) {
        Row named = row(version);
        if (alias.isBlank() || alias.equals("latest")) {
            throw new IllegalArgumentException(
                    "not a valid alias; use a text that is neither blank nor latest: \"" + alias + "\"");
        }
        rows.values().stream().filter(row -> row.model.equals(named.model)).forEach(row -> row.aliases.remove(alias));
        named.aliases.add(alias);
    }

    void tag(VersionId version, String tag) {
        row(version).tags.add(tag);
    }

    void serve(VersionId version) {
        row(version).live = true;
    }

    void state(VersionId version, ItemState state) {
        row(version).state = Objects.requireNonNull(state, "state");
    }

    void makeLatest(VersionId version) {
        latest.put(row(version).model, version);
    }

    /** Returns the versions of a model, oldest first. */
    List<ModelVersion> of(ModelId model) {
        return List.copyOf(rows(model).values());
    }

    SortedMap<Long, ModelVersion> rows(ModelId model) {
        Optional<VersionId> newest = latest(model);
        return rows.rows().entrySet().stream()
                .filter(entry -> entry.getValue().model.equals(model))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> shown(entry.getValue(), newest),
                        (one, other) -> one,
                        TreeMap::new));
    }

    Optional<ModelVersion> get(ModelId model, VersionId version) {
        return rows.get(version).filter(row -> row.model.equals(model)).map(row -> shown(row, latest(model)));
    }

    boolean remove(ModelId model, VersionId version) {
        return get(model, version).isPresent() && rows.remove(version);
    }

    private Optional<VersionId> latest(ModelId model) {
        List<Row> ofModel =
                rows.values().stream().filter(row -> row.model.equals(model)).toList();
        Optional<VersionId> named = Optional.ofNullable(latest.get(model))
                .filter(id -> ofModel.stream().anyMatch(row -> row.id.equals(id)));
        return named.isPresent() || ofModel.isEmpty() ? named : Optional.of(ofModel.get(ofModel.size() - 1).id);
    }

    private static ModelVersion shown(Row row, Optional<VersionId> newest) {
        return ModelVersion.builder(row.id, row.model)
                .number(row.number)
                .createdAt(row.createdAt)
                .itemState(row.state)
                .live(row.live)
                .latest(newest.filter(row.id::equals).isPresent())
                .aliases(row.aliases)
                .tags(row.tags)
                .build();
    }

    private Row row(VersionId version) {
        return rows.get(version).orElseThrow(() -> new IllegalArgumentException("there is no " + version));
    }
}
