package io.modelkeep.simulator.weave;

import java.time.Instant;
import java.util.List;

/**
 * A version of an object at one moment in a {@link WeaveSimulator}.
 *
 * @param digest the hash of the content
 * @param versionIndex the index among all versions that the object ever had, from 0
 * @param createdAt the time of the first publication, in simulated time
 * @param isLatest whether {@code latest} refers to this version
 * @param tags the tags, in the order set
 * @param aliases the aliases without {@code latest}, in the order set
 */
public record SimulatedVersion(
        String digest,
        int versionIndex,
        Instant createdAt,
        boolean isLatest,
        List<String> tags,
        List<String> aliases) {}
