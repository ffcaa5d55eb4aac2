package io.modelkeep.weave;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.weave.WeaveRun.UNKNOWN_DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.weave.internal.delete.DigestListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one list could not tell, and the list after a later round does. */
class UnreadVersionsTest {

    @Test
    void areSettledByTheListOfALaterRound() {
        try (WeaveRun run = WeaveRun.oneByOne()) {
            ModelId model = run.given(DigestListing.PAGE + 100);
            List<String> all = run.digests(model);
            List<String> asked = new ArrayList<>(all.subList(0, 99));
            asked.add(UNKNOWN_DIGEST);
            asked.addAll(all.subList(DigestListing.PAGE + 50, DigestListing.PAGE + 100));
            run.simulator.injectOnCall("delete-versions", 2, SimulatedFault.answer(200, "application/json", "{}"));
            run.simulator.injectOnCall("list-versions", 2, SimulatedFault.answer(200, "text/html", "<html>"));

            DeleteReport<VersionId> report = run.delete(model, asked);

            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 99, ALREADY_ABSENT, 1, FAILED, 50));
            assertThat(run.digests(model)).isEqualTo(all.subList(99, all.size()));
            assertThat(run.requests("delete-versions")).hasSize(3);
            // Two that break off, three to the end of the next, and two of the one after the pause.
            assertThat(run.requests("list-versions")).hasSize(7);
        }
    }
}
