package io.modelkeep.simulator.baseten;

import java.util.Optional;

/**
 * A deployment of a model at one moment in a {@link BasetenSimulator}.
 *
 * @param id eight letters and digits
 * @param name the name, unique within the model
 * @param status a documented status or any other that was set
 * @param environment {@code production}, {@code development} or any other; empty if the deployment is in no
 *     environment
 */
public record SimulatedDeployment(String id, String name, String status, Optional<String> environment) {}
