package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import java.util.BitSet;
import java.util.List;

/**
 * The selection of the decisions that a chart shows if there are too many. Kept items take precedence over deleted
 * ones.
 */
public final class ChartSelection {

    private ChartSelection() {}

    /**
     * Returns the indexes of the decisions to show.
     *
     * @param most the maximum number of decisions to show
     * @param first the decisions that are always shown, fewer than {@code most}
     */
    public static BitSet of(List<Decision> decisions, int most, BitSet first) {
        BitSet chosen = new BitSet(decisions.size());
        if (decisions.size() <= most) {
            chosen.set(0, decisions.size());
            return chosen;
        }
        chosen.or(first);
        spread(decisions, most - chosen.cardinality(), true, chosen);
        spread(decisions, most - chosen.cardinality(), false, chosen);
        return chosen;
    }

    /** Adds the given number of kept or deleted items, spread evenly over the decisions. */
    private static void spread(List<Decision> decisions, int take, boolean kept, BitSet chosen) {
        BitSet candidates = new BitSet(decisions.size());
        for (int i = 0; i < decisions.size(); i++) {
            candidates.set(i, decisions.get(i).kept() == kept && !chosen.get(i));
        }
        long of = candidates.cardinality();
        long taken = Math.min(take, of);
        long at = 0;
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            chosen.set(i, chosen.get(i) || at * taken % of < taken);
            at++;
        }
    }
}
