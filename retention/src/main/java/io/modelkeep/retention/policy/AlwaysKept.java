package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.retention.internal.order.ItemSelector;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.internal.order.Protection;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import java.util.Optional;
import java.util.Set;

/** The protections that keep items regardless of the keep rules. An instance is used once. */
final class AlwaysKept {

    private final ItemSelector protectedNames;
    private final OrderedItems lineup;
    private final KeepReasons marks;

    AlwaysKept(ItemSelector protectedNames, OrderedItems lineup, KeepReasons marks) {
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

    void mark(int item, int reason, boolean applies) {
        if (applies) {
            marks.add(item, reason);
        }
    }

    /**
     * Marks the latest items. The service's definition of the latest takes precedence. Without one, or if that item is
     * not finished, the order of the items decides.
     */
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
     * Marks the last place. If it has no finished item, also marks the last place that has one. Places of which all
     * creation times are in the future are skipped, because such times are unreliable.
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
