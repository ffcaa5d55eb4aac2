/** The model and checkpoint stores of Baseten, selected by the name {@code baseten}. */
module io.modelkeep.baseten {
    requires transitive io.modelkeep;
    requires static org.jspecify;
    requires io.modelkeep.http;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.databind;
    requires okhttp3;
    requires retrofit2;

    exports io.modelkeep.baseten;

    opens io.modelkeep.baseten.internal.api to
            com.fasterxml.jackson.databind;

    provides io.modelkeep.spi.StoreProvider with
            io.modelkeep.baseten.BasetenProvider;
}
