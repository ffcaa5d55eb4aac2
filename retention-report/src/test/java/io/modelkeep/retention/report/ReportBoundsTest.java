package io.modelkeep.retention.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A page stays small enough to open, and says what it leaves out. */
class ReportBoundsTest {

    @Test
    void aLongTrainingIsThinnedOutAndKeepsWhatIsKept() throws Exception {
        RetentionPlan plan = ReportPlans.training(12_000);
        ReadPage page = ReadPage.of(plan);
        assertThat(page.marks("kept")).hasSize((int) plan.totals().kept());
        assertThat(page.marks("deleted"))
                .hasSize(ReportPage.MAX_MARKS - (int) plan.totals().kept());
        assertThat(page.ofClass("tr", "keep")).hasSize((int) plan.totals().kept());
        assertThat(page.rows()).hasSize(ReportPage.MAX_ROWS);
        assertThat(page.ofClass("p", "quiet"))
                .anySatisfy(told -> assertThat(told.getTextContent())
                        .contains(ReportText.count(ReportPage.MAX_ROWS), "12,000", "7,000"));
        assertThat(page.ofClass("p", "quiet"))
                .anySatisfy(told -> assertThat(told.getTextContent())
                        .contains(ReportText.count(plan.totals().deleted()))
                        .contains(ReportText.count(
                                ReportPage.MAX_MARKS - plan.totals().kept())));
    }

    @Test
    void thinningIsEvenAndFirstOfAllOfWhatIsDeleted() {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            decisions.add(decision(i, i % 100 == 50));
        }
        BitSet shown = ChartSelection.of(decisions, 109, places(0));
        assertThat(shown.cardinality()).isEqualTo(109);
        assertThat(IntStream.range(0, 1_000).filter(i -> decisions.get(i).kept()))
                .allMatch(shown::get);
        for (int tenth = 0; tenth < 10; tenth++) {
            assertThat(shown.get(tenth * 100, tenth * 100 + 100).cardinality()).isBetween(10, 12);
        }
    }

    @Test
    void whereTooMuchIsKeptTheLatestAndTheBestAreShown() {
        List<Decision> decisions =
                IntStream.range(0, 5_000).mapToObj(i -> decision(i, true)).toList();
        BitSet shown = ChartSelection.of(decisions, 300, places(0, 4_321));
        assertThat(shown.cardinality()).isEqualTo(300);
        assertThat(shown.get(0)).isTrue();
        assertThat(shown.get(4_321)).isTrue();
        assertThat(shown.nextClearBit(0)).isLessThan(20);
    }

    @Test
    void manyMetricsHaveFewChartsAndColumns() throws Exception {
        Map<String, Double> metrics = new TreeMap<>();
        List<String> policy = new ArrayList<>(List.of("keep-last=1"));
        for (int i = 10; i < 60; i++) {
            metrics.put("metric" + i, (double) i);
            policy.add("metric=metric" + i);
        }
        Decision decision =
                new Decision(Item.builder("a").step(1).metrics(metrics).build(), List.of("latest"));
        ReadPage page = ReadPage.of(ReportPlans.plan(policy, ReportPlans.checkpoints("agent", List.of(decision))));
        assertThat(page.ofClass("svg", "plot")).hasSize(ChartSeries.MAX_CHARTS);
        assertThat(page.all("th", head -> head.getAttribute("data-key").startsWith("metric")))
                .hasSize(ReportColumn.MAX_METRICS);
    }

    @Test
    void manyTrainingsShareThePage() throws Exception {
        List<Decision> decisions = ReportPlans.decisions(1_000);
        RetentionPlan plan = ReportPlans.plan(
                List.of(ReportPlans.BEST),
                Collections.nCopies(ReportSummary.MAX_PARTS + 7, ReportPlans.checkpoints("agent", decisions))
                        .toArray(TargetPlan[]::new));
        StringBuilder page = new StringBuilder();
        ReportPage.of(plan).write(page);
        assertThat(count(page, "<section class=\"part\"")).isEqualTo(ReportPage.MAX_PARTS);
        assertThat(count(page, "<tr class=\"(keep|delete)\"")).isEqualTo(5 * ReportPage.MAX_ROWS);
        assertThat(count(page, "</title><use href=\"#(kept|deleted)\"")).isEqualTo(20 * ReportPage.MAX_MARKS);
        assertThat(page).hasSizeLessThan(20_000_000);
    }

    private static long count(CharSequence page, String pattern) {
        return Pattern.compile(pattern).matcher(page).results().count();
    }

    private static Decision decision(int step, boolean kept) {
        return new Decision(Item.builder("c" + step).step(step).build(), kept ? List.of("keep") : List.of());
    }

    private static BitSet places(int... places) {
        BitSet set = new BitSet();
        IntStream.of(places).forEach(set::set);
        return set;
    }
}
