package io.modelkeep.integration.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.retention.HostilePlan;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.retention.report.ReportPage;
import io.modelkeep.testkit.memory.MemoryServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan's page in a Chromium, where one is on the path. */
class ReportInBrowserTest {

    private static final int STEPS = 120;
    private static final Pattern ROW = Pattern.compile("<tr class=\"(?:keep|delete)\">(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<td class=\"number\"(?: data-v=\"([^\"]*)\")?>");

    private static final Pattern SORTED = Pattern.compile("<th [^>]*aria-sort=\"([a-z]+)\"");

    @TempDir
    private static Path folder;

    private static WritingProxy proxy;
    private static Chromium chromium;
    private static URI report;

    @BeforeAll
    static void writeTheReport() throws IOException {
        Optional<Path> binary = Chromium.binary();
        if (binary.isEmpty()) {
            // Surefire writes reasons into its XML files, and shows none.
            System.out.println("ReportInBrowserTest is skipped: no Chromium is on the path");
        }
        assumeTrue(binary.isPresent(), "no Chromium is on the path");
        proxy = new WritingProxy();
        chromium = new Chromium(binary.get(), proxy, folder);
        report = write("report.html", plan());
    }

    @AfterAll
    static void closeTheProxy() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    void rowsAreInThePlansOrderUntilOneAsksForAnother() throws Exception {
        Chromium.Opened opened = chromium.open(report);
        assertThat(column(opened, 0))
                .isEqualTo(LongStream.rangeClosed(1, STEPS)
                        .mapToObj(i -> (double) (STEPS + 1 - i))
                        .toList());
        assertThat(opened.dom()).contains("<button");
        assertThat(sorted(opened)).isEmpty();
        assertThat(opened.said()).doesNotContain("CONSOLE");
    }

    @ParameterizedTest
    @CsvSource({"step, ascending, 0", "step, descending, 0", "metric1, ascending, 1", "metric1, descending, 1"})
    void theAddressNamesAnOrder(String key, String direction, int column) throws Exception {
        Chromium.Opened opened = chromium.open(URI.create(report + "#sort=items1," + key + "," + direction));
        List<Double> values = column(opened, column);
        Comparator<Double> order =
                direction.equals("ascending") ? Comparator.naturalOrder() : Comparator.<Double>reverseOrder();
        List<Double> known = values.stream().filter(value -> !value.isNaN()).toList();
        assertThat(values).hasSize(STEPS);
        assertThat(known).isSortedAccordingTo(order).hasSizeGreaterThan(STEPS / 2);
        // What has no value comes last either way.
        assertThat(values.subList(known.size(), STEPS)).allMatch(value -> value.isNaN());
        assertThat(known.size() < STEPS).isEqualTo(column == 1);
        assertThat(sorted(opened)).containsExactly(direction);
        assertThat(opened.said()).doesNotContain("CONSOLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#sort=items1,nothing,ascending", "#sort=items9,step,ascending", "#sort=", "#sort=a],b,c"})
    void anAddressThatNamesNoOrderChangesNothing(String fragment) throws Exception {
        Chromium.Opened opened = chromium.open(URI.create(report + fragment.replace("]", "%5D")));
        assertThat(column(opened, 0)).startsWith((double) STEPS, STEPS - 1.0).hasSize(STEPS);
        assertThat(opened.said()).doesNotContain("CONSOLE");
    }

    @Test
    void withoutScriptsAllRowsAreThereAndNothingThatDoesNotWork() throws Exception {
        // The browser is read out by a script of its own, so that the page alone has to do without.
        Path file = folder.resolve("unscripted.html");
        Files.writeString(
                file, Files.readString(Path.of(report)).replaceFirst("script-src [^;]*;", "script-src 'none';"));
        Chromium.Opened opened = chromium.open(URI.create(file.toUri() + "#sort=items1,step,ascending"));
        assertThat(opened.said()).contains("CONSOLE");
        assertThat(column(opened, 0)).startsWith((double) STEPS, STEPS - 1.0).hasSize(STEPS);
        assertThat(opened.dom()).doesNotContain("<button");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>document.title='hostile'</script>",
                "</script><script>document.title='hostile'</script>",
                "</title><svg onload=\"document.title='hostile'\"><img src=\"http://canary.invalid/i\" onerror=\"document.title='hostile'\">",
                "\" onload=\"document.title='hostile'\" autofocus onfocus=\"document.title='hostile'",
                "--></style><link rel=stylesheet href=http://canary.invalid/s>"
            })
    void noTextRunsOrLoadsAnything(String text) throws Exception {
        URI page = write("hostile.html", HostilePlan.of(text));
        Chromium.Opened opened = chromium.open(URI.create(page + "#sort=items1,metric1,ascending"));
        assertThat(opened.dom()).contains("<title>Retention plan");
        assertThat(column(opened, 0)).hasSize(9).isSorted();
        assertThat(opened.said()).doesNotContain("CONSOLE");
        assertThat(proxy.asked()).noneMatch(line -> line.contains("canary"));
    }

    /** Otherwise nothing could be seen of what the tests above say does not happen. */
    @Test
    void aPageThatRunsAndLoadsIsSeenToDoSo() throws Exception {
        Path file = folder.resolve("open.html");
        Files.writeString(
                file,
                "<title>page</title><img src=http://sighted.invalid/i><script>document.title='hostile';"
                        + "console.error('seen')</script>");
        Chromium.Opened opened = chromium.open(file.toUri());
        assertThat(opened.dom()).contains("<title>hostile");
        assertThat(opened.said()).contains("CONSOLE");
        assertThat(proxy.asked()).anyMatch(line -> line.contains("sighted.invalid"));
    }

    @ParameterizedTest
    @CsvSource({"1, ffffff", "0, 11161c"})
    void thePageIsLightOrDarkAsTheReaderPrefers(int scheme, String ground) throws Exception {
        BufferedImage picture =
                chromium.picture(report, "--window-size=800,600", "--blink-settings=preferredColorScheme=" + scheme);
        assertThat(Integer.toHexString(picture.getRGB(3, 3) & 0xFFFFFF)).isEqualTo(ground);
    }

    /** What a service would list: a noisy, rising reward, which some checkpoints lack. */
    private static RetentionPlan plan() {
        Random noise = new Random(7);
        try (MemoryServer server = new MemoryServer();
                ModelkeepClient stores = ModelkeepClient.open(
                        StoreConfig.builder().settings(server.config()).build())) {
            RunId run = server.addRun("agent");
            for (int step = 1; step <= STEPS; step++) {
                double reward = 0.9 * (1 - Math.exp(-step / 40.0)) + noise.nextGaussian() * 0.05;
                server.addCheckpoint(run, step, step % 17 == 0 ? Map.of() : Map.of("val/reward", reward));
            }
            RetentionPolicy policy =
                    RetentionPolicy.parse(List.of("keep-last=3", "keep-best=val/reward:max:2", "keep-every=50"));
            return new RetentionPlanner(policy).plan(List.of(RetentionTarget.checkpoints(stores, run)));
        }
    }

    private static URI write(String name, RetentionPlan plan) {
        Path file = folder.resolve(name);
        ReportPage.of(plan).write(file);
        return file.toUri();
    }

    /** The numbers of one column, counted among those that hold numbers; not a number where a cell is empty. */
    private static List<Double> column(Chromium.Opened opened, int index) {
        return ROW.matcher(opened.dom())
                .results()
                .map(row -> CELL.matcher(row.group(1)).results().toList().get(index))
                .map(ReportInBrowserTest::number)
                .toList();
    }

    /** What headers say of the order of their rows. */
    private static List<String> sorted(Chromium.Opened opened) {
        return SORTED.matcher(opened.dom())
                .results()
                .map(header -> header.group(1))
                .toList();
    }

    private static Double number(MatchResult cell) {
        return cell.group(1) == null ? Double.NaN : Double.parseDouble(cell.group(1));
    }
}
