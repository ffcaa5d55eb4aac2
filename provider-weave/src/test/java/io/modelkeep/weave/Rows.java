package io.modelkeep.weave;

import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Spoils what the object query answers. */
public final class Rows {

    private Rows() {}

    /** Other rows in a list that can be changed in place. */
    static SimulatedFault edited(Consumer<List<Map<String, @Nullable Object>>> edit) {
        return SimulatedFault.editJson(answer -> {
            edit.accept(rows(answer));
            return answer;
        });
    }

    /** Another value in the first row, or in the last. */
    public static SimulatedFault withFirst(String field, @Nullable Object value) {
        return edited(rows -> rows.get(0).put(field, value));
    }

    public static SimulatedFault withLast(String field, @Nullable Object value) {
        return edited(rows -> rows.get(rows.size() - 1).put(field, value));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> rows(Map<String, @Nullable Object> answer) {
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(answer.get("objs"));
    }
}
