package io.modelkeep.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** An answer that is kept, and given again in place of a later one. Thread-safe. */
final class KeptPage {

    private final AtomicReference<Map<String, Object>> kept = new AtomicReference<>(Map.of());

    /** Keeps the answer, and changes nothing of it. */
    UnaryOperator<Map<String, Object>> keep() {
        return answer -> {
            kept.set(new LinkedHashMap<>(answer));
            return answer;
        };
    }

    /** Gives the kept answer in place of another. */
    UnaryOperator<Map<String, Object>> again() {
        return answer -> new LinkedHashMap<>(kept.get());
    }
}
