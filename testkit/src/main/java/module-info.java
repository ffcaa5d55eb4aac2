/** The contract tests that every Modelkeep provider runs, and the provider that keeps everything in memory. */
module io.modelkeep.testkit {
    requires transitive io.modelkeep;
    requires transitive org.junit.jupiter.api;
    requires java.logging;
    requires jdk.httpserver;
    requires org.assertj.core;
    requires transitive org.jspecify;

    exports io.modelkeep.testkit.contract;
    exports io.modelkeep.testkit.fixture;
    exports io.modelkeep.testkit.memory;

    provides io.modelkeep.spi.StoreProvider with
            io.modelkeep.testkit.memory.MemoryProvider;
}
