package io.modelkeep.simulator.baseten;

import java.time.Instant;

/**
 * A Loops checkpoint at one moment in a {@link BasetenSimulator}.
 *
 * @param id the globally unique id of the row: {@code id} on the wire
 * @param runId the id of the run that saved the checkpoint
 * @param name the name, which repeats across runs and targets: {@code checkpoint_id} on the wire
 * @param target {@code sampler}, {@code trainer} or any other target that was given
 * @param sizeBytes the size that listings report
 * @param createdAt the creation time, later than that of everything added before
 */
public record SimulatedLoopsCheckpoint(
        String id, String runId, String name, String target, long sizeBytes, Instant createdAt) {}
