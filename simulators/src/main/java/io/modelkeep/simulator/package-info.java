/**
 * Local servers that simulate the services Modelkeep uses, for tests and demonstrations of any HTTP client.
 *
 * <p>Start with {@link io.modelkeep.simulator.wandb.WandbTrainingSimulator}, {@link
 * io.modelkeep.simulator.baseten.BasetenSimulator} or {@link io.modelkeep.simulator.weave.WeaveSimulator}. A
 * simulator keeps its state in memory, logs every request as a {@link
 * io.modelkeep.simulator.exchange.RecordedExchange} and plays each injected {@link
 * io.modelkeep.simulator.exchange.SimulatedFault}.
 */
@NullMarked
package io.modelkeep.simulator;

import org.jspecify.annotations.NullMarked;
