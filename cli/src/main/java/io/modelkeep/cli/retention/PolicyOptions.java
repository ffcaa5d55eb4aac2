package io.modelkeep.cli.retention;

import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A retention policy as options, which are the words of its written form, and as a file; both together are one policy. */
final class PolicyOptions {

    private static final int MAX_FILE_BYTES = 1 << 20;

    @Option(names = "--keep-last", paramLabel = "N", description = "Keep the last N that are finished.")
    private List<String> keepLast = new ArrayList<>();

    @Option(
            names = "--keep-best",
            paramLabel = "METRIC:max|min[:K]",
            description = "Keep the best K by a metric, such as val/reward:max:2; by default one.")
    private List<String> keepBest = new ArrayList<>();

    @Option(
            names = "--keep-every",
            paramLabel = "N[:closest]",
            description = "Keep each step that is a multiple of N; with :closest, the step nearest to each multiple.")
    private List<String> keepEvery = new ArrayList<>();

    @Option(
            names = "--keep-within",
            paramLabel = "AGE",
            description = "Keep what is no older than, such as, 12h, 30d or 8w.")
    private List<String> keepWithin = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "STEP|ID,...",
            description = "Keep these; a name that nothing in the plan has refuses it.")
    private List<String> keep = new ArrayList<>();

    @Option(
            names = "--keep-if-present",
            paramLabel = "STEP|ID,...",
            description = "Keep these where they are there, as for a policy that many trainings share.")
    private List<String> keepIfPresent = new ArrayList<>();

    @Option(names = "--keep-tag", paramLabel = "TAG,...", description = "Keep the versions with one of these tags.")
    private List<String> keepTag = new ArrayList<>();

    @Option(
            names = "--keep-alias",
            paramLabel = "ALIAS,...",
            description =
                    "Keep the versions with one of these aliases, and refuse a service that reports none; versions with an"
                            + " alias are always kept.")
    private List<String> keepAlias = new ArrayList<>();

    @Option(
            names = "--protect",
            paramLabel = "STEP|ID,...",
            description = "Never delete these, whatever is there beside them.")
    private List<String> protect = new ArrayList<>();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "Put this metric into the plan too, for its report; it keeps nothing.")
    private List<String> metric = new ArrayList<>();

    @Option(
            names = "--missing-metric",
            paramLabel = "keep|fail|worst",
            description = "What becomes of those without the metric of --keep-best; they are kept by default.")
    private List<String> missingMetric = new ArrayList<>();

    @Option(names = "--max-deletions", paramLabel = "N", description = "Refuse a plan that deletes more than N.")
    private List<String> maxDeletions = new ArrayList<>();

    @Option(
            names = "--max-delete-fraction",
            paramLabel = "F",
            description = "Refuse to delete more than this share of one training or model, such as 0.9.")
    private List<String> maxDeleteFraction = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Read rules from a file, or with - from standard input: one a line, without the --, such as"
                    + " keep-last=3.")
    private @Nullable Path file;

    /**
     * The policy.
     *
     * @throws UsageException the file cannot be read
     * @throws io.modelkeep.retention.item.RetentionException the rules are not well written, or keep nothing
     */
    RetentionPolicy policy(Session session) {
        List<String> rules = rules();
        if (file == null) {
            return RetentionPolicy.parse(rules);
        }
        return rules.isEmpty() ? read(session, file) : joined(session, file, rules);
    }

    /**
     * The policy of a file.
     *
     * @throws UsageException it cannot be read
     * @throws io.modelkeep.retention.item.RetentionException its rules are not well written, or keep nothing
     */
    static RetentionPolicy read(Session session, Path file) {
        return RetentionPolicy.parse(text(session, file));
    }

    private static RetentionPolicy joined(Session session, Path file, List<String> rules) {
        for (String rule : rules) {
            if (rule.matches("(?s).*[;#\\n\\r].*")) {
                throw new UsageException(
                        "'" + rule + "' cannot be joined with the rules of --policy: it holds what separates"
                                + " rules in a file; give all of them as options");
            }
        }
        return RetentionPolicy.parse(text(session, file) + "\n" + String.join("\n", rules));
    }

    private static String text(Session session, Path file) {
        return session.text("policy", file, MAX_FILE_BYTES);
    }

    private List<String> rules() {
        List<String> rules = new ArrayList<>();
        add(rules, "keep-last", keepLast);
        add(rules, "keep-best", keepBest);
        add(rules, "keep-every", keepEvery);
        add(rules, "keep-within", keepWithin);
        add(rules, "keep", keep);
        add(rules, "keep-if-present", keepIfPresent);
        add(rules, "keep-tag", keepTag);
        add(rules, "keep-alias", keepAlias);
        add(rules, "protect", protect);
        add(rules, "metric", metric);
        add(rules, "missing-metric", missingMetric);
        add(rules, "max-deletions", maxDeletions);
        add(rules, "max-delete-fraction", maxDeleteFraction);
        return rules;
    }

    private static void add(List<String> rules, String word, List<String> values) {
        values.forEach(value -> rules.add(word + "=" + value));
    }
}
