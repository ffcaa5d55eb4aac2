/** A provider of checkpoints in folders, found by its name {@code folder}. */
module example.folder {
    requires io.modelkeep;

    provides io.modelkeep.spi.StoreProvider with
            example.folder.FolderProvider;
}
