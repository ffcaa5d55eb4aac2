package io.modelkeep.simulator.internal;

import io.modelkeep.simulator.exchange.Answer;

/** An exception that ends the handling of a request with an error answer. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    public Refusal(Answer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    public Refusal(int status, String detail) {
        this(Answer.detail(status, detail));
    }

    public Answer answer() {
        return answer;
    }
}
