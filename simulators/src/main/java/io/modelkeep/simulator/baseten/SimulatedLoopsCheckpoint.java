package io.modelkeep.simulator.baseten;

import java.time.Instant;

/**
 * A Loops checkpoint as it stands in a {@link BasetenSimulator}.
 *
 * @param id the key of the row, unique everywhere: {@code id} on the wire
 * @param runId the run that saved it
 * @param name the name it was saved under, which repeats across runs and targets: {@code checkpoint_id} on the wire
 * @param target {@code sampler}, {@code trainer} or any other that it was added with
 * @param sizeBytes what listings say its size is
 * @param createdAt later than that of all that was added before
 */
public record SimulatedLoopsCheckpoint(
        String id, String runId, String name, String target, long sizeBytes, Instant createdAt) {}
