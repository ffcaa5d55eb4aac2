package io.modelkeep.simulator;

/** Ends the handling of a request with an error answer. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    Refusal(Answer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    Refusal(int status, String detail) {
        this(Answer.detail(status, detail));
    }

    Answer answer() {
        return answer;
    }
}
