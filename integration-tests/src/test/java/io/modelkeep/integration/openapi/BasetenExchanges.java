package io.modelkeep.integration.openapi;

import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.Map;
import java.util.Set;

/** The adapter of Baseten and its simulator. */
abstract class BasetenExchanges extends AdapterAndSimulator<BasetenSimulator> {

    /** The operations that the adapter has no use for. */
    static final Set<String> UNUSED = Set.of(
            "getDeployment",
            "deactivateDeployment",
            "listEnvironments",
            "listProjects",
            "listJobs",
            "getJob",
            "deleteRun",
            "deactivateRun");

    BasetenExchanges() {
        super("baseten", BasetenSimulator.start(), Map.of());
    }

    /** An error in the words of this service. */
    static SimulatedFault error(int status) {
        return SimulatedFault.answer(
                status,
                "application/json",
                status == 429
                        ? "{\"error\":\"Rate limit exceeded. Please try again later.\",\"retry_after\":1}"
                        : "{\"code\":\"ERROR\",\"message\":\"Something is wrong\"}");
    }

    /** Words that a wrong base URL would bring too, so that the adapter asks for something that is always there. */
    static SimulatedFault ambiguous() {
        return SimulatedFault.answer(404, "application/json", "{\"message\":\"Not found\"}");
    }
}
