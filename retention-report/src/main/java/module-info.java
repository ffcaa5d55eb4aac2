/** The HTML page of a retention plan. */
module io.modelkeep.retention.report {
    requires transitive io.modelkeep.retention;
    requires static org.jspecify;

    exports io.modelkeep.retention.report;
}
