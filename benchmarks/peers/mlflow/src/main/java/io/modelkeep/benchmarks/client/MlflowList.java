package io.modelkeep.benchmarks.client;

import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.Page;

/** Lists by mlflow-client: the versions of a model, page by page. */
final class MlflowList {

    private MlflowList() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        try (MlflowClient client = Mlflow.client(arguments)) {
            Rounds.run(arguments, count -> list(client, arguments, count));
        }
    }

    private static long list(MlflowClient client, Arguments arguments, long count) {
        Caller caller = new Caller(arguments, count);
        Page<ModelVersion> page = Mlflow.firstPage(client, arguments, count);
        tell(caller, page);
        while (page.hasNextPage()) {
            page = page.getNextPage();
            tell(caller, page);
        }
        return caller.checked();
    }

    private static void tell(Caller caller, Page<ModelVersion> page) {
        for (ModelVersion version : page.getItems()) {
            Mlflow.read(version, caller::metric);
            caller.row(Long.parseLong(version.getVersion()));
        }
    }
}
