package io.modelkeep.simulator.weave;

import io.modelkeep.simulator.internal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The versions of one object, including deleted ones. Not thread-safe. */
final class WeaveObject {
    static final String LATEST = "latest";
    /** The largest number of digests in one deletion, which the error message of the service names. */
    static final int MOST_DIGESTS = 100;

    private static final Pattern VERSION_LIKE = Pattern.compile("v\\d{1,9}");

    private final String id;
    private final WeaveLatest rule;
    private final List<WeaveVersion> versions = new ArrayList<>();
    private final Map<String, WeaveVersion> byDigest = new HashMap<>();
    private final NavigableMap<Integer, WeaveVersion> live = new TreeMap<>();
    private final Map<String, WeaveVersion> byAlias = new HashMap<>();
    private @Nullable WeaveVersion latest;

    WeaveObject(String id, WeaveLatest rule) {
        this.id = id;
        this.rule = rule;
    }

    WeaveObject copy() {
        WeaveObject copy = new WeaveObject(id, rule);
        for (WeaveVersion version : versions) {
            WeaveVersion copied = version.copy();
            copy.versions.add(copied);
            copy.byDigest.put(copied.content().digest(), copied);
            copied.aliases().forEach(alias -> copy.byAlias.put(alias, copied));
            if (copied.deletedAt() == null) {
                copy.live.put(copied.index(), copied);
            }
            if (copied.isLatest()) {
                copy.latest = copied;
            }
        }
        return copy;
    }

    Collection<WeaveVersion> live() {
        return live.values();
    }

    Optional<WeaveVersion> live(String digest) {
        return Optional.ofNullable(byDigest.get(digest)).filter(version -> version.deletedAt() == null);
    }

    @Nullable WeaveVersion latest() {
        return latest;
    }

    List<WeaveVersion> all() {
        return versions;
    }

    /**
     * Publishes content as a live version. A live version stays unchanged, and a deleted one is restored at its old
     * index.
     */
    WeaveVersion publish(WeaveContent content, Instant time) {
        WeaveVersion version = byDigest.get(content.digest());
        if (version == null) {
            version = new WeaveVersion(id, content, versions.size(), time);
            versions.add(version);
            byDigest.put(content.digest(), version);
        }
        version.revive();
        live.put(version.index(), version);
        pointLatest(rule == WeaveLatest.PUBLISHED ? version : newest());
        return version;
    }

    /** Returns the live version with this digest, index, alias or {@code latest}. */
    WeaveVersion read(String name) {
        WeaveVersion version = byAlias.containsKey(name) ? byAlias.get(name) : named(name);
        if (version == null) {
            throw WeaveRefusals.of(404, "Obj " + id + ":" + name + " not found");
        }
        if (version.deletedAt() != null) {
            throw WeaveRefusals.deleted(id, version.index(), version.deletedAt());
        }
        return version;
    }

    private @Nullable WeaveVersion named(String name) {
        if (name.equals(LATEST)) {
            return latest;
        }
        if (VERSION_LIKE.matcher(name).matches()) {
            int index = Integer.parseInt(name.substring(1));
            return index < versions.size() ? versions.get(index) : null;
        }
        return byDigest.get(name);
    }

    /**
     * Deletes the versions with these digests, indexes or {@code latest}. If one of them is wrong, none is deleted,
     * and an empty list deletes all versions.
     */
    List<WeaveVersion> delete(List<String> digests, Instant time) {
        if (digests.size() > MOST_DIGESTS) {
            throw WeaveRefusals.of(
                    400,
                    "Object delete request contains " + digests.size() + " objects. Please delete " + MOST_DIGESTS
                            + " or fewer objects at a time.");
        }
        List<WeaveVersion> found = digests.isEmpty() ? List.copyOf(live.values()) : found(digests);
        if (found.isEmpty()) {
            throw notFound(id, digests);
        }
        Set<String> asked = new LinkedHashSet<>(digests);
        // The service compares counts, so two names of one version are an error, like an unknown name.
        if (!asked.isEmpty() && found.size() != asked.size()) {
            int count = asked.size();
            found.forEach(version -> asked.remove(version.content().digest()));
            throw WeaveRefusals.of(
                    404,
                    "Delete request contains " + count + " digests, but found " + found.size()
                            + " objects to delete. Diff digests: {" + quoted(asked) + "}");
        }
        for (WeaveVersion version : found) {
            version.aliases().forEach(byAlias::remove);
            version.delete(time);
            live.remove(version.index());
        }
        if (latest != null && latest.deletedAt() != null) {
            pointLatest(newest());
        }
        return found;
    }

    private List<WeaveVersion> found(List<String> digests) {
        return digests.stream()
                .map(this::named)
                .filter(Objects::nonNull)
                .filter(version -> version.deletedAt() == null)
                .distinct()
                .toList();
    }

    private static Refusal notFound(String objectId, List<String> digests) {
        String asked = digests.isEmpty() ? "None" : "[" + quoted(digests) + "]";
        return WeaveRefusals.of(404, "Object " + objectId + " (" + asked + ") not found when deleting.");
    }

    private static String quoted(Collection<String> digests) {
        return digests.stream().map(digest -> "'" + digest + "'").collect(Collectors.joining(", "));
    }

    void setAlias(WeaveVersion version, String alias) {
        if (alias.equals(LATEST) || VERSION_LIKE.matcher(alias).matches()) {
            throw new IllegalArgumentException("the service reserves this alias: " + alias);
        }
        WeaveVersion before = byAlias.put(alias, version);
        if (before != null) {
            before.aliases().remove(alias);
        }
        version.aliases().add(alias);
    }

    void removeAlias(String alias) {
        WeaveVersion before = byAlias.remove(alias);
        if (before != null) {
            before.aliases().remove(alias);
        }
    }

    private @Nullable WeaveVersion newest() {
        return live.isEmpty() ? null : live.lastEntry().getValue();
    }

    void pointLatest(@Nullable WeaveVersion version) {
        if (latest != null) {
            latest.setLatest(false);
        }
        latest = version;
        if (latest != null) {
            latest.setLatest(true);
        }
    }
}
