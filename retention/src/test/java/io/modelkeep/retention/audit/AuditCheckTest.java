package io.modelkeep.retention.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.RunId;
import io.modelkeep.retention.Applying;
import io.modelkeep.retention.plan.RetentionPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditCheckTest {

    @TempDir
    Path folder;

    private Applying bench;
    private RetentionPlan plan;

    @BeforeEach
    void open() {
        bench = new Applying(folder);
        RunId run = bench.run(5);
        plan = bench.plan("keep-last=1", run);
        bench.apply(plan, apply -> apply.batchSize(2)).orThrow();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aRecordOfThePlanPasses() {
        AuditCheck check = AuditCheck.verify(plan, bench.audit);

        assertThat(check.passed()).isTrue();
        assertThat(check.problems()).isEmpty();
        assertThat(check.toMap())
                .containsEntry("passed", true)
                .containsEntry("runs", 1)
                .containsEntry("open", List.of());
    }

    /** Each of these is a line somebody edited so that it still reads as one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"40\" | \"50\"",
                "\"40\" | \"999\"",
                "\"kind\":\"CHECKPOINTS\" | \"kind\":\"VERSIONS\"",
                "\"origin\":\"memory | \"origin\":\"elsewhere",
                "\"account\":{} | \"account\":{\"entity\":\"x\"}",
                "\"policy\":[\"keep-last=1\"] | \"policy\":[\"keep-last=2\"]",
                "\"DELETED\":4 | \"DELETED\":3",
                "\"drift\":0 | \"drift\":1",
            })
    void aRecordThatSaysSomethingElseDoesNot(String written, String edited) throws IOException {
        String whole = Files.readString(bench.audit);
        assertThat(whole).contains(written);
        Files.writeString(bench.audit, whole.replace(written, edited));

        AuditCheck check = AuditCheck.verify(plan, bench.audit);

        assertThat(check.passed()).isFalse();
        assertThat(check.problems()).isNotEmpty();
    }

    @Test
    void missingOutcome_ofAnEndedRun_isReported() throws IOException {
        String whole = Files.readString(bench.audit);
        Files.writeString(bench.audit, whole.replaceFirst("\\{\"line\":\"outcome\".*\n", ""));

        AuditCheck check = AuditCheck.verify(plan, bench.audit);

        assertThat(check.passed()).isFalse();
        assertThat(check.open()).extracting(AuditCheck.Open::id).containsExactly("30", "40");
    }

    @Test
    void itemWithoutRecord_isPending() {
        assertThat(AuditCheck.verify(plan, bench.audit).pending()).isZero();
        RunId run = bench.run(4);
        RetentionPlan drifted = bench.plan("keep-last=1", run);
        bench.save(run, 10);
        bench.apply(drifted);

        AuditCheck check = AuditCheck.verify(drifted, bench.audit);

        assertThat(check.passed()).isTrue();
        assertThat(check.open()).isEmpty();
        assertThat(check.pending()).isEqualTo(3);
        assertThat(check.toMap()).containsEntry("pending", 3L);
    }

    @Test
    void missingIntent_isReported() throws IOException {
        String whole = Files.readString(bench.audit);
        Files.writeString(bench.audit, whole.replaceFirst("\\{\"line\":\"intent\".*\n", ""));

        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isFalse();
    }

    @Test
    void anotherPlansRunsArePassedOver() {
        RetentionPlan other = bench.plan("keep-last=1", bench.run(3));

        AuditCheck check = AuditCheck.verify(other, bench.audit);

        assertThat(check.passed()).isTrue();
        assertThat(check.runs()).isZero();
        assertThat(check.summary()).isEmpty();
    }
}
