/** The provider for models and checkpoints of W&amp;B Training, found by its name {@code wandb-training}. */
module io.modelkeep.wandb.training {
    requires transitive io.modelkeep;
    requires static org.jspecify;
    requires io.modelkeep.http;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.databind;
    requires okhttp3;
    requires retrofit2;

    exports io.modelkeep.wandb.training;

    opens io.modelkeep.wandb.training.internal.api to
            com.fasterxml.jackson.databind;

    provides io.modelkeep.spi.StoreProvider with
            io.modelkeep.wandb.training.WandbTrainingProvider;
}
