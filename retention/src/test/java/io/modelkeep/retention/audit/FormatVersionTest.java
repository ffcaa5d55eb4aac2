package io.modelkeep.retention.audit;

import static io.modelkeep.retention.Decided.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.retention.Applying;
import io.modelkeep.retention.Plans;
import io.modelkeep.retention.errors.InvalidAuditException;
import io.modelkeep.retention.errors.InvalidPlanException;
import io.modelkeep.retention.plan.RetentionPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newer format may have fields that change what is deleted, so it is refused. */
class FormatVersionTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {0, 2, Long.MAX_VALUE})
    void aPlanOfAnUnknownVersion_isRefusedWithTheRemedy(long version) throws IOException {
        String document = Plans.text(Plans.of("keep-last=1", steps(1, 2)));
        String newer = document.replace("\"version\":1,", "\"version\":" + version + ",\"expiry\":{},");
        Path file = Files.writeString(folder.resolve("plan.json"), Plans.resealed(newer));

        assertRefused(
                () -> RetentionPlan.read(file),
                InvalidPlanException.class,
                "plan " + file + " has format version " + version
                        + ", and this Modelkeep supports version 1; use a newer Modelkeep, or plan again");
    }

    @Test
    void anAuditOfAnUnknownVersion_isRefusedWithTheRemedy() throws IOException {
        try (Applying bench = new Applying(folder)) {
            RetentionPlan plan = bench.plan("keep-last=1", bench.run(5));
            bench.apply(plan).orThrow();
            String first = Files.readString(bench.audit);
            String newer = first.replace("\"version\":1,", "\"version\":2,\"expiry\":{},")
                    .replace("\"run\":1,", "\"run\":2,");
            for (String content : List.of(newer, first + newer, first + newer.substring(0, newer.indexOf("who")))) {
                Files.writeString(bench.audit, content);

                for (ThrowingCallable call : List.<ThrowingCallable>of(
                        () -> bench.apply(plan),
                        () -> AuditCheck.verify(plan, bench.audit),
                        () -> AuditHistory.read(plan, bench.audit))) {
                    assertRefused(
                            call,
                            InvalidAuditException.class,
                            "the audit " + bench.audit + " has format version 2, and this Modelkeep supports"
                                    + " version 1; use a newer Modelkeep, or name another audit file");
                }
                assertThat(Files.readString(bench.audit)).isEqualTo(content);
            }
            assertThat(bench.stores.deletions).hasSize(1);
        }
    }

    private static void assertRefused(ThrowingCallable call, Class<?> refusal, String message) {
        assertThatThrownBy(call).isInstanceOf(refusal).hasMessage(message);
    }
}
