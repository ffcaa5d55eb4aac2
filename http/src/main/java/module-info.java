/** The HTTP toolkit of the providers of this project. Other modules cannot use it. */
module io.modelkeep.http {
    requires transitive io.modelkeep;
    requires static org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires kotlin.stdlib;
    requires okhttp3;
    requires okio;
    requires retrofit2;
    requires retrofit2.converter.jackson;

    exports io.modelkeep.http to
            io.modelkeep.wandb.training,
            io.modelkeep.weave,
            io.modelkeep.baseten;
    exports io.modelkeep.http.body to
            io.modelkeep.wandb.training,
            io.modelkeep.weave,
            io.modelkeep.baseten;
    exports io.modelkeep.http.call to
            io.modelkeep.wandb.training,
            io.modelkeep.weave,
            io.modelkeep.baseten;
    exports io.modelkeep.http.json to
            io.modelkeep.wandb.training,
            io.modelkeep.weave,
            io.modelkeep.baseten;
    exports io.modelkeep.http.retry to
            io.modelkeep.wandb.training,
            io.modelkeep.weave,
            io.modelkeep.baseten;
    exports io.modelkeep.http.transport to
            io.modelkeep.wandb.training,
            io.modelkeep.weave,
            io.modelkeep.baseten;
}
