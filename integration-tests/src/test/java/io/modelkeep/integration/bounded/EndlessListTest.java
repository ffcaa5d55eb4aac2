package io.modelkeep.integration.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.integration.process.Bounded;
import io.modelkeep.integration.process.ChildJvm;
import io.modelkeep.integration.process.DeletableItems;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists that go on for ever with rows that are always new: who wants some gets some, and who needs the end is told. */
@Bounded
class EndlessListTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Pattern AFTER = Pattern.compile("[?&]after=c([0-9]+)");
    private static final Pattern PAGE = Pattern.compile("[?&]page_token=([0-9]+)");
    private static final Pattern OFFSET = Pattern.compile("\"offset\":([0-9]+)");
    private static final Pattern LIMIT = Pattern.compile("\"limit\":([0-9]+)");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SOME = 250;

    @Test
    void checkpointsOfWandbTraining() throws InterruptedException {
        int pages = 10_000;
        try (EndlessServer server = new EndlessServer(EndlessListTest::checkpoints)) {
            Map<String, String> result = run(
                    DeletableItems.WANDB_TRAINING_CHECKPOINTS,
                    "some-model",
                    Map.of(
                            "provider",
                            "wandb-training",
                            "wandb-training.base-url",
                            server.url(),
                            "wandb-training.api-key",
                            "k"));

            assertThat(result).containsEntry("some", Integer.toString(SOME)).containsEntry("settled", "UNKNOWN");
            // One row on each page; the deletion; the pages it was looked for in.
            assertThat(server.requests()).isEqualTo(SOME + 1 + pages);
            assertThat(Long.parseLong(result.get("heap"))).isLessThan(Memory.HELD);
        }
    }

    @Test
    void versionsOfWeave() throws InterruptedException {
        int pages = 1000;
        try (EndlessServer server = new EndlessServer(EndlessListTest::versions)) {
            Map<String, String> result = run(
                    DeletableItems.WEAVE_VERSIONS,
                    "agent",
                    Map.of(
                            "provider", "weave",
                            "weave.base-url", server.url(),
                            "weave.api-key", "k",
                            "weave.entity", "e",
                            "weave.project", "p",
                            "call-timeout", "10s"));

            // The deletion is forced, so the list that has no end is the one that settles it.
            assertThat(result).containsEntry("some", Integer.toString(SOME)).containsEntry("settled", "UNKNOWN");
            // Its pages are large, so that the call's time is over before their number.
            assertThat(server.requests()).isLessThan(pages);
            assertThat(Long.parseLong(result.get("heap"))).isLessThan(Memory.HELD);
        }
    }

    @Test
    void filesOfABasetenJob() throws InterruptedException {
        int pages = 1000;
        try (EndlessServer server = new EndlessServer(EndlessListTest::files)) {
            Map<String, String> result = run(
                    DeletableItems.BASETEN_CHECKPOINTS,
                    "job:some:job",
                    Map.of(
                            "provider", "baseten",
                            "baseten.base-url", server.url(),
                            "baseten.api-key", "k",
                            "baseten.max-requests-per-second", "10000"));

            assertThat(result).containsEntry("files", "MalformedResponseException");
            assertThat(server.requests()).isEqualTo(pages);
            assertThat(Long.parseLong(result.get("heap"))).isLessThan(Memory.HELD);
        }
    }

    private static Map<String, String> run(DeletableItems things, String parent, Map<String, String> settings)
            throws InterruptedException {
        try (ChildJvm child = ChildJvm.ofSmallHeap(
                EndlessListClient.class, settings, things.name(), parent, Integer.toString(SOME))) {
            return child.result(LONGEST);
        }
    }

    private static String checkpoints(String request) {
        if (request.startsWith("DELETE ")) {
            return "{}";
        }
        long next = number(AFTER, request) + 1;
        return "{\"data\":[{\"id\":\"c" + next + "\",\"step\":" + next + "}],\"has_more\":true}";
    }

    private static String versions(String request) {
        if (request.contains("/obj/delete ")) {
            return "{}";
        }
        int offset = (int) number(OFFSET, request);
        int rows = request.contains("\"latest_only\":true") ? 1 : (int) number(LIMIT, request);
        return IntStream.range(offset, offset + rows)
                .mapToObj(EndlessListTest::version)
                .collect(Collectors.joining(",", "{\"objs\":[", "]}"));
    }

    private static String version(int number) {
        return "{\"project_id\":\"e/p\",\"object_id\":\"agent\",\"digest\":\"" + "B".repeat(35)
                + String.format(Locale.ROOT, "%08d", number) + "\",\"created_at\":\"" + START.plusSeconds(number)
                + "\",\"base_object_class\":\"Model\"}";
    }

    private static String files(String request) {
        long offset = number(PAGE, request);
        return "{\"presigned_urls\":[{\"relative_file_name\":\"another/" + offset + "\"}],\"next_page_token\":"
                + (offset + 1) + "}";
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
