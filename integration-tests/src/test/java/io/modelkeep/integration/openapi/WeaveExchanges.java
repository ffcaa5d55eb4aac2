package io.modelkeep.integration.openapi;

import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.VersionId;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The adapter of W&amp;B Weave and its simulator. */
abstract class WeaveExchanges extends AdapterAndSimulator<WeaveSimulator> {

    /** The operations that the adapter has no use for. */
    static final Set<String> UNUSED = Set.of(
            "health",
            "serverInfo",
            "readObject",
            "addTags",
            "removeTags",
            "setAliases",
            "removeAliases",
            "listModels",
            "readModel");

    static final String ENTITY = "team";
    static final String PROJECT = "project";

    WeaveExchanges() {
        super("weave", WeaveSimulator.start(), Map.of("weave.entity", ENTITY, "weave.project", PROJECT));
    }

    final ModelId model(String name, int versions) {
        return addModel(simulator, name, versions);
    }

    static ModelId addModel(WeaveSimulator asked, String name, int versions) {
        String model = asked.addModel(ENTITY, PROJECT, name);
        asked.addVersions(ENTITY, PROJECT, model, versions - 1);
        return new ModelId(model);
    }

    /** The versions that are there, oldest first. */
    final List<VersionId> versions(ModelId model) {
        return simulator.versions(ENTITY, PROJECT, model.value()).stream()
                .map(SimulatedVersion::digest)
                .map(VersionId::new)
                .toList();
    }

    static ModelSpec.Builder spec(String name) {
        return ModelSpec.builder(name).sourceCode("import weave\n\n\nclass Agent(weave.Model):\n    pass\n");
    }

    /** An error in the words of this service. */
    static SimulatedFault error(int status) {
        return SimulatedFault.answer(status, "application/json", "{\"reason\":\"Temporary backend error\"}");
    }
}
