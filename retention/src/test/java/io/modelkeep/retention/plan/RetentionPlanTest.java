package io.modelkeep.retention.plan;

import static io.modelkeep.retention.Decided.NOW;
import static io.modelkeep.retention.Decided.metric;
import static io.modelkeep.retention.Decided.step;
import static io.modelkeep.retention.Decided.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelkeep.ItemState;
import io.modelkeep.retention.Decided;
import io.modelkeep.retention.Plans;
import io.modelkeep.retention.errors.DeletionLimitExceededException;
import io.modelkeep.retention.errors.InvalidPlanException;
import io.modelkeep.retention.errors.PolicyMismatchException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPlanTest {

    @TempDir
    Path folder;

    @Test
    void theDocumentIsTheDocumentedOne() {
        Item full = step(2).revision("r")
                .name("näme")
                .createdAt(NOW)
                .sizeBytes(7)
                .state("COMPLETE")
                .itemState(ItemState.READY)
                .metrics(Map.of("loss", 0.25))
                .build();
        RetentionPlan plan = Plans.of(
                "keep-best=loss:min; protect=9",
                full,
                step(1).metrics(Map.of("loss", 1e300)).build());

        assertThat(Plans.text(plan)).isEqualTo("""
                        {"format":"modelkeep-plan","version":1,"plannedAt":"2026-11-20T12:00:00Z","provider":"shelf",\
                        "origin":"https://shelf.example","account":{"entity":"team"},\
                        "policy":["keep-best=loss:min","protect=9"],\
                        "totals":{"seen":2,"kept":1,"deleted":1,"keptBytes":7}}
                        {"kind":"CHECKPOINTS","parent":"run","totals":{"seen":2,"kept":1,"deleted":1,"keptBytes":7},\
                        "declared":[],"notes":["protect: not there: 9"]}
                        {"decision":"keep","id":"2","revision":"r","name":"n\\u00E4me","step":2,\
                        "createdAt":"2026-11-20T12:00:00Z","sizeBytes":7,"state":"COMPLETE","itemState":"READY","metrics":{"loss":0.25},\
                        "reasons":["latest","keep-best=loss:min"]}
                        {"decision":"delete","id":"1","step":1,"metrics":{"loss":1.0E300}}
                        {"digest":"%s"}
                        """.formatted(plan.digest()));
        assertThat(plan.digest()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void aPlanWithOneChangedByteIsRefused() {
        Item kept = step(2).metrics(Map.of("r", 0.5)).sizeBytes(7).build();
        byte[] document = Plans.bytes(Plans.of("keep-last=1; metric=r", steps(1)[0], kept));

        for (int at = 0; at < document.length; at++) {
            for (int bit : new int[] {0, 5}) {
                byte[] changed = document.clone();
                changed[at] ^= (byte) (1 << bit);
                assertDamaged(changed, "byte " + at + ", bit " + bit);
            }
        }
    }

    @Test
    void aPlanThatWasCutOrGoesOnIsRefused() {
        String document = Plans.text(Plans.of("keep-last=1", steps(1, 2)));

        for (int length = 0; length < document.length(); length++) {
            assertDamaged(document.substring(0, length).getBytes(StandardCharsets.US_ASCII), "cut");
        }
        assertDamaged((document + "\n").getBytes(StandardCharsets.US_ASCII), "a line more");
        assertDamaged((document + "{}").getBytes(StandardCharsets.US_ASCII), "an object more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "an unknown field             | \"provider\"    | \"surprise\":1,\"provider\"",
                "an unknown field at the end  | \"seen\":2,\"kept\":1,\"deleted\":1}} | \"seen\":2,\"kept\":1,\"deleted\":1},\"expiry\":1}",
                "an unknown field of a part   | \"notes\":[]    | \"notes\":[],\"surprise\":1",
                "an unknown count             | \"seen\":2      | \"seen\":2,\"surprise\":1",
                "an unknown line              | {\"decision\":\"delete\" | {\"surprise\":1}\\n{\"decision\":\"delete\"",
                "two lines in one             | }\\n{\"decision\":\"delete\" | }{\"decision\":\"delete\"",
                "an unknown field of an item  | \"step\":1      | \"step\":1,\"surprise\":1",
                "a field given twice          | \"step\":1      | \"step\":1,\"step\":1",
                "another order of fields      | \"id\":\"1\",\"step\":1 | \"step\":1,\"id\":\"1\"",
                "an item given twice          | \"id\":\"1\",\"step\":1 | \"id\":\"2\",\"step\":1",
                "counts that are others       | \"seen\":2      | \"seen\":3",
                "a blank                      | \"step\":1      | \"step\": 1",
                "a number written differently | 0.5             | 5e-1",
                "a metric that is no number   | 0.5             | \"NaN\"",
                "a metric of no rule          | {\"r\"          | {\"other\"",
                "a deletion with reasons      | \"decision\":\"keep\" | \"decision\":\"delete\"",
                "a keeping without reasons    | \"decision\":\"delete\" | \"decision\":\"keep\"",
                "no reasons                   | \"latest\",\"keep-last=1\" | ``",
                "an unknown decision          | \"decision\":\"delete\" | \"decision\":\"archive\"",
                "an unknown kind              | CHECKPOINTS     | MODELS",
                "a step that is no number     | \"step\":1      | \"step\":\"1\"",
                "a step of a fraction         | \"step\":1      | \"step\":1.5",
                "a step beyond all            | \"step\":1      | \"step\":99999999999999999999",
                "no time                      | 2026-11-20T12:00:00Z | yesterday",
                "a policy that keeps nothing  | [\"keep-last=1\",\"metric=r\"] | []",
                "a policy out of order        | [\"keep-last=1\",\"metric=r\"] | [\"metric=r\",\"keep-last=1\"]",
                "a policy of other words      | keep-last=1\",\"m | keep-lots=1\",\"m",
                "no origin                    | \"origin\":\"https://shelf.example\", | ``",
                "another format               | modelkeep-plan   | modelkeep-audit"
            })
    void deviatingPlan_isRefused_evenWithAMatchingDigest(String what, String from, String to) {
        Item kept = step(2).metrics(Map.of("r", 0.5)).build();
        String document = Plans.text(Plans.of("keep-last=1; metric=r", steps(1)[0], kept));
        String changed = document.replace(from.replace("\\n", "\n"), to.replace("\\n", "\n"));
        assertThat(changed).as(what).isNotEqualTo(document);

        assertDamaged(Plans.resealed(changed).getBytes(StandardCharsets.UTF_8), what);
    }

    @Test
    void aPartIsNotGivenTwice() {
        TargetPlan part = Decided.of("keep-last=1", steps(1, 2)).part();
        byte[] twice = Plans.bytes(Plans.of(RetentionPolicy.parse("keep-last=1"), part, part));

        assertDamaged(twice, "a part given twice");
    }

    @Test
    void otherFile_isRefused() {
        for (String document :
                List.of("", "{}", "[]", "null", "PK\u0003\u0004", "{\"format\":\"modelkeep-plan\",\"version\":1}")) {
            assertDamaged(document.getBytes(StandardCharsets.UTF_8), document);
        }
    }

    @Test
    void aPartWithAProblemIsReadAsItWas() {
        TargetPlan failed =
                TargetPlan.of(ItemKind.VERSIONS, "m", new TargetPlan.Problem("NotFoundException", "not\nfound"));
        RetentionPlan plan = Plans.of(RetentionPolicy.parse("keep-last=1"), failed);

        RetentionPlan read = Plans.read(Plans.bytes(plan));

        assertThat(read.parts()).singleElement().satisfies(part -> {
            assertThat(part.kind()).isEqualTo(ItemKind.VERSIONS);
            assertThat(part.problem()).contains(new TargetPlan.Problem("NotFoundException", "not found"));
        });
        assertThatCode(read::check).doesNotThrowAnyException();
    }

    @Test
    void aPlanThatDeletesWhatItsPolicyKeepsIsFoundOut() {
        String document = Plans.text(Plans.of("keep-last=1; keep-every=10", steps(10, 11, 12)));
        String changed = document.replace(
                        "{\"decision\":\"keep\",\"id\":\"10\",\"step\":10,\"reasons\":[\"keep-every=10\"]}",
                        "{\"decision\":\"delete\",\"id\":\"10\",\"step\":10}")
                .replace("\"kept\":2,\"deleted\":1", "\"kept\":1,\"deleted\":2");
        RetentionPlan tampered = Plans.read(Plans.resealed(changed));
        assertThat(tampered.totals().deleted()).isEqualTo(2);

        assertThat(catchThrowableOfType(RetentionException.class, tampered::check))
                .isInstanceOf(InvalidPlanException.class);
    }

    @Test
    void aPlanThatKeepsMoreThanItsPolicyIsNoDanger() {
        String document = Plans.text(Plans.of("keep-last=1", steps(10, 12)));
        String changed = document.replace(
                        "{\"decision\":\"delete\",\"id\":\"10\",\"step\":10}",
                        "{\"decision\":\"keep\",\"id\":\"10\",\"step\":10,\"reasons\":[\"mine\"]}")
                .replace("\"kept\":1,\"deleted\":1", "\"kept\":2,\"deleted\":0")
                .replace("\"deletedBytes\":0", "")
                .replace("\"deleted\":0}", "\"deleted\":0,\"deletedBytes\":0}");

        RetentionPlan plan = Plans.read(Plans.resealed(changed));

        assertThat(plan.totals().deleted()).isZero();
        assertThatCode(plan::check).doesNotThrowAnyException();
    }

    @Test
    void aPlanIsCheckedAgainstItsLimitsToo() {
        String document = Plans.text(Plans.of("keep-last=1; max-deletions=2", steps(1, 2, 3)));
        String changed = document.replace("max-deletions=2", "max-deletions=1");

        RetentionPlan tampered = Plans.read(Plans.resealed(changed));

        assertThat(catchThrowableOfType(RetentionException.class, tampered::check))
                .isInstanceOf(DeletionLimitExceededException.class);
    }

    @Test
    void aPlanFollowsFromItsOwnPolicyAndNoOther() {
        RetentionPlan plan = Plans.of("keep-last=1", steps(1, 2, 3));

        assertThatCode(() -> plan.check(RetentionPolicy.parse("keep-last=1"))).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(
                        RetentionException.class, () -> plan.check(RetentionPolicy.parse("keep-last=2"))))
                .isInstanceOf(PolicyMismatchException.class);
    }

    @Test
    void aPlanByAPredicateIsCheckedWithThePredicate() {
        RetentionPolicy policy = RetentionPolicy.builder()
                .keepIf("odd", item -> item.step().orElseThrow() % 2 == 1)
                .build();
        TargetPlan part = Decided.of(policy, ItemKind.CHECKPOINTS, List.of(steps(1, 2, 3, 4)))
                .part();
        RetentionPlan read = Plans.read(Plans.bytes(Plans.of(policy, part)));

        assertThatCode(() -> read.check(policy)).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(RetentionException.class, read::check))
                .isInstanceOf(PolicyMismatchException.class);
    }

    @Test
    void aFileIsWrittenForItsOwnerAloneAndReadAgain() throws IOException {
        RetentionPlan plan = Plans.of("keep-last=1", steps(1, 2));
        Path file = folder.resolve("plan.json");
        Files.writeString(file, "an older one, which is longer than nothing");

        plan.write(file);

        assertThat(RetentionPlan.read(file).digest()).isEqualTo(plan.digest());
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(file);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aSymbolicLinkIsNeitherWrittenNorRead() throws IOException {
        RetentionPlan plan = Plans.of("keep-last=1", steps(1, 2));
        Path target = folder.resolve("target");
        plan.write(target);
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException none) {
            assumeTrue(false, "no symbolic links here");
        }
        byte[] before = Files.readAllBytes(target);

        assertThatThrownBy(() -> Plans.of("keep-last=2", steps(1)).write(link))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> RetentionPlan.read(link)).isInstanceOf(UncheckedIOException.class);
        assertThat(target).hasBinaryContent(before);
    }

    @Test
    void unreadableOrUnwritablePlan_isReported() {
        RetentionPlan plan = Plans.of("keep-last=1", steps(1, 2));

        assertThatThrownBy(() -> RetentionPlan.read(folder.resolve("missing")))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> RetentionPlan.read(folder)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> plan.write(folder.resolve("no/such/folder"))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> plan.write(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("the disk is full");
                    }
                }))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void numbersAreWrittenAlikeByEveryJava() {
        Item item = step(1).metrics(Map.of("r", 2.0E-3)).build();

        assertThat(Plans.text(Plans.of("keep-last=1; metric=r", item, metric(2, "r", 2.2250738585072014E-308))))
                .contains("{\"r\":0.002}")
                .contains("{\"r\":2.2250738585072014E-308}");
    }

    private static void assertDamaged(byte[] document, String what) {
        assertThatThrownBy(() -> Plans.read(document)).as(what).isInstanceOf(InvalidPlanException.class);
    }
}
