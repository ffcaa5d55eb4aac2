package io.modelkeep.integration.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.integration.process.Bounded;
import io.modelkeep.integration.process.ChildJvm;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.plan.RetentionPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process that applies the same plan with the same record. */
@Bounded
class SecondProcessTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void itIsRefusedWhileTheFirstGoesOnAndMayAfterwards() throws InterruptedException {
        try (Kept kept = new Kept(DeletableItems.WANDB_TRAINING_CHECKPOINTS, folder, 6)) {
            RetentionPlan plan = kept.plan();
            Path document = folder.resolve("plan.json");
            plan.write(document);
            int before = kept.requests();
            try (AuditLog first = kept.log()) {
                assertThat(first.file()).exists();
                // Closing a file anywhere in a process gives up all its locks on it, so nothing here may open it again.
                assertThat(AuditHistory.read(plan, kept.audit).runs()).isEmpty();
                assertThatThrownBy(kept::log).isInstanceOf(RetentionException.class);
                assertThat(apply(kept, document)).containsEntry("refused", "AuditLockedException");
            }
            assertThat(kept.requests()).isEqualTo(before);

            assertThat(apply(kept, document)).containsEntry("complete", "true");
            assertThat(kept.ids()).containsExactlyInAnyOrderElementsOf(Kept.kept(plan));
        }
    }

    private static Map<String, String> apply(Kept kept, Path document) throws InterruptedException {
        try (ChildJvm child =
                ChildJvm.of(ApplyClient.class, kept.settings, document.toString(), kept.audit.toString())) {
            return child.result(LONGEST);
        }
    }
}
