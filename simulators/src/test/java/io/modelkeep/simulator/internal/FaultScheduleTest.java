package io.modelkeep.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {
    private final FaultSchedule schedule = new FaultSchedule(List.of("list", "delete"));

    private String next(String operation) {
        return schedule.take(operation).map(SimulatedFault::toString).orElse("none");
    }

    @Test
    void faultsComeInTheirOrderForEachOperation() {
        schedule.add("list", 1, SimulatedFault.status(500));
        schedule.add("delete", 1, SimulatedFault.status(501));
        schedule.add("list", 1, SimulatedFault.status(502));

        assertThat(List.of(next("list"), next("list"), next("list"), next("delete")))
                .containsExactly("status 500", "status 502", "none", "status 501");
    }

    @Test
    void aFaultWaitsForItsCall() {
        next("list");
        schedule.add("list", 3, SimulatedFault.disconnect());

        assertThat(List.of(next("list"), next("delete"), next("list"), next("list"), next("list")))
                .containsExactly("none", "none", "none", "disconnect", "none");
    }

    @Test
    void aFaultForThisCallComesBeforeAWaitingOne() {
        schedule.add("list", 1, SimulatedFault.status(500));
        schedule.add("list", 1, SimulatedFault.status(501));
        schedule.add("list", 2, SimulatedFault.status(502));

        assertThat(List.of(next("list"), next("list"), next("list")))
                .containsExactly("status 500", "status 502", "status 501");
    }

    @Test
    void unplayedFaults_areDescribed() {
        schedule.add("list", 1, SimulatedFault.status(500).applied());
        schedule.add("delete", 3, SimulatedFault.cutBody());
        next("delete");

        assertThat(schedule.unconsumed()).containsExactly("list: status 500, applied", "delete: cut body, in 2 calls");
    }

    @Test
    void anUnknownOperationIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> schedule.add("remove", 1, SimulatedFault.stall()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("remove")
                .hasMessageContaining("list")
                .hasMessageContaining("delete");
        assertThatThrownBy(() -> schedule.add("list", 0, SimulatedFault.stall()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
