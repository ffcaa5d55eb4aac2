/** Retention: policies that say what stays, plans that one can review, and what became of them. */
module io.modelkeep.retention {
    requires transitive io.modelkeep;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;

    exports io.modelkeep.retention;
}
