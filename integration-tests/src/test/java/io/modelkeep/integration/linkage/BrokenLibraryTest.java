package io.modelkeep.integration.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A library that breaks off where an answer is read: the deletion that was sent is accounted for. */
class BrokenLibraryTest {

    /** What Jackson needs for the first time when it reads. */
    private static final String MISSING = "com.fasterxml.jackson.core.json.JsonReadContext";

    @Test
    void aDeletionWhoseAnswerCannotBeReadIsUnknownAndNotMalformed() throws Exception {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
                URLClassLoader broken = new Lacking()) {
            String model = simulator.addModel("agents", "m");
            simulator.addCheckpoints(model, 3);

            String told = (String) broken.loadClass(Deleting.class.getName())
                    .getMethod("run", String.class, String.class, String.class)
                    .invoke(null, simulator.baseUrl().toString(), simulator.apiKey(), model);

            assertThat(told)
                    .startsWith("{UNKNOWN=2}")
                    .contains("NoClassDefFoundError", "modelkeep-bom")
                    .doesNotContain("Malformed");
            assertThat(simulator.checkpoints(model))
                    .extracting(SimulatedCheckpoint::step)
                    .containsExactly(3L);
            assertThat(simulator.exchanges())
                    .filteredOn(request -> request.method().equals("DELETE"))
                    .hasSize(1);
        }
    }

    /** Runs in the broken surroundings. */
    public static final class Deleting {

        private Deleting() {}

        public static String run(String url, String key, String model) {
            try (ModelkeepClient stores = ModelkeepClient.open(Map.of(
                    "provider", "wandb-training", "wandb-training.base-url", url, "wandb-training.api-key", key))) {
                DeleteReport<CheckpointId> report = stores.checkpoints()
                        .delete(new RunId(model), List.of(new CheckpointId("1"), new CheckpointId("2")));
                return report.summary() + " "
                        + report.results().get(0).cause().orElseThrow().getCause();
            }
        }
    }

    /** This class path once more, without one class. */
    private static final class Lacking extends URLClassLoader {

        Lacking() {
            super(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                            .map(Lacking::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(MISSING)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        private static URL url(String path) {
            try {
                return Path.of(path).toUri().toURL();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
