/** The model store of W&amp;B Weave, selected by the name {@code weave}. */
module io.modelkeep.weave {
    requires transitive io.modelkeep;
    requires static org.jspecify;
    requires io.modelkeep.http;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.databind;
    requires okhttp3;
    requires retrofit2;

    exports io.modelkeep.weave;

    opens io.modelkeep.weave.internal.api to
            com.fasterxml.jackson.databind;

    provides io.modelkeep.spi.StoreProvider with
            io.modelkeep.weave.WeaveProvider;
}
