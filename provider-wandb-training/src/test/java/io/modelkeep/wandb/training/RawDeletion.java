package io.modelkeep.wandb.training;

import io.modelkeep.RunId;
import io.modelkeep.spi.ForwardingCheckpointStore;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Does what the right store does, and can send a deletion of its own beside it; a wrong store overrides {@code delete}. */
class RawDeletion extends ForwardingCheckpointStore {

    private final WrappedFixture.Opened opened;

    RawDeletion(WrappedFixture.Opened opened) {
        super(opened.inner());
        this.opened = opened;
    }

    /** One DELETE, whatever becomes of it. */
    final void send(RunId run, List<String> steps) {
        try {
            HttpURLConnection connection = (HttpURLConnection) opened.baseUrl()
                    .resolve("/v1/preview/models/" + run + "/checkpoints")
                    .toURL()
                    .openConnection();
            connection.setRequestMethod("DELETE");
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(2_000);
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Bearer " + opened.key());
            connection.setRequestProperty("Content-Type", "application/json");
            connection
                    .getOutputStream()
                    .write(("{\"steps\":[" + String.join(",", steps) + "]}").getBytes(StandardCharsets.UTF_8));
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException lost) {
            throw new IllegalStateException("the second deletion was not answered", lost);
        }
    }
}
