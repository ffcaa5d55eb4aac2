package io.modelkeep.benchmarks.client;

import io.modelkeep.benchmarks.server.Rows;

import java.util.DoubleSummaryStatistics;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.tracking.MlflowClient;

/** Reads one page by mlflow-client and ends; its process is what is measured. */
final class MlflowStart {

    private MlflowStart() {}

    public static void main(String... texts) {
        Arguments arguments = new Arguments(texts);
        DoubleSummaryStatistics numbers = new DoubleSummaryStatistics();
        long rows = 0;
        try (MlflowClient client = Mlflow.client(arguments)) {
            for (ModelVersion version :
                    Mlflow.firstPage(client, arguments, arguments.count()).getItems()) {
                Mlflow.read(version, numbers);
                rows++;
            }
        }
        if (numbers.getCount() != rows * Rows.METRICS.size()) {
            throw new IllegalStateException(numbers + " of " + rows + " rows");
        }
        System.out.println("sample items=" + rows);
    }
}
