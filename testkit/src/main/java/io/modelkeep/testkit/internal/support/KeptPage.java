package io.modelkeep.testkit.internal.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A copy of an answer, to be sent again in place of a later one. Thread-safe. */
public final class KeptPage {

    private final AtomicReference<Map<String, Object>> kept = new AtomicReference<>(Map.of());

    /** Returns an edit that keeps a copy of the answer and leaves it unchanged. */
    public UnaryOperator<Map<String, Object>> keep() {
        return answer -> {
            kept.set(new LinkedHashMap<>(answer));
            return answer;
        };
    }

    /** Returns an edit that replaces the answer by the kept one. */
    public UnaryOperator<Map<String, Object>> again() {
        return answer -> new LinkedHashMap<>(kept.get());
    }
}
