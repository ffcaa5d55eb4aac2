/** Local servers that simulate the services Modelkeep uses, with scripted faults. */
module io.modelkeep.simulator {
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires mockwebserver3;
    requires okhttp3;

    exports io.modelkeep.simulator;
    exports io.modelkeep.simulator.baseten;
    exports io.modelkeep.simulator.exchange;
    exports io.modelkeep.simulator.wandb;
    exports io.modelkeep.simulator.weave;
}
