package io.modelkeep.weave.internal.delete;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.weave.WeaveRun.UNKNOWN_DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.simulator.weave.WeaveDigests;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.weave.Form;
import io.modelkeep.weave.WeaveRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Deletions of versions, some of them unknown, and the number of requests that each outcome costs. */
class VersionDeletionTest {

    private static List<String> unknown(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "unknown-" + (100_000 + i) + "x".repeat(29))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"QUERY, OBJECT_ROUTE", "QUERY, PUBLISHED", "BODY, OBJECT_ROUTE"})
    void onlyTheGivenVersionsAreDeletedOnEachGenerationOfServers(WeaveDigests digests, Form form) {
        try (WeaveRun run = new WeaveRun(WeaveSimulator.builder().digests(digests), form, Map.of())) {
            ModelId model = run.given(5);
            List<String> all = run.digests(model);
            assertThat(WeaveRun.outcomes(run.delete(model, all.get(3), all.get(1))))
                    .isEqualTo(Map.of(all.get(3), DELETED, all.get(1), DELETED));
            assertThat(run.digests(model)).containsExactly(all.get(0), all.get(2), all.get(4));
        }
    }

    @Test
    void anOlderServerDoesNotNameWhatItDeleted() {
        try (WeaveRun run =
                new WeaveRun(WeaveSimulator.builder().withoutDeletedVersions(), Form.OBJECT_ROUTE, Map.of())) {
            ModelId model = run.given(3);
            assertThat(run.delete(model, run.digests(model).subList(0, 2)).summary())
                    .isEqualTo(Map.of(DELETED, 2));
            assertThat(run.operations()).containsExactly("get-model", "delete-versions");
        }
    }

    @Test
    void noDigestsAreNoRequest() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            assertThat(run.delete(model, List.of()).results()).isEmpty();
            assertThat(run.simulator.exchanges()).isEmpty();
            assertThat(run.digests(model)).hasSize(3);
        }
    }

    @Test
    void aDigestGivenTwiceIsSentOnce() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            String digest = run.digests(model).get(0);
            assertThat(run.delete(model, digest, digest).results()).hasSize(1);
            assertThat(run.requests("delete-versions").get(0).bodyText()).containsOnlyOnce(digest);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void oneUnknownAmong121CostsSixRequests(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(150);
            List<String> asked = new ArrayList<>(run.digests(model).subList(0, 120));
            asked.add(60, UNKNOWN_DIGEST);
            DeleteReport<VersionId> report = run.delete(model, asked);
            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 120, ALREADY_ABSENT, 1));
            assertThat(report.results())
                    .extracting(result -> result.id().value())
                    .isEqualTo(asked);
            assertThat(WeaveRun.outcomes(report)).containsEntry(UNKNOWN_DIGEST, ALREADY_ABSENT);
            assertThat(report.abortCause()).isEmpty();
            assertThat(run.digests(model)).hasSize(30);
            // The kind, two batches, a list and a look behind it for what failed, and the failed batch without the
            // unknown one.
            assertThat(run.simulator.exchanges()).hasSize(6);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void unknownOnesInEachBatchAreLookedUpTogether(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(300);
            List<String> unknown = unknown(6);
            List<String> asked = new ArrayList<>(run.digests(model));
            IntStream.range(0, 6).forEach(i -> asked.add(50 * i, unknown.get(i)));
            DeleteReport<VersionId> report = run.delete(model, asked);
            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 300, ALREADY_ABSENT, 6));
            assertThat(run.digests(model)).isEmpty();
            assertThat(run.requests("list-versions")).hasSize(2);
            assertThat(run.requests("delete-versions")).hasSizeLessThanOrEqualTo(form == Form.PUBLISHED ? 8 : 7);
        }
    }

    @Test
    void unknownOnesAloneAreLookedUpAndNotSentAgain() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            assertThat(run.delete(model, unknown(250)).summary()).isEqualTo(Map.of(ALREADY_ABSENT, 250));
            assertThat(run.requests("delete-versions")).hasSize(3);
            assertThat(run.requests("list-versions")).hasSize(2);
            assertThat(run.digests(model)).hasSize(2);
        }
    }

    @Test
    void earlierDeletion_isReportedAsDocumented() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.forget(model, all.get(0));
            assertThat(WeaveRun.outcomes(run.delete(model, all)))
                    .isEqualTo(Map.of(all.get(0), ALREADY_ABSENT, all.get(1), DELETED, all.get(2), DELETED));
        }
    }

    /** Another one deletes from the same batch after each list: three rounds, and then it is the caller's turn. */
    @Test
    void versionsThatKeepVanishingEndInBoundedRounds() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(20);
            List<String> all = run.digests(model);
            run.afterAttempt(event -> {
                if (last(run).equals("list-versions") && !beforeLast(run).equals("list-versions")) {
                    run.forget(model, run.digests(model).get(0));
                }
            });
            DeleteReport<VersionId> report = run.delete(model, WeaveRun.with(all, UNKNOWN_DIGEST));
            assertThat(report.summary()).isEqualTo(Map.of(ALREADY_ABSENT, 1, PRESUMED_DELETED, 2, FAILED, 18));
            assertThat(report.results().get(19).cause()).containsInstanceOf(ConflictException.class);
            assertThat(report.abortCause()).isEmpty();
            assertThat(run.requests("delete-versions")).hasSize(VersionDeletion.MAX_ROUNDS);
            assertThat(run.requests("list-versions")).hasSizeLessThanOrEqualTo(4 * VersionDeletion.MAX_ROUNDS);
        }
    }

    private static String beforeLast(WeaveRun run) {
        List<String> operations = run.operations();
        return operations.get(operations.size() - 2);
    }

    private static String last(WeaveRun run) {
        List<String> operations = run.operations();
        return operations.get(operations.size() - 1);
    }

    @Test
    void aVersionThatVanishesOnceCostsOneRoundMore() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(20);
            List<String> all = run.digests(model);
            run.afterAttempt(event -> {
                if (run.operations().equals(List.of("get-model", "delete-versions", "list-versions"))) {
                    run.forget(model, all.get(7));
                }
            });
            DeleteReport<VersionId> report = run.delete(model, WeaveRun.with(all, UNKNOWN_DIGEST));
            assertThat(report.summary()).isEqualTo(Map.of(ALREADY_ABSENT, 1, PRESUMED_DELETED, 1, DELETED, 19));
            assertThat(run.digests(model)).isEmpty();
            assertThat(run.requests("delete-versions")).hasSize(3);
            assertThat(run.requests("list-versions")).hasSizeLessThanOrEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void tenThousandDigestsWithUnknownOnesStayWithinTheBound(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(9_900);
            List<String> asked = new ArrayList<>(run.digests(model));
            List<String> unknown = unknown(100);
            IntStream.range(0, 100).forEach(i -> asked.add(100 * i, unknown.get(i)));
            DeleteReport<VersionId> report = run.delete(model, asked);
            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 9_900, ALREADY_ABSENT, 100));
            assertThat(run.digests(model)).isEmpty();
            int batch = form == Form.PUBLISHED ? 78 : 100;
            int batches = (10_000 + batch - 1) / batch + (9_900 + batch - 1) / batch;
            assertThat(run.requests("delete-versions")).hasSizeLessThanOrEqualTo(batches);
            assertThat(run.requests("list-versions")).hasSizeLessThanOrEqualTo(11);
            assertThat(run.requests("delete-versions"))
                    .allMatch(request -> request.query().orElse("").length() <= 4096);
        }
    }

    @Test
    void digestsInBothFormsAreSentAndTheLongOnesInSmallerQueries() {
        try (WeaveRun run = WeaveRun.start(Form.PUBLISHED)) {
            ModelId model = run.given(1);
            List<String> hexadecimal = IntStream.range(0, 100)
                    .mapToObj(i -> "a".repeat(61) + (100 + i))
                    .toList();
            assertThat(run.delete(model, hexadecimal).summary()).isEqualTo(Map.of(ALREADY_ABSENT, 100));
            assertThat(run.requests("delete-versions"))
                    .hasSize(2)
                    .allMatch(request -> request.query().orElse("").length() <= 4096);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void datasetsAndOpsAndWhatIsNotThereAreLeftAlone(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            String data = run.simulator.addObject(WeaveRun.ENTITY, WeaveRun.PROJECT, "Dataset", "rows");
            String op = run.simulator.addOp(WeaveRun.ENTITY, WeaveRun.PROJECT, "predict");
            for (ModelId none :
                    Stream.of(data, op, "never-published").map(ModelId::new).toList()) {
                List<String> asked = WeaveRun.with(run.digests(none), UNKNOWN_DIGEST);
                DeleteReport<VersionId> report = run.delete(none, asked);
                assertThat(report.summary()).isEqualTo(Map.of(NOT_ATTEMPTED, asked.size()));
                assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
            }
            assertThat(run.operations()).containsOnly("get-model");
            assertThat(run.digests(new ModelId(data))).hasSize(1);
            assertThat(run.digests(new ModelId(op))).hasSize(1);
        }
    }

    @Test
    void theOrderOfTheReportIsThatOfTheQuestion() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(250);
            List<String> asked = new ArrayList<>(run.digests(model));
            Collections.reverse(asked);
            assertThat(run.delete(model, asked).results())
                    .extracting(DeleteResult::id)
                    .extracting(VersionId::value)
                    .isEqualTo(asked);
        }
    }
}
