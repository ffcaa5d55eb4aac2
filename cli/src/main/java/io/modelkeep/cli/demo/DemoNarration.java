package io.modelkeep.cli.demo;

import io.modelkeep.cli.output.Output;

/** The text of the demo: chapters with numbered steps, shown while they happen. */
final class DemoNarration {

    private final Output out;
    private int steps;

    DemoNarration(Output out) {
        this.out = out;
    }

    /** Begins a chapter, whose steps count from 1. */
    void chapter(String title) {
        steps = 0;
        say("");
        say("");
        say(title);
        say("-".repeat(title.length()));
    }

    /** Begins a step. */
    void step(String text) {
        steps++;
        say("");
        say(steps + "  " + text);
    }

    /** Goes on with a step. */
    void more(String text) {
        say("   " + text);
    }

    /** Shows what a step brought. */
    void result(String text) {
        say("     " + text);
    }

    /** Shows a line. */
    void say(String text) {
        out.line(text);
        out.flush();
    }
}
