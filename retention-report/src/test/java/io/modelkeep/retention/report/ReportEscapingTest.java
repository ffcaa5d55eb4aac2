package io.modelkeep.retention.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server says, in whatever place, is text on the page and never markup, script or a trick on the eye. */
class ReportEscapingTest {

    private static final Set<String> TAGS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "header",
            "section",
            "h1",
            "h2",
            "p",
            "b",
            "span",
            "ul",
            "li",
            "dl",
            "div",
            "dt",
            "dd",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "code",
            "a",
            "fieldset",
            "legend",
            "input",
            "label",
            "figure",
            "figcaption",
            "svg",
            "defs",
            "g",
            "circle",
            "path",
            "use",
            "line",
            "polyline",
            "text",
            "script");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>document.title='hostile'</script>",
                "</script><script>document.title='hostile'</script>",
                "</title></style></svg><img src=x onerror=alert(1)>",
                "\" onload=\"alert(1)",
                "' onmouseover='alert(1)",
                "]]>",
                "<!-- ",
                "--><b>",
                "&lt;script&gt; &amp; &#60;",
                "javascript:alert(1)",
                "${7*7} {{7*7}} `",
                "\u202Eevil\u202C \u2066x\u2069 \u200B\uFEFF",
                "\0\u0001\u0008\u000B\u001B[31m\u007F\u0085",
                "a\r\nb\tc\u2028d\u2029",
                "\uD800 lone \uDFFF \uFFFE\uFFFF",
                "\uDB40\uDC41 tag, \uE000 private",
                "الاسم שם 名前 😀 é"
            })
    void isText(String hostile) throws Exception {
        ReadPage page =
                ReadPage.of(ReportPage.of(everywhere(hostile)).with((kind, parent, id) -> Optional.of(hostile)));
        assertThat(page.all("*")).allSatisfy(element -> {
            assertThat(element.getTagName()).isIn(TAGS);
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
            }
        });
        ReadPage harmless =
                ReadPage.of(ReportPage.of(everywhere("harmless")).with((kind, parent, id) -> Optional.of("harmless")));
        assertThat(page.one("script").getTextContent())
                .isEqualTo(harmless.one("script").getTextContent());
        assertThat(page.one("style").getTextContent())
                .isEqualTo(harmless.one("style").getTextContent());
        assertThat(page.all("*")).hasSameSizeAs(harmless.all("*"));
        assertThat(page.text().codePoints().filter(c -> c != '\n')).allMatch(ReportEscapingTest::isSeen);
        String seen = ReportText.visible(hostile);
        assertThat(page.rows()).anySatisfy(row -> assertThat(row).contains(seen));
        assertThat(page.ofClass("section", "part")
                        .get(0)
                        .getFirstChild()
                        .getNextSibling()
                        .getTextContent())
                .isEqualTo(seen);
        assertThat(page.ofClass("svg", "plot").stream().map(chart -> chart.getAttribute("aria-label")))
                .anyMatch(label -> label.contains(seen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202E", "\u0000", "\u200F", "\uFEFF", "\u00AD", "\u2067"})
    void invisibleCharacters_areShown(String unseen) {
        assertThat(ReportText.visible("a" + unseen + "b"))
                .isEqualTo(String.format("a[U+%04X]b", (int) unseen.charAt(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "😀", "\u202E", "<"})
    void aTextWithoutEndIsCut(String unit) throws Exception {
        RetentionPlan plan = everywhere(unit.repeat(200_000));
        assertThat(ReadPage.of(plan).text()).hasSizeLessThan(250_000);
    }

    /** That text in every place of a plan that comes from outside. */
    private static RetentionPlan everywhere(String text) {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 3; i > 0; i--) {
            Item.Builder item = Item.builder(text)
                    .name(text)
                    .state(text)
                    .revision(text)
                    .aliases(Set.of(text))
                    .tags(Set.of(text));
            item.createdAt(Instant.EPOCH.plusSeconds(i)).metrics(Map.of(text, (double) i));
            List<String> reasons = List.of(text, "keep-best=" + text + ":max", Decision.MISSING_METRIC + text);
            decisions.add(new Decision(item.build(), i == 2 ? List.of() : reasons));
        }
        return new RetentionPlan(
                ReportPlans.NOW,
                text,
                text,
                Map.of(text, text),
                List.of("keep-best=" + text + ":max", text, "metric=" + text),
                List.of(
                        TargetPlan.of(ItemKind.CHECKPOINTS, text, decisions, Set.of(), List.of(text)),
                        TargetPlan.of(ItemKind.VERSIONS, text, List.of(unordered(text)), Set.of(), List.of()),
                        TargetPlan.of(ItemKind.VERSIONS, text, new TargetPlan.Problem(text, text))));
    }

    private static Decision unordered(String text) {
        return new Decision(Item.builder(text).build(), List.of(text));
    }

    private static boolean isSeen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
