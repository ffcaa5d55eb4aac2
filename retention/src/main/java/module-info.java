/** Retention: policies that state which items to keep, plans that can be reviewed, and reports of applied plans. */
module io.modelkeep.retention {
    requires transitive io.modelkeep;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;

    exports io.modelkeep.retention.apply;
    exports io.modelkeep.retention.audit;
    exports io.modelkeep.retention.errors;
    exports io.modelkeep.retention.item;
    exports io.modelkeep.retention.plan;
    exports io.modelkeep.retention.policy;
    exports io.modelkeep.retention.internal.file to
            io.modelkeep.retention.report;
}
