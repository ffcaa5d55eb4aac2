package io.modelkeep.simulator.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the W&amp;B Weave simulator by project, and the simulated time. Thread-safe; each method is atomic.
 */
final class WeaveProjects {
    private final Map<String, Map<String, WeaveObject>> objects = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Set<String> forbidden = new HashSet<>();
    private final WeaveLatest latest;
    private Instant now;
    private int revisions;

    record Publication(WeaveRow row, boolean changedState) {}

    WeaveProjects(Instant startTime, WeaveLatest latest) {
        this.now = startTime.truncatedTo(ChronoUnit.MILLIS);
        this.latest = latest;
    }

    /** Returns an independent copy of the present state. */
    synchronized WeaveProjects copy() {
        WeaveProjects copy = new WeaveProjects(now, latest);
        objects.forEach((project, inProject) -> {
            Map<String, WeaveObject> copied = new LinkedHashMap<>();
            inProject.forEach((id, object) -> copied.put(id, object.copy()));
            copy.objects.put(project, copied);
        });
        copy.files.putAll(files);
        copy.forbidden.addAll(forbidden);
        copy.revisions = revisions;
        return copy;
    }

    synchronized void checkPermitted(String project) {
        if (forbidden.contains(project)) {
            throw WeaveRefusals.of(403, "Forbidden");
        }
    }

    /** Stores a file and returns its digest. */
    synchronized String keepFile(String text) {
        String digest = WeaveContent.digest(text);
        files.put(digest, text);
        return digest;
    }

    synchronized @Nullable String file(String digest) {
        return files.get(digest);
    }

    synchronized Publication publish(String project, String objectId, ObjectNode val) {
        WeaveName.check(objectId);
        WeaveContent content = WeaveContent.of(val);
        Map<String, WeaveObject> inProject = objects.computeIfAbsent(project, id -> new LinkedHashMap<>());
        WeaveObject object = inProject.computeIfAbsent(objectId, id -> new WeaveObject(id, latest));
        checkSameType(object, content);
        int before = object.live().size();
        WeaveVersion latestBefore = object.latest();
        WeaveVersion version = object.publish(content, tick());
        boolean changed = object.live().size() > before || object.latest() != latestBefore;
        return new Publication(WeaveRow.of(version), changed);
    }

    private static void checkSameType(WeaveObject object, WeaveContent content) {
        if (object.all().isEmpty()) {
            return;
        }
        WeaveVersion first = object.all().get(0);
        String existing = first.content().baseObjectClass();
        if (!Objects.equals(existing, content.baseObjectClass())) {
            throw WeaveRefusals.of(
                    400,
                    "Cannot publish '" + first.objectId() + "' as " + content.baseObjectClass()
                            + ": that name is already used by " + existing + " in this project.");
        }
    }

    synchronized WeaveRow read(String project, String objectId, String digest) {
        WeaveObject object = object(project, objectId);
        return WeaveRow.of((object == null ? new WeaveObject(objectId, latest) : object).read(digest));
    }

    synchronized List<WeaveRow> find(
            String project, WeaveFilter filter, Comparator<WeaveVersion> order, WeavePage page) {
        return candidates(project, filter)
                .filter(filter::passes)
                .sorted(order)
                .skip(page.offset())
                .limit(page.limit())
                .map(WeaveRow::of)
                .toList();
    }

    private Stream<WeaveVersion> candidates(String project, WeaveFilter filter) {
        Map<String, WeaveObject> inProject = objects.getOrDefault(project, Map.of());
        Stream<WeaveObject> asked = filter.objectIds().isEmpty()
                ? inProject.values().stream()
                : filter.objectIds().stream().distinct().map(inProject::get).filter(Objects::nonNull);
        return filter.latestOnly()
                ? asked.map(WeaveObject::latest).filter(Objects::nonNull)
                : asked.flatMap(object -> object.live().stream());
    }

    synchronized List<WeaveRow> delete(String project, String objectId, List<String> digests) {
        WeaveObject object = object(project, objectId);
        return (object == null ? new WeaveObject(objectId, latest) : object)
                .delete(digests, tick()).stream().map(WeaveRow::of).toList();
    }

    /** Publishes an object that must not exist yet. Otherwise like {@link #publish}. */
    synchronized void add(String project, String objectId, ObjectNode val) {
        if (object(project, objectId) != null) {
            throw new IllegalArgumentException("project " + project + " has an object " + objectId);
        }
        publish(project, objectId, val);
    }

    /** Publishes versions that differ from the newest one in one field, and returns their digests. */
    synchronized List<String> addVersions(String project, String objectId, int count) {
        List<WeaveVersion> versions = known(project, objectId).all();
        ObjectNode newest =
                (ObjectNode) versions.get(versions.size() - 1).content().val();
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode val = newest.deepCopy().put("revision", ++revisions);
            digests.add(publish(project, objectId, val).row().content().digest());
        }
        return digests;
    }

    synchronized void setAlias(String project, String objectId, String digest, String alias) {
        known(project, objectId).setAlias(liveVersion(project, objectId, digest), alias);
    }

    synchronized void addTag(String project, String objectId, String digest, String tag) {
        liveVersion(project, objectId, digest).tags().add(tag);
    }

    synchronized void addTags(String project, String objectId, String digest, List<String> tags) {
        version(project, objectId, digest).tags().addAll(tags);
    }

    synchronized void removeTags(String project, String objectId, String digest, List<String> tags) {
        WeaveObject object = object(project, objectId);
        if (object != null) {
            object.live(digest).ifPresent(version -> tags.forEach(version.tags()::remove));
        }
    }

    synchronized void setAliases(String project, String objectId, String digest, List<String> aliases) {
        WeaveVersion version = version(project, objectId, digest);
        aliases.forEach(alias -> known(project, objectId).setAlias(version, alias));
    }

    synchronized void removeAliases(String project, String objectId, List<String> aliases) {
        WeaveObject object = object(project, objectId);
        if (object != null) {
            aliases.forEach(object::removeAlias);
        }
    }

    private WeaveVersion version(String project, String objectId, String digest) {
        WeaveObject object = object(project, objectId);
        return (object == null ? Optional.<WeaveVersion>empty() : object.live(digest))
                .orElseThrow(() -> WeaveRefusals.of(404, "Object version " + objectId + ":" + digest + " not found"));
    }

    synchronized void moveLatest(String project, String objectId, String digest) {
        known(project, objectId).pointLatest(liveVersion(project, objectId, digest));
    }

    synchronized void deleteLive(String project, String objectId, String digest) {
        liveVersion(project, objectId, digest);
        delete(project, objectId, List.of(digest));
    }

    synchronized List<String> models(String project) {
        return candidates(project, WeaveFilter.LATEST_MODELS)
                .filter(WeaveFilter.LATEST_MODELS::passes)
                .map(WeaveVersion::objectId)
                .toList();
    }

    /** Returns the versions of an object by index. The list is empty if there is no such object. */
    synchronized List<SimulatedVersion> versions(String project, String objectId, boolean deleted) {
        WeaveObject object = object(project, objectId);
        return (object == null ? List.<WeaveVersion>of() : object.all())
                .stream()
                        .filter(version -> (version.deletedAt() != null) == deleted)
                        .map(WeaveVersion::simulated)
                        .toList();
    }

    synchronized void forbid(String project) {
        forbidden.add(project);
    }

    synchronized void pass(Duration time) {
        now = now.plus(time).truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant tick() {
        now = now.plusMillis(1);
        return now;
    }

    private @Nullable WeaveObject object(String project, String objectId) {
        return objects.getOrDefault(project, Map.of()).get(objectId);
    }

    private WeaveObject known(String project, String objectId) {
        WeaveObject object = object(project, objectId);
        if (object == null) {
            throw new IllegalArgumentException("no such object in project " + project + ": " + objectId);
        }
        return object;
    }

    private WeaveVersion liveVersion(String project, String objectId, String digest) {
        return known(project, objectId)
                .live(digest)
                .orElseThrow(() -> new IllegalArgumentException("no such version of " + objectId + ": " + digest));
    }
}
