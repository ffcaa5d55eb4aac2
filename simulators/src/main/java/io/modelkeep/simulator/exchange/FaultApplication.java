package io.modelkeep.simulator.exchange;

/** The part of the request that is carried out, and when. */
public enum FaultApplication {
    NONE(""),
    WHOLE(", applied"),
    HALF(", half applied"),
    LATER(", applied later");

    final String words;

    FaultApplication(String words) {
        this.words = words;
    }
}
