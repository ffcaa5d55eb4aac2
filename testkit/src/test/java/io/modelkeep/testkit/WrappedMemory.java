package io.modelkeep.testkit;

import io.modelkeep.Operation;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The memory provider with something around its stores; on wish as a service that cuts no list. */
final class WrappedMemory extends MemoryFixture {

    private final boolean whole;
    private final UnaryOperator<Stores> around;

    private WrappedMemory(boolean whole, UnaryOperator<Stores> around) {
        this.whole = whole;
        this.around = around;
    }

    static WrappedMemory of(UnaryOperator<Stores> around) {
        return new WrappedMemory(false, around);
    }

    static WrappedMemory ofWholeLists(UnaryOperator<Stores> around) {
        return new WrappedMemory(true, around);
    }

    @Override
    public Stores open(StoreConfig config) {
        return around.apply(super.open(config));
    }

    @Override
    public Map<String, String> config() {
        Map<String, String> config = new HashMap<>(super.config());
        if (whole) {
            config.put("memory.page-size", "10000");
        }
        return config;
    }

    @Override
    public int maxPageSize(Operation list) {
        return whole ? Integer.MAX_VALUE : super.maxPageSize(list);
    }
}
