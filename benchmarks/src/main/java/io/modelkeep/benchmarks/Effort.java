package io.modelkeep.benchmarks;

/** How much is measured: just enough to see that all works, enough for a first look, or what a table is worth. */
enum Effort {
    SMOKE,
    QUICK,
    FULL;

    /** The number for this effort. */
    int pick(int smoke, int quick, int full) {
        return switch (this) {
            case SMOKE -> smoke;
            case QUICK -> quick;
            case FULL -> full;
        };
    }
}
