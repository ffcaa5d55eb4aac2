module example.shelf {
    requires io.modelkeep.http;
    requires com.fasterxml.jackson.annotation;
    requires retrofit2;

    opens example.shelf to
            com.fasterxml.jackson.databind;

    provides io.modelkeep.spi.StoreProvider with
            example.shelf.ShelfProvider;
}
