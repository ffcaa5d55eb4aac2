/** Local servers that behave like the services Modelkeep talks to, with scripted faults. */
module io.modelkeep.simulator {
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires mockwebserver3;
    requires okhttp3;

    exports io.modelkeep.simulator;
}
