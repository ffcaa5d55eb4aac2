package io.modelkeep.simulator.weave;

import java.time.Instant;
import java.util.List;

/**
 * A version of an object as it stands in a {@link WeaveSimulator}.
 *
 * @param digest the hash of its content
 * @param versionIndex its place among all versions of the object that ever were, from 0
 * @param createdAt when it was first published, in simulated time
 * @param isLatest whether {@code latest} means it
 * @param tags in the order set
 * @param aliases in the order set, without {@code latest}
 */
public record SimulatedVersion(
        String digest,
        int versionIndex,
        Instant createdAt,
        boolean isLatest,
        List<String> tags,
        List<String> aliases) {}
