package io.modelkeep.retention.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.retention.ApplyResumeTest;
import io.modelkeep.retention.Applying;
import io.modelkeep.retention.apply.ExecutionProgress;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.errors.AuditAccessException;
import io.modelkeep.retention.errors.AuditLockedException;
import io.modelkeep.retention.errors.InvalidAuditException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.spi.ClientListeners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {

    @TempDir
    Path folder;

    private Applying bench;
    private RunId run;
    private RetentionPlan plan;

    @BeforeEach
    public void open() {
        bench = new Applying(folder);
        run = bench.run(5);
        plan = bench.plan("keep-last=1", run);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theIntentIsInTheFileBeforeTheBatchIsSent() {
        bench.stores.before = ids -> assertThat(bench.lines().get(bench.lines().size() - 1))
                .startsWith("{\"line\":\"intent\"")
                .contains(ids)
                .contains(run.value());

        bench.apply(plan, apply -> apply.batchSize(2)).orThrow();

        assertThat(bench.lines())
                .extracting(line -> line.replaceAll("^\\{\"line\":\"(\\w+)\".*", "$1"))
                .containsExactly("begin", "intent", "outcome", "intent", "outcome", "end");
        assertThat(bench.lines().get(0)).contains("\"who\":\"tester\"", plan.digest(), plan.origin());
    }

    @Test
    void aSecondOneIsRefusedWhileTheFirstIsOpen() throws IOException {
        try (AuditLog first = bench.open()) {
            Path alias = folder.resolve("../" + folder.getFileName() + "/audit.jsonl");
            assertThat(first.file()).isEqualTo(bench.audit);
            assertRefused(AuditLockedException.class, () -> AuditLog.open(bench.audit, "other", Clock.systemUTC()));
            assertRefused(AuditLockedException.class, () -> AuditLog.open(alias, "other", Clock.systemUTC()));
            Files.createLink(folder.resolve("hard"), bench.audit);
            assertRefused(
                    AuditLockedException.class,
                    () -> AuditLog.open(folder.resolve("hard"), "other", Clock.systemUTC()));
        }
        bench.open().close();
    }

    @Test
    void aSecondRunOfOneLogIsRefusedWhileTheFirstGoesOn() {
        try (AuditLog log = bench.open()) {
            PlanExecutor executor = PlanExecutor.of(bench.stores, log);
            bench.stores.before = ids -> assertRefused(AuditLockedException.class, () -> executor.apply(plan));

            executor.apply(plan).orThrow();

            bench.stores.before = ids -> {};
            assertThat(executor.apply(plan).complete()).isTrue();
        }
    }

    @Test
    void aRecordCanBeReadWhileItIsOpenAndStaysLocked() {
        try (AuditLog log = bench.open()) {
            bench.stores.after = ids -> assertThat(AuditHistory.read(plan, bench.audit)
                            .of(ItemKind.CHECKPOINTS, run.value(), ids.get(0))
                            .orElseThrow()
                            .outcome())
                    .isEmpty();
            PlanExecutor.of(bench.stores, log).apply(plan).orThrow();

            assertThat(AuditHistory.read(plan, bench.audit)
                            .of(ItemKind.CHECKPOINTS, run.value(), "10")
                            .orElseThrow()
                            .outcome())
                    .contains(DeleteOutcome.DELETED);
            assertRefused(AuditLockedException.class, () -> AuditLog.open(bench.audit, "other", Clock.systemUTC()));
        }
    }

    @Test
    void theListenerIsRemoved_evenIfTheRunDies() {
        bench.stores.after = ids -> {
            assertThat(bench.stores.attached).hasValue(1);
            throw new ApplyResumeTest.Death();
        };

        assertThatThrownBy(() -> bench.apply(plan)).isInstanceOf(ApplyResumeTest.Death.class);

        assertThat(bench.stores.attached).hasValue(0);
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        bench.open().close();
        assertThat(Files.getPosixFilePermissions(bench.audit)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(bench.audit, PosixFilePermissions.fromString("rw-rw-rw-"));

        bench.apply(plan).orThrow();

        assertThat(Files.getPosixFilePermissions(bench.audit)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aSymbolicLinkIsRefusedAndItsTargetStaysAsItIs() throws IOException {
        Path target = Files.createFile(folder.resolve("target"));
        Files.createSymbolicLink(bench.audit, target);

        assertRefused(AuditAccessException.class, bench::open);
        assertRefused(AuditAccessException.class, () -> AuditHistory.read(plan, bench.audit));

        Files.delete(target);
        assertRefused(AuditAccessException.class, bench::open);
        assertThat(target).doesNotExist();
    }

    @Test
    void aFolderAndAMissingFolderAreRefused() throws IOException {
        Files.createDirectory(bench.audit);
        assertRefused(AuditAccessException.class, bench::open);
        assertRefused(
                AuditAccessException.class,
                () -> AuditLog.open(folder.resolve("none/audit.jsonl"), "tester", Clock.systemUTC()));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void anAuditThatCannotBeWrittenStopsBeforeTheBatchIsSent() {
        try (AuditLog log = bench.open()) {
            ExecutionReport report = PlanExecutor.of(bench.stores, log)
                    .batchSize(1)
                    .progress(new ExecutionProgress() {
                        @Override
                        public void settled(ItemKind kind, String parent, Map<DeleteOutcome, Long> outcomes) {
                            closeFile(log);
                        }
                    })
                    .apply(plan);

            assertThat(bench.stores.deletions).hasSize(1);
            assertThat(report.summary())
                    .containsExactly(entry(DeleteOutcome.DELETED, 1L), entry(DeleteOutcome.NOT_ATTEMPTED, 3L));
            assertRefused(AuditAccessException.class, report::orThrow);
        }
        assertThat(AuditCheck.verify(plan, bench.audit).open()).isEmpty();
        assertThat(bench.apply(plan).complete()).isTrue();
    }

    @Test
    void anOutcomeThatCannotBeWrittenStopsTheRunAndIsInTheReport() {
        try (AuditLog log = bench.open()) {
            bench.stores.after = ids -> closeFile(log);

            ExecutionReport report =
                    PlanExecutor.of(bench.stores, log).batchSize(2).apply(plan);

            assertThat(report.summary())
                    .containsExactly(entry(DeleteOutcome.DELETED, 2L), entry(DeleteOutcome.NOT_ATTEMPTED, 2L));
            assertRefused(AuditAccessException.class, report::orThrow);
        }
        assertThat(AuditCheck.verify(plan, bench.audit).open()).hasSize(2);
        bench.stores.after = ids -> {};
        assertThat(bench.apply(plan).orThrow().summary())
                .containsExactly(entry(DeleteOutcome.DELETED, 2L), entry(DeleteOutcome.PRESUMED_DELETED, 2L));
    }

    @Test
    void nothingIsSentWhereTheBeginningCannotBeWritten() {
        try (AuditLog log = bench.open()) {
            closeFile(log);
            assertRefused(
                    AuditAccessException.class,
                    () -> PlanExecutor.of(bench.stores, log).apply(plan));
        }
        assertThat(bench.stores.requests()).isZero();
    }

    @Test
    void requestsOfARunAreRecordedAndOthersAreNot() {
        ClientListeners listeners = bench.stores.listeners;
        try (AuditLog log = bench.open()) {
            listeners.all().attempted(request("before"));
            bench.stores.before = ids -> listeners.all().attempted(request("during"));
            PlanExecutor.of(bench.stores, log).apply(plan).orThrow();
            assertThat(bench.stores.attached).hasValue(0);
            listeners.all().attempted(request("after"));
        }

        assertThat(bench.lines())
                .filteredOn(line -> line.contains("request"))
                .singleElement()
                .asString()
                .contains("\"requestId\":\"during\"", "\"attempt\":2", "\"status\":503", "DELETE_CHECKPOINTS");
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 60})
    void aTornLastLineIsClosedOffAndPassedOver(int bytes) throws IOException {
        bench.stores.after = ids -> {
            throw new ApplyResumeTest.Death();
        };
        assertThatThrownBy(() -> bench.apply(plan, apply -> apply.batchSize(2)))
                .isInstanceOf(ApplyResumeTest.Death.class);
        bench.stores.after = ids -> {};
        append("{\"line\":\"outcome\",\"at\":\"2026-01-01T00:00:00Z\",\"batch\":1,\"results\":[".substring(0, bytes));
        assertThat(AuditCheck.verify(plan, bench.audit).open()).hasSize(2);

        bench.apply(plan).orThrow();

        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
        assertThat(AuditCheck.verify(plan, bench.audit).open()).isEmpty();
        assertThat(bench.lines()).filteredOn(line -> line.contains("\"torn\"")).hasSize(1);
        assertThat(bench.apply(plan).complete()).isTrue();
    }

    @Test
    void aLineThatLacksOnlyItsEndCounts() throws IOException {
        bench.stores.after = ids -> {
            throw new ApplyResumeTest.Death();
        };
        assertThatThrownBy(() -> bench.apply(plan)).isInstanceOf(ApplyResumeTest.Death.class);
        bench.stores.after = ids -> {};
        byte[] all = Files.readAllBytes(bench.audit);
        Files.write(bench.audit, Arrays.copyOf(all, all.length - 1));

        ExecutionReport report = bench.apply(plan).orThrow();

        assertThat(report.summary()).containsExactly(entry(DeleteOutcome.PRESUMED_DELETED, 4L));
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "hello\n", "{}\n", "{\"line\":\"end\",\"at\":\"2026-01-01T00:00:00Z\"}"})
    void otherFile_isRefused_andUnchanged(String content) throws IOException {
        Files.writeString(bench.audit, content);
        if (content.isEmpty()) {
            assertThat(bench.apply(plan).complete()).isTrue();
            return;
        }

        assertRefused(InvalidAuditException.class, () -> bench.apply(plan));

        assertThat(Files.readString(bench.audit)).isEqualTo(content);
        assertThat(bench.stores.requests()).isZero();
    }

    @Test
    void anEditedLineIsDamage() throws IOException {
        bench.apply(plan).orThrow();
        String whole = Files.readString(bench.audit);
        for (String damaged : List.of(
                whole.replace("\"line\":\"intent\"", "\"line\":\"intend\""),
                whole.replace("\"batch\":1", "\"batch\":2"),
                whole.replaceFirst("\"DELETED\"", "\"GONE\""),
                whole.replaceFirst("\"DELETED\"", "\"UNKNOWN\""),
                whole.replaceFirst("(\"ids\":\\[)\"40\"", "$1\"50\""),
                whole.replaceFirst("\\{\"line\":\"intent\".*\n", ""),
                whole.replaceFirst("\\{\"line\":\"outcome\".*\n", ""),
                whole.replace("\"version\":1,", ""),
                whole.replaceFirst("(\"line\":\"begin\".*)\\}\n", "$1,\"expiry\":1}\n"),
                whole.replaceFirst("\"batch\":1", "\"batch\":1,\"batch\":1"),
                whole.replaceFirst("\"batch\":1", "\"batch\":1,\"more\":\"x\""),
                whole.replaceFirst("\n", "\nwhat is this\n"),
                whole.substring(whole.indexOf('\n') + 1),
                whole + "\n" + "x".repeat(9 << 20))) {
            assertThat(damaged).isNotEqualTo(whole);
            Files.writeString(bench.audit, damaged);

            assertRefused(InvalidAuditException.class, () -> bench.apply(plan));
        }
        assertThat(bench.stores.deletions).hasSize(1);
    }

    private void append(String text) throws IOException {
        Files.writeString(bench.audit, text, StandardOpenOption.APPEND);
    }

    private static void closeFile(AuditLog log) {
        try {
            log.content().close();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static StoreListener.Attempted request(String id) {
        return new StoreListener.Attempted(
                "memory",
                Operation.DELETE_CHECKPOINTS,
                "POST checkpoints/delete",
                2,
                OptionalInt.of(503),
                Optional.of(id),
                Duration.ZERO,
                0,
                0);
    }

    private static void assertRefused(Class<? extends RetentionException> type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(type);
    }
}
