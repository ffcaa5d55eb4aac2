package io.modelkeep.wandb.training;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does what the right store does, and can send a deletion of its own beside it; a wrong store overrides {@code delete}. */
class RawDeletion implements CheckpointStore {

    private final WrappedFixture.Opened opened;

    RawDeletion(WrappedFixture.Opened opened) {
        this.opened = opened;
    }

    /** One DELETE, whatever becomes of it. */
    final void send(RunId training, List<String> steps) {
        try {
            HttpURLConnection connection = (HttpURLConnection) opened.baseUrl()
                    .resolve("/v1/preview/models/" + training + "/checkpoints")
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

    @Override
    public String provider() {
        return opened.inner().provider();
    }

    @Override
    public Set<Capability> capabilities() {
        return opened.inner().capabilities();
    }

    @Override
    public Set<Field> fields(RunId training) {
        return opened.inner().fields(training);
    }

    @Override
    public Page<Checkpoint> list(RunId training, PageRequest page) {
        return opened.inner().list(training, page);
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
        return opened.inner().delete(training, ids, expectedRevisions);
    }
}
