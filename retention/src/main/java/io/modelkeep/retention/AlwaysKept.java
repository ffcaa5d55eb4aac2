package io.modelkeep.retention;

import io.modelkeep.Field;
import io.modelkeep.ItemState;
import java.util.Optional;
import java.util.Set;

/** Marks the items that stay whatever the rules keep; used once. */
final class AlwaysKept {

    private final Names protectedNames;
    private final Lineup lineup;
    private final Marks marks;

    AlwaysKept(Names protectedNames, Lineup lineup, Marks marks) {
        this.protectedNames = protectedNames;
        this.lineup = lineup;
        this.marks = marks;
    }

    void mark() {
        markLatest();
        int protect = marks.reason(Decision.PROTECT);
        int future = marks.reason(Decision.FUTURE);
        int ambiguous = marks.reason(Decision.AMBIGUOUS);
        for (int i = 0; i < lineup.size(); i++) {
            mark(i, protect, protectedNames.match(lineup.item(i)));
            mark(i, future, lineup.isFuture(i));
            mark(i, ambiguous, lineup.isAmbiguous(i));
        }
        markInUse();
    }

    private void markInUse() {
        int alias = marks.reason(Decision.ALIAS);
        int live = marks.reason(Decision.LIVE);
        int written = marks.reason(Decision.BEING_WRITTEN);
        int stateUnknown = marks.reason(Decision.STATE_UNKNOWN);
        int livenessUnknown = marks.reason(Decision.LIVENESS_UNKNOWN);
        int aliasesUnknown = marks.reason(Decision.ALIASES_UNKNOWN);
        Set<Field> declared = lineup.declared();
        for (int i = 0; i < lineup.size(); i++) {
            Item item = lineup.item(i);
            mark(i, alias, Protection.isAliased(item));
            mark(i, live, item.live().orElse(false));
            mark(i, written, item.itemState() == ItemState.IN_PROGRESS);
            mark(i, stateUnknown, Protection.isStateUnknown(declared, item));
            mark(i, livenessUnknown, Protection.isLivenessUnknown(declared, item));
            mark(i, aliasesUnknown, Protection.areAliasesUnknown(declared, item));
        }
    }

    private void mark(int item, int reason, boolean applies) {
        if (applies) {
            marks.add(item, reason);
        }
    }

    /** The service's own word counts where there is one; elsewhere the latest follows from the order. */
    private void markLatest() {
        int latest = marks.reason(Decision.LATEST);
        int unknown = marks.reason(Decision.LATEST_UNKNOWN);
        boolean finished = false;
        if (lineup.isLatestDefined()) {
            for (int i = 0; i < lineup.size(); i++) {
                Optional<Boolean> defined = lineup.item(i).latest();
                mark(i, unknown, defined.isEmpty());
                mark(i, latest, defined.orElse(false));
                finished |= defined.orElse(false) && lineup.counts(i);
            }
        }
        if (!finished) {
            markLastPlaces(latest);
            lineup.markYoungest(1, latest, marks);
        }
    }

    /**
     * Marks the last place, and where nothing is finished there, the last one where something is. A time in the future says
     * nothing about the order.
     */
    private void markLastPlaces(int latest) {
        int last = lineup.size() - 1;
        boolean finished = false;
        boolean top = true;
        while (last >= 0 && !finished) {
            int first = lineup.firstBeside(last);
            finished = lineup.anyCounts(first, last);
            boolean future = lineup.isFuturePlace(first, last);
            if (finished || (top && !future)) {
                lineup.mark(first, last, latest, marks);
            }
            top &= future;
            last = first - 1;
        }
    }
}
