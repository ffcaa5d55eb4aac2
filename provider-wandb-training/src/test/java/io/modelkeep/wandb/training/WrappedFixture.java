package io.modelkeep.wandb.training;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.fixture.WandbTrainingFixture;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** The simulator with something wrong around the checkpoint store. */
final class WrappedFixture extends WandbTrainingFixture {

    private final Function<Opened, RawDeletion> wrong;

    WrappedFixture(Function<Opened, RawDeletion> wrong) {
        this.wrong = wrong;
    }

    /**
     * What a wrong store stands on.
     *
     * @param inner the right one
     * @param baseUrl the server of both
     * @param key what the server takes
     */
    record Opened(CheckpointStore inner, URI baseUrl, String key) {}

    @Override
    public ModelkeepClient open(StoreConfig config) {
        ModelkeepClient right = super.open(config);
        RawDeletion checkpoints = wrong.apply(new Opened(
                right.checkpoints(), simulator().baseUrl(), simulator().apiKey()));
        return new ModelkeepClient() {
            @Override
            public String provider() {
                return right.provider();
            }

            @Override
            public String origin() {
                return right.origin();
            }

            @Override
            public Map<String, String> account() {
                return right.account();
            }

            @Override
            public ModelStore models() {
                return right.models();
            }

            @Override
            public CheckpointStore checkpoints() {
                return checkpoints;
            }

            @Override
            public ListenerRegistration addListener(StoreListener listener) {
                return right.addListener(listener);
            }

            @Override
            public void close() {
                right.close();
            }
        };
    }
}
