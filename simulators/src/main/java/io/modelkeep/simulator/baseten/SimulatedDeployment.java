package io.modelkeep.simulator.baseten;

import java.util.Optional;

/**
 * A deployment of a model as it stands in a {@link BasetenSimulator}.
 *
 * @param id eight letters and digits
 * @param name unique within the model
 * @param status one of the service's words, or any other that was set
 * @param environment {@code production}, {@code development} or any other; empty where it is in none
 */
public record SimulatedDeployment(String id, String name, String status, Optional<String> environment) {}
