package io.modelkeep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A client's figures count only where it did the work it was asked to do. */
class LabTest {

    private final Lab lab = new Lab(Machine.here(), Effort.SMOKE);

    private static Client says(String line) {
        return Client.ofCommand("a client", "sh", "-c", "echo noise; echo '" + line + "'");
    }

    @Test
    void aRoundWithTheItemsAskedForIsASample() {
        try (ServerProcess server = lab.server()) {
            List<Sample> samples = lab.run(says("sample wallNanos=500 items=10"), server, 10);

            assertThat(samples).singleElement().satisfies(sample -> {
                assertThat(sample.each(Measure.WALL)).isEqualTo(50);
                assertThat(sample.has(Measure.CPU)).isFalse();
            });
        }
    }

    @Test
    void sampleOfOtherWork_isRefused() {
        try (ServerProcess server = lab.server()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> lab.run(says("sample wallNanos=500 items=9"), server, 10));
            assertThatIllegalStateException().isThrownBy(() -> lab.run(says("no sample"), server, 10));
        }
    }

    @Test
    void failingClient_hasNoSample() {
        Client failing = Client.ofCommand("a client", "sh", "-c", "echo 'sample wallNanos=500 items=10'; exit 3");
        try (ServerProcess server = lab.server()) {
            assertThatIllegalStateException().isThrownBy(() -> lab.run(failing, server, 10));
        }
    }
}
