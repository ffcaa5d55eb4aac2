/** The modelkeep command. */
module io.modelkeep.cli {
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires io.modelkeep;
    requires io.modelkeep.retention;
    requires io.modelkeep.retention.report;
    requires me.tongfei.progressbar;

    // Picocli sets the fields and calls the methods of options and commands.
    opens io.modelkeep.cli to
            info.picocli;
    opens io.modelkeep.cli.command to
            info.picocli;
    opens io.modelkeep.cli.retention to
            info.picocli;
    opens io.modelkeep.cli.session to
            info.picocli;
}
