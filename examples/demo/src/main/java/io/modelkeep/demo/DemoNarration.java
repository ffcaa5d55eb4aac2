package io.modelkeep.demo;

import io.modelkeep.cli.output.Output;

/** The text of the demo: chapters with numbered steps, printed as they happen. */
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

    /** Begins a step with the next number. */
    void step(String text) {
        steps++;
        say("");
        say(steps + "  " + text);
    }

    /** Prints another line of the current step. */
    void more(String text) {
        say("   " + text);
    }

    /** Prints a result of the current step. */
    void result(String text) {
        say("     " + text);
    }

    /** Prints a line. */
    void say(String text) {
        out.line(text);
        out.flush();
    }
}
