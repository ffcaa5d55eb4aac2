/** Retention: policies that say what stays, plans that one can review, and what became of them. */
module io.modelkeep.retention {
    requires transitive io.modelkeep;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;

    exports io.modelkeep.retention.apply;
    exports io.modelkeep.retention.audit;
    exports io.modelkeep.retention.item;
    exports io.modelkeep.retention.plan;
    exports io.modelkeep.retention.policy;
    exports io.modelkeep.retention.report;
}
