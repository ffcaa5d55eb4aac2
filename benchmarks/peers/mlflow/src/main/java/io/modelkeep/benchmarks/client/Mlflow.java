package io.modelkeep.benchmarks.client;

import java.util.List;
import java.util.function.DoubleConsumer;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.ModelVersionTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.ModelVersionsPage;

/** The server by mlflow-client: the versions of a registered model, which it has no automatic pages for. */
final class Mlflow {

    private Mlflow() {}

    /** A client as it is; it retries by rules of its own, which have no setting. */
    static MlflowClient client(Arguments arguments) {
        return new MlflowClient(arguments.origin());
    }

    /** Of the model that has so many versions. */
    static ModelVersionsPage firstPage(MlflowClient client, Arguments arguments, long count) {
        String filter = "name = 'model-" + count + "'";
        return client.searchModelVersions(filter, arguments.limit(), List.of());
    }

    /** Reads all eight, which are the texts of the version's tags. */
    static void read(ModelVersion version, DoubleConsumer reader) {
        for (ModelVersionTag tag : version.getTagsList()) {
            reader.accept(Double.parseDouble(tag.getValue()));
        }
    }
}
