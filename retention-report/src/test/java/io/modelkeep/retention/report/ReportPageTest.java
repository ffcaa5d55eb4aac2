package io.modelkeep.retention.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ItemState;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.ItemTotals;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportPageTest {

    @Test
    void eachItemHasARowAndAMark() throws Exception {
        RetentionPlan plan = ReportPlans.training(250);
        ItemTotals totals = plan.totals();
        ReadPage page = ReadPage.of(plan);
        assertThat(page.rows()).hasSize(250);
        assertThat(page.ofClass("tr", "keep")).hasSize((int) totals.kept());
        assertThat(page.ofClass("tr", "delete")).hasSize((int) totals.deleted());
        assertThat(page.marks("kept")).hasSize((int) totals.kept());
        assertThat(page.marks("deleted")).hasSize((int) totals.deleted());
        assertThat(page.marks("best")).hasSize(2);
        assertThat(page.marks("latest")).hasSize(1);
    }

    @Test
    void aRowHasTheNumbersTheDecisionAndAllReasons() throws Exception {
        ReadPage page = ReadPage.of(ReportPlans.plan(
                List.of("keep-best=loss:min", "keep-last=1", "metric=acc"),
                ReportPlans.checkpoints(
                        "agent",
                        List.of(
                                new Decision(
                                        Item.builder("b")
                                                .step(1_200)
                                                .name("late")
                                                .createdAt(Instant.parse("2026-11-19T23:59:58Z"))
                                                .sizeBytes(3 << 20)
                                                .state("SYNCING")
                                                .itemState(ItemState.IN_PROGRESS)
                                                .metrics(Map.of("loss", 0.25, "acc", 0.9))
                                                .build(),
                                        List.of("latest", "keep-last=1")),
                                new Decision(
                                        Item.builder("a")
                                                .step(100)
                                                .metrics(Map.of("loss", 0.75))
                                                .build(),
                                        List.of())))));
        assertThat(ReadPage.cells((Element) page.ofClass("table", "items")
                        .get(0)
                        .getElementsByTagName("thead")
                        .item(0)
                        .getFirstChild()))
                .containsExactly(
                        "Step", "Id", "Name", "loss", "acc", "Created, UTC", "Size", "State", "Decision", "Reasons");
        assertThat(page.rows())
                .containsExactly(
                        List.of(
                                "1,200",
                                "b",
                                "late",
                                "0.2500",
                                "0.9000",
                                "2026-11-19 23:59:58",
                                "3 MiB",
                                "SYNCING",
                                "●keep",
                                "latest, keep-last=1"),
                        List.of("100", "a", "", "0.7500", "", "", "", "", "×delete", ""));
    }

    @Test
    void stepEqualToTheId_isShownOnce() throws Exception {
        List<Decision> decisions =
                List.of(new Decision(Item.builder("5").step(5).build(), List.of("latest")));
        ReadPage page = ReadPage.of(ReportPlans.plan(List.of("keep-last=1"), ReportPlans.checkpoints("a", decisions)));
        assertThat(page.rows()).containsExactly(List.of("5", "●keep", "latest"));
    }

    @Test
    void theTotalsAreThereInTotalAndOfEachPart() throws Exception {
        RetentionPlan plan = ReportPlans.plan(
                List.of("keep-last=3"),
                ReportPlans.checkpoints("first", ReportPlans.decisions(60)),
                ReportPlans.checkpoints("second", ReportPlans.decisions(1_100)),
                TargetPlan.of(ItemKind.VERSIONS, "third", new TargetPlan.Problem("NotFoundException", "is not there")));
        ReadPage page = ReadPage.of(plan);
        assertThat(page.ofClass("dd", "large").stream().map(Element::getTextContent))
                .containsExactly(
                        ReportText.count(1_160),
                        ReportText.count(plan.totals().kept()),
                        ReportText.count(plan.totals().deleted()));
        assertThat(page
                        .all(
                                "tr",
                                row -> row.getParentNode() instanceof Element body
                                        && body.getParentNode() instanceof Element table
                                        && table.getAttribute("id").equals("totals")
                                        && body.getTagName().equals("tbody"))
                        .stream()
                        .map(row -> ReadPage.cells(row).subList(0, 4)))
                .containsExactly(
                        cells("first", plan.parts().get(0).totals()),
                        cells("second", plan.parts().get(1).totals()),
                        cells("third", plan.parts().get(2).totals()));
        assertThat(page.ofClass("p", "problem")).hasSize(2);
        assertThat(page.ofClass("section", "part")).hasSize(3);
    }

    @Test
    void outcomeOfADeletion_isShown() throws Exception {
        ReportOutcomes outcomes = (kind, parent, id) ->
                parent.equals("agent") && id.equals("c7") ? Optional.of("refused") : Optional.empty();
        ReadPage page = ReadPage.of(ReportPage.of(ReportPlans.training(40)).with(outcomes));
        assertThat(page.rows().stream().filter(row -> row.contains("refused")))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("c7", "×delete"));
        assertThat(ReadPage.of(ReportPlans.training(40)).text()).doesNotContain("data-key=\"outcome\"");
    }

    @Test
    void thePolicyIsThereWithWhatEachRuleKeeps() throws Exception {
        ReadPage page = ReadPage.of(ReportPlans.plan(
                List.of("keep-last=2", "keep=1,3", "max-deletions=9"),
                ReportPlans.checkpoints(
                        "agent",
                        List.of(
                                decision("4", "latest", "keep-last=2"),
                                decision("3", "keep-last=2", "keep"),
                                decision("2"),
                                decision("1", "keep")))));
        assertThat(page
                        .all(
                                "tr",
                                row -> row.getFirstChild() instanceof Element head
                                        && head.getAttribute("scope").equals("row"))
                        .stream()
                        .map(ReadPage::cells))
                .containsExactly(
                        List.of("keep-last=2", "2", "0"),
                        List.of("keep=1,3", "2", "1"),
                        List.of("max-deletions=9", "", ""),
                        List.of("latest", "1", "0"));
    }

    @Test
    void thePageLoadsNothingAndRunsItsOwnScriptAlone() throws Exception {
        ReadPage page = ReadPage.of(ReportPlans.training(60));
        String policy = page.all("meta", meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .get(0)
                .getAttribute("content");
        assertThat(policy.split("; "))
                .containsExactlyInAnyOrder(
                        "default-src 'none'",
                        "style-src " + hash(page.one("style")),
                        "script-src " + hash(page.one("script")),
                        "base-uri 'none'",
                        "form-action 'none'");
        assertThat(page.all("*")).allSatisfy(element -> {
            assertThat(element.getAttribute("src")).isEmpty();
            assertThat(element.getAttribute("style")).isEmpty();
            assertThat(element.getAttribute("href")).matches("(#[a-z0-9]+)?");
        });
        assertThat(page.one("style").getTextContent()).doesNotContain("url(", "@import");
    }

    @Test
    void everyIdIsThereOnceAndWhatRefersToOneFindsIt() throws Exception {
        ReadPage page = ReadPage.of(ReportPlans.plan(
                List.of(ReportPlans.BEST),
                ReportPlans.checkpoints("first", ReportPlans.decisions(60)),
                ReportPlans.checkpoints("second", ReportPlans.decisions(60))));
        List<String> ids = page.all("*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.all("*").stream().flatMap(ReportPageTest::references))
                .isNotEmpty()
                .isSubsetOf(ids);
    }

    @Test
    void everyChartHasATextInItsPlace() throws Exception {
        ReadPage page = ReadPage.of(ReportPlans.training(60));
        assertThat(page.ofClass("svg", "plot")).hasSize(1).allSatisfy(chart -> {
            assertThat(chart.getAttribute("role")).isEqualTo("img");
            assertThat(chart.getAttribute("aria-label")).contains("val/reward", "step 48", "step 60");
        });
    }

    @Test
    void thePageIsTheSameEveryTimeAndInEveryLanguage() throws Exception {
        String first = ReadPage.of(ReportPlans.training(250)).text();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ReadPage.of(ReportPlans.training(250)).text()).isEqualTo(first);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aPlanOfNothingIsAPageToo() throws Exception {
        ReadPage page =
                ReadPage.of(ReportPlans.plan(List.of("keep-last=1"), ReportPlans.checkpoints("agent", List.of())));
        assertThat(page.rows()).isEmpty();
        assertThat(page.ofClass("section", "part")).hasSize(1);
    }

    @Test
    void theFileIsForItsOwnerAndNeverAtTheEndOfALink(@TempDir Path folder) throws IOException {
        ReportPage page = ReportPage.of(ReportPlans.training(10));
        Path file = folder.resolve("report.html");
        Files.writeString(file, "before");
        page.write(file);
        StringBuilder text = new StringBuilder();
        page.write(text);
        assertThat(file).hasContent(text.toString());
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), file);
        assertThatThrownBy(() -> page.write(link)).isInstanceOf(UncheckedIOException.class);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("report.html", "link.html");
    }

    private static Decision decision(String id, String... reasons) {
        return new Decision(Item.builder(id).step(Long.parseLong(id)).build(), List.of(reasons));
    }

    private static List<String> cells(String name, ItemTotals totals) {
        return List.of(
                name,
                ReportText.count(totals.seen()),
                ReportText.count(totals.kept()),
                ReportText.count(totals.deleted()));
    }

    private static Stream<String> references(Element element) {
        return Stream.of(
                        element.getAttribute("href").replaceFirst("#", ""),
                        element.getAttribute("for"),
                        element.getAttribute("aria-labelledby"))
                .filter(id -> !id.isEmpty());
    }

    private static String hash(Element element) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(element.getTextContent().getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
