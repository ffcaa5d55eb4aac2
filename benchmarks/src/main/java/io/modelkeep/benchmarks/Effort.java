package io.modelkeep.benchmarks;

/** The amount of measurement: a smoke test, a first look, or a full table. */
enum Effort {
    SMOKE,
    QUICK,
    FULL;

    /** Returns the number for this effort. */
    int pick(int smoke, int quick, int full) {
        return switch (this) {
            case SMOKE -> smoke;
            case QUICK -> quick;
            case FULL -> full;
        };
    }
}
