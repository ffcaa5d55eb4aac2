package io.modelkeep.cli.retention;

import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options for a retention policy. Each rule is an option of the same name, and a policy file can be combined with
 * them.
 */
final class PolicyOptions {

    private static final int MAX_FILE_BYTES = 1 << 20;

    @Option(names = "--keep-last", paramLabel = "N", description = "Keep the last N finished items.")
    private List<String> keepLast = new ArrayList<>();

    @Option(
            names = "--keep-best",
            paramLabel = "METRIC:max|min[:K]",
            description = "Keep the best K items by a metric, such as val/reward:max:2; K is 1 by default.")
    private List<String> keepBest = new ArrayList<>();

    @Option(
            names = "--keep-every",
            paramLabel = "N[:closest]",
            description = "Keep each step that is a multiple of N; with :closest, the step nearest to each multiple.")
    private List<String> keepEvery = new ArrayList<>();

    @Option(
            names = "--keep-within",
            paramLabel = "AGE",
            description = "Keep items that are not older than an age such as 12h, 30d or 8w.")
    private List<String> keepWithin = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "STEP|ID,...",
            description = "Keep these items; refuse to plan if a name matches no item.")
    private List<String> keep = new ArrayList<>();

    @Option(
            names = "--keep-if-present",
            paramLabel = "STEP|ID,...",
            description = "Keep these items where they exist, for a policy that many runs or models share.")
    private List<String> keepIfPresent = new ArrayList<>();

    @Option(names = "--keep-tag", paramLabel = "TAG,...", description = "Keep the versions with one of these tags.")
    private List<String> keepTag = new ArrayList<>();

    @Option(
            names = "--keep-alias",
            paramLabel = "ALIAS,...",
            description =
                    "Keep the versions with one of these aliases; refuse to plan if the service reports no aliases."
                            + " Versions with an alias are always kept.")
    private List<String> keepAlias = new ArrayList<>();

    @Option(
            names = "--protect",
            paramLabel = "STEP|ID,...",
            description = "Never delete these items; refuse to plan deletions if a name matches no item.")
    private List<String> protect = new ArrayList<>();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "Also write this metric into the plan, for its report; keeps no items.")
    private List<String> metric = new ArrayList<>();

    @Option(
            names = "--missing-metric",
            paramLabel = "keep|fail|worst",
            description = "How to treat items without the metric of --keep-best; keep by default.")
    private List<String> missingMetric = new ArrayList<>();

    @Option(names = "--max-deletions", paramLabel = "N", description = "Refuse a plan that deletes more than N.")
    private List<String> maxDeletions = new ArrayList<>();

    @Option(
            names = "--max-delete-fraction",
            paramLabel = "F",
            description = "Refuse to delete more than this fraction of one run or model, such as 0.9.")
    private List<String> maxDeleteFraction = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Read rules from a file, or from standard input with -: one per line and without --, such as"
                    + " keep-last=3.")
    private @Nullable Path file;

    /**
     * Returns the policy.
     *
     * @throws UsageException the file cannot be read
     * @throws io.modelkeep.retention.errors.RetentionException the rules are not valid, or keep nothing
     */
    RetentionPolicy policy(Session session) {
        List<String> rules = rules();
        if (file == null) {
            return RetentionPolicy.parse(rules);
        }
        return rules.isEmpty() ? read(session, file) : joined(session, file, rules);
    }

    /**
     * Returns the policy of a file.
     *
     * @throws UsageException the file cannot be read
     * @throws io.modelkeep.retention.errors.RetentionException the rules are not valid, or keep nothing
     */
    static RetentionPolicy read(Session session, Path file) {
        return RetentionPolicy.parse(text(session, file));
    }

    private static RetentionPolicy joined(Session session, Path file, List<String> rules) {
        for (String rule : rules) {
            if (rule.matches("(?s).*[;#\\n\\r].*")) {
                throw new UsageException(
                        "'" + rule + "' cannot be combined with --policy: it contains a character that separates"
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
