package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of the policy's rules, with the number of items that each rule keeps. */
final class ReportPolicy {

    private static final int MAX_RULE = 300;
    private static final int MAX_OTHERS = 50;

    /** The number of items that a reason keeps, and of those that no other reason keeps. */
    private static final class Share {
        private long kept;
        private long alone;
    }

    private final HtmlWriter html;
    private final RetentionPlan plan;

    ReportPolicy(HtmlWriter html, RetentionPlan plan) {
        this.html = html;
        this.plan = plan;
    }

    void write() {
        Map<String, Share> shares = shares();
        html.block("table", "class", "rules");
        html.leaf("caption", "The policy: an item stays if any rule keeps it");
        html.block("thead").open("tr");
        html.leaf("th", "Rule", "scope", "col");
        html.leaf("th", "Keeps", "scope", "col", "class", "number");
        html.leaf("th", "Keeps alone", "scope", "col", "class", "number");
        html.close().close();
        html.block("tbody");
        for (String rule : plan.policy()) {
            String reason = reason(rule);
            Share share = shares.remove(reason);
            boolean keeps = rule.startsWith("keep") || reason.equals(Decision.PROTECT);
            row(rule, keeps && share == null ? new Share() : share);
        }
        shares.entrySet().stream().limit(MAX_OTHERS).forEach(entry -> row(entry.getKey(), entry.getValue()));
        html.close().close();
    }

    private void row(String rule, @Nullable Share share) {
        html.block("tr")
                .open("th", "scope", "row")
                .leaf("code", ReportText.cut(rule, MAX_RULE))
                .close();
        html.leaf("td", share == null ? "" : ReportText.count(share.kept), "class", "number");
        html.leaf("td", share == null ? "" : ReportText.count(share.alone), "class", "number");
        html.close();
    }

    /** Returns the reason that items have because of a rule. The reason omits the names that the rule lists. */
    private static String reason(String rule) {
        for (String named : List.of(Decision.KEEP, Decision.KEEP_IF_PRESENT, Decision.PROTECT)) {
            if (rule.startsWith(named + "=")) {
                return named;
            }
        }
        return rule;
    }

    private Map<String, Share> shares() {
        Map<String, Share> shares = new HashMap<>();
        for (TargetPlan part : plan.parts()) {
            for (Decision decision : part.decisions()) {
                for (String reason : decision.reasons()) {
                    Share share = shares.computeIfAbsent(reason, name -> new Share());
                    share.kept++;
                    share.alone += decision.reasons().size() == 1 ? 1 : 0;
                }
            }
        }
        return new TreeMap<>(shares);
    }
}
