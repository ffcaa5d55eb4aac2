package io.modelkeep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.RunId;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.errors.AuditAccessException;
import io.modelkeep.retention.errors.InvalidAuditException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.plan.RetentionPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a record only an incomplete last line is the trace of a crash; every other change is damage. */
class AuditDamageTest {

    @FunctionalInterface
    private interface Harm {
        void to(Path file) throws IOException;
    }

    @TempDir
    Path folder;

    private Applying bench;
    private RunId run;
    private RetentionPlan plan;

    @BeforeEach
    void open() {
        bench = new Applying(folder);
        run = bench.run(5);
        plan = bench.plan("keep-last=1", run);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"line\":\"beg\n{\"line\":\"to", "{\"line\":\"beg\n", "{\"line\":\"beg\n{\"line\":\"beg\n"})
    void aDamagedLineThatHasAnEndIsNoTraceOfACrash(String end) throws IOException {
        bench.apply(plan).orThrow();
        Files.writeString(bench.audit, end, StandardOpenOption.APPEND);

        assertDamaged(() -> bench.apply(plan));
    }

    @Test
    void otherLineBreaksAreDamage() throws IOException {
        bench.apply(plan).orThrow();
        Files.writeString(bench.audit, Files.readString(bench.audit).replace("\n", "\r\n"));

        assertDamaged(() -> bench.apply(plan));
        assertDamaged(() -> AuditCheck.verify(plan, bench.audit));
    }

    @Test
    void aLineInAnotherFormIsDamage() throws IOException {
        bench.apply(plan).orThrow();
        Files.writeString(bench.audit, Files.readString(bench.audit).replace("\"batch\":1,", "\"batch\": 1,"));

        assertDamaged(() -> bench.apply(plan));
    }

    @Test
    void aRepeatedBeginningOrEndIsDamage() throws IOException {
        bench.apply(plan).orThrow();
        List<String> whole = bench.lines();
        for (int doubled : new int[] {0, whole.size() - 1}) {
            List<String> lines = new ArrayList<>(whole);
            lines.add(doubled, whole.get(doubled));
            Files.write(bench.audit, lines);

            assertDamaged(() -> bench.apply(plan));
            assertThat(AuditCheck.verify(plan, bench.audit).passed()).isFalse();
        }
    }

    @Test
    void aRunThatIsMissingIsDamage() throws IOException {
        bench.apply(plan).orThrow();
        List<String> first = bench.lines();
        bench.apply(plan).orThrow();
        List<String> both = bench.lines();
        Files.write(bench.audit, both.subList(first.size(), both.size()));

        assertDamaged(() -> bench.apply(plan));
    }

    @Test
    void aRecordThatIsRemovedWhileAPlanIsAppliedStopsIt() {
        assertStops(Files::delete);
    }

    @Test
    void aRecordThatIsReplacedWhileAPlanIsAppliedStopsIt() {
        assertStops(file -> {
            Path other = Files.copy(file, file.resolveSibling("other"));
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    @Test
    void aRecordThatIsCutWhileAPlanIsAppliedStopsIt() {
        assertStops(file -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                assertThat(channel.truncate(0).size()).isZero();
            }
        });
    }

    @Test
    void aRecordThatAnotherProgramWritesToStopsThePlan() {
        assertStops(file -> Files.writeString(file, "x", StandardOpenOption.APPEND));
    }

    @Test
    void theRightsOfAFileThatIsNotARecordStay() throws IOException {
        Files.writeString(bench.audit, "an important file\n");
        Files.setPosixFilePermissions(bench.audit, PosixFilePermissions.fromString("rw-rw-r--"));

        assertDamaged(() -> bench.apply(plan));

        assertThat(Files.getPosixFilePermissions(bench.audit)).isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(bench.stores.requests()).isZero();
    }

    private void assertStops(Harm harm) {
        bench.stores.after = ids -> {
            try {
                harm.to(bench.audit);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        };

        ExecutionReport report = bench.apply(plan, apply -> apply.batchSize(2));

        assertThat(bench.stores.deletions).hasSize(1);
        assertThat(report.summary())
                .containsExactly(entry(DeleteOutcome.DELETED, 2L), entry(DeleteOutcome.NOT_ATTEMPTED, 2L));
        assertRefused(AuditAccessException.class, report::orThrow);
    }

    private void assertDamaged(ThrowingCallable call) {
        int before = bench.stores.requests();
        assertRefused(InvalidAuditException.class, call);
        assertThat(bench.stores.requests()).isEqualTo(before);
    }

    private static void assertRefused(Class<? extends RetentionException> type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(type);
    }
}
