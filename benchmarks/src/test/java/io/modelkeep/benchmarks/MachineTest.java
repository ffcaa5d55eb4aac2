package io.modelkeep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void readsWhichProcessorsAreAllowed() {
        assertThat(Machine.processors("0-3,6,8-9")).containsExactly(0, 1, 2, 3, 6, 8, 9);
        assertThat(Machine.processors("5")).containsExactly(5);
    }
}
