package io.modelkeep.retention;

import io.modelkeep.retention.RetentionException.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decides by a policy what stays: of the same listing at the same time always the same. Immutable and thread-safe. */
final class RetentionEngine {

    private static final int MOST_NAMES_TOLD = 20;

    private final RetentionPolicy policy;
    private final Instant now;

    /** A policy, and what ages are counted from. */
    RetentionEngine(RetentionPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /**
     * Decides about each item of a listing.
     *
     * @throws RetentionException the policy refuses: nothing of the listing may be deleted
     */
    PlanPart decide(Listing listing) {
        if (listing.items().isEmpty()) {
            return PlanPart.of(listing.kind(), listing.parent(), List.of(), notesOfNone());
        }
        Lineup lineup = new Lineup(listing, now);
        Marks marks = new Marks(lineup.size());
        markWhatAlwaysStays(lineup, marks);
        policy.keepRules().forEach(rule -> rule.mark(lineup, marks));
        check(lineup, marks);
        Decision[] decisions = new Decision[lineup.size()];
        for (int i = 0; i < lineup.size(); i++) {
            int item = lineup.at(lineup.size() - 1 - i);
            decisions[i] = new Decision(lineup.item(item), marks.of(item));
        }
        return PlanPart.of(listing.kind(), listing.parent(), Arrays.asList(decisions), notes(lineup, marks));
    }

    private void markWhatAlwaysStays(Lineup lineup, Marks marks) {
        markLatest(lineup, marks);
        lineup.markYoungest(1, marks.reason(Decision.LATEST), marks);
        int protect = marks.reason(Decision.PROTECT);
        int live = marks.reason(Decision.LIVE);
        int written = marks.reason(Decision.BEING_WRITTEN);
        int ambiguous = marks.reason(Decision.AMBIGUOUS);
        for (int i = 0; i < lineup.size(); i++) {
            if (policy.protectedNames().match(lineup.item(i))) {
                marks.add(i, protect);
            }
            if (lineup.item(i).live().orElse(false)) {
                marks.add(i, live);
            }
            if (lineup.readiness(i) == Readiness.UNFINISHED) {
                marks.add(i, written);
            }
            if (lineup.isAmbiguous(i)) {
                marks.add(i, ambiguous);
            }
        }
    }

    /** The last place, and where nothing is finished there, the last one where something is. */
    private static void markLatest(Lineup lineup, Marks marks) {
        int latest = marks.reason(Decision.LATEST);
        int last = lineup.size() - 1;
        boolean finished = false;
        while (last >= 0 && !finished) {
            int first = lineup.firstBeside(last);
            finished = lineup.anyCounts(first, last);
            if (finished || last == lineup.size() - 1) {
                lineup.mark(first, last, latest, marks);
            }
            last = first - 1;
        }
    }

    private void check(Lineup lineup, Marks marks) {
        long deleted = 0;
        for (int i = 0; i < lineup.size(); i++) {
            deleted += marks.isEmpty(i) ? 1 : 0;
        }
        if (deleted == lineup.size()) {
            throw new RetentionException(Reason.NOTHING_KEPT, lineup.subject() + ": nothing would be left");
        }
        checkCount(lineup.subject(), deleted);
        BigDecimal share = policy.maxDeleteFraction().orElse(BigDecimal.ONE);
        if (BigDecimal.valueOf(deleted).compareTo(share.multiply(BigDecimal.valueOf(lineup.size()))) > 0) {
            throw new RetentionException(
                    Reason.TOO_MANY,
                    lineup.subject() + ": " + deleted + " of " + lineup.size()
                            + " would be deleted, more than max-delete-fraction=" + share.toPlainString()
                            + " allows; look at what the policy keeps, or raise the limit");
        }
    }

    /**
     * Checks how many are deleted altogether.
     *
     * @throws RetentionException {@code TOO_MANY}
     */
    void checkCount(String subject, long deleted) {
        policy.maxDeletions().ifPresent(most -> {
            if (deleted > most) {
                throw new RetentionException(
                        Reason.TOO_MANY,
                        subject + ": " + deleted + " would be deleted, more than max-deletions=" + most
                                + " allows; look at what the policy keeps, or raise the limit");
            }
        });
    }

    private List<String> notes(Lineup lineup, Marks marks) {
        List<String> notes = new ArrayList<>();
        addAbsent("protect", policy.protectedNames(), marked(Decision.PROTECT, lineup, marks), notes);
        if (!policy.keptNames().isEmpty()) {
            addAbsent("keep", policy.keptNames(), marked(Decision.KEEP, lineup, marks), notes);
        }
        return notes;
    }

    private List<String> notesOfNone() {
        List<String> notes = new ArrayList<>();
        addAbsent("protect", policy.protectedNames(), List.of(), notes);
        addAbsent("keep", policy.keptNames(), List.of(), notes);
        return notes;
    }

    private static List<Item> marked(String words, Lineup lineup, Marks marks) {
        int reason = marks.reason(words);
        List<Item> marked = new ArrayList<>();
        for (int i = 0; i < lineup.size(); i++) {
            if (marks.has(i, reason)) {
                marked.add(lineup.item(i));
            }
        }
        return marked;
    }

    private static void addAbsent(String word, Names names, List<Item> meant, List<String> notes) {
        List<String> absent = names.absentFrom(meant);
        if (!absent.isEmpty()) {
            int more = absent.size() - MOST_NAMES_TOLD;
            notes.add(word + ": not there: "
                    + String.join(", ", more > 0 ? absent.subList(0, MOST_NAMES_TOLD) : absent)
                    + (more > 0 ? " and " + more + " more" : ""));
        }
    }
}
