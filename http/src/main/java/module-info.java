/** The HTTP toolkit for providers. */
// Retrofit has no module descriptor.
@SuppressWarnings("requires-transitive-automatic")
module io.modelkeep.http {
    requires transitive io.modelkeep;
    requires static org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires transitive com.fasterxml.jackson.core;
    requires transitive com.fasterxml.jackson.databind;
    requires kotlin.stdlib;
    requires okhttp3;
    requires okio;
    requires transitive retrofit2;
    requires retrofit2.converter.jackson;

    exports io.modelkeep.http;
    exports io.modelkeep.http.call;
    exports io.modelkeep.http.delete;
    exports io.modelkeep.http.json;
}
