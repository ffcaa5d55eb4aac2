package io.modelkeep.testkit;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.testkit.memory.MemoryFixture;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The memory provider with something around its stores; on wish as a service that cuts no list. */
final class WrappedMemory extends MemoryFixture {

    private final boolean whole;
    private final UnaryOperator<ModelkeepClient> around;

    private WrappedMemory(boolean whole, UnaryOperator<ModelkeepClient> around) {
        this.whole = whole;
        this.around = around;
    }

    static WrappedMemory of(UnaryOperator<ModelkeepClient> around) {
        return new WrappedMemory(false, around);
    }

    static WrappedMemory ofWholeLists(UnaryOperator<ModelkeepClient> around) {
        return new WrappedMemory(true, around);
    }

    @Override
    public ModelkeepClient open(StoreConfig config) {
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
