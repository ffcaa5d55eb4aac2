package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.RunId;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.report.ReportOutcomes;
import io.modelkeep.retention.report.ReportPage;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan's page with what the record says became of it. */
class ReportOfRecordTest {

    /** What ends a process. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    Path folder;

    @Test
    void whatIsGoneWhatIsOpenAndWhatWasNotTriedAreToldApart() throws Exception {
        try (Applying bench = new Applying(folder)) {
            RunId training = bench.training(7);
            RetentionPlan plan = bench.plan("keep-last=1", training);
            bench.stores.after = ids -> {
                if (bench.stores.deletions.size() == 2) {
                    throw new Death();
                }
            };
            assertThatThrownBy(() -> bench.apply(plan, apply -> apply.batchSize(2)))
                    .isInstanceOf(Death.class);

            assertThat(outcomes(plan, bench.audit))
                    .containsOnly(
                            Map.entry("70", ""),
                            Map.entry("60", "deleted"),
                            Map.entry("50", "deleted"),
                            Map.entry("40", ReportOutcomes.OPEN),
                            Map.entry("30", ReportOutcomes.OPEN),
                            Map.entry("20", ""),
                            Map.entry("10", ""));

            bench.stores.after = ids -> {};
            bench.apply(plan).orThrow();
            assertThat(outcomes(plan, bench.audit))
                    .containsEntry("40", "presumed deleted")
                    .containsEntry("10", "deleted")
                    .containsEntry("70", "");
        }
    }

    /** By step: the cells of a row are the step, the time, the decision, the outcome and the reasons. */
    private static Map<String, String> outcomes(RetentionPlan plan, Path audit) throws Exception {
        ReportPage page = ReportPage.of(plan).with(AuditHistory.read(plan, audit));
        return ReadPage.of(page).rows().stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(3)));
    }
}
