/** The Modelkeep API: stores, deletion reports, errors, configuration and the provider SPI. */
module io.modelkeep {
    requires static org.jspecify;

    exports io.modelkeep;
    exports io.modelkeep.config;
    exports io.modelkeep.errors;
    exports io.modelkeep.spi;

    uses io.modelkeep.spi.StoreProvider;
}
