package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.spi.ForwardingCheckpointStore;
import io.modelkeep.testkit.contract.ConfigContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The contracts find what is wrong with downloads over a wire, and with credentials: all stores in this file are wrong. */
class BrokenFilesTest {

    @Test
    void leavesAFileInPart() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    try {
                        return inner.download(run, checkpoint, directory);
                    } catch (StoreException lost) {
                        Files.createDirectories(directory);
                        Files.writeString(directory.resolve("part-0.bin"), "par");
                        throw lost;
                    }
                }))
                .contains("F2", "F38", "F47", "F48", "F49")
                .doesNotContain("F46");
    }

    @Test
    void leavesItsTemporaryFile() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    try {
                        return inner.download(run, checkpoint, directory);
                    } catch (UnavailableException lost) {
                        Files.createDirectories(directory);
                        Files.writeString(directory.resolve(".part-0.bin.1"), "par");
                        throw lost;
                    }
                }))
                .contains("F2", "F47", "F49");
    }

    @Test
    void givesUpAtOnce() throws Exception {
        assertThat(ContractRun.of(
                                faults(() -> new WiredFixture() {
                                    @Override
                                    public Map<String, String> config() {
                                        Map<String, String> config = new HashMap<>(super.config());
                                        config.put("max-attempts", "1");
                                        return config;
                                    }
                                }),
                                BrokenFilesTest::isDownload)
                        .broken())
                .contains("F46")
                .doesNotContain("F47", "F48");
    }

    @Test
    void skipsUnavailableFiles() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    try {
                        return inner.download(run, checkpoint, directory);
                    } catch (MalformedResponseException | UnavailableException lost) {
                        return List.of();
                    }
                }))
                .contains("F47", "F48", "F49");
    }

    @Test
    void downloadsTheFilesOfAListThatBrokeOff() throws Exception {
        assertThat(downloading((inner, run, checkpoint, directory) -> {
                    try {
                        return inner.download(run, checkpoint, directory);
                    } catch (UnavailableException lost) {
                        String first = inner.listFiles(run, checkpoint, PageRequest.first())
                                .items()
                                .get(0)
                                .path();
                        Files.createDirectories(directory);
                        Files.writeString(directory.resolve(first), "part 0\n");
                        throw lost;
                    }
                }))
                .contains("F49");
    }

    @Test
    void followsARedirect() throws Exception {
        AtomicReference<Optional<URI>> target = new AtomicReference<>(Optional.empty());
        assertThat(ContractRun.of(
                                faults(() ->
                                        new WrappedWire(stores ->
                                                downloading(stores, (inner, run, checkpoint, directory) -> {
                                                    try {
                                                        return inner.download(run, checkpoint, directory);
                                                    } catch (MalformedResponseException redirected) {
                                                        visit(target.getAndSet(Optional.empty()));
                                                        throw redirected;
                                                    }
                                                })) {
                                            @Override
                                            public Optional<FaultFixture> storage() {
                                                return super.storage().map(inner -> new Watching(inner, target));
                                            }
                                        }),
                                BrokenFilesTest::isDownload)
                        .broken())
                .containsExactly("F48");
    }

    @Test
    void sendsItsKeyToTheStorage() throws Exception {
        assertThat(credentials(() -> new WrappedWire(stores -> stores) {
                    @Override
                    public Optional<FaultFixture> storage() {
                        return telling(super.storage(), request -> with(request, "Bearer " + WiredServer.KEY));
                    }
                }))
                .containsExactly("K26");
    }

    @Test
    void printsTheKeyInTheFormInWhichItTravels() throws Exception {
        String basic = Base64.getEncoder().encodeToString(("me:" + WiredServer.KEY).getBytes(StandardCharsets.UTF_8));
        assertThat(credentials(() -> new WrappedWire(stores -> stores) {
                    @Override
                    public Optional<FaultFixture> wire() {
                        return telling(super.wire(), request -> with(request, "Basic " + basic));
                    }
                }))
                .containsExactly("K25");
    }

    private static WireRequest with(WireRequest request, String authorization) {
        return new WireRequest(
                request.operation(),
                request.method(),
                request.path(),
                request.query(),
                Map.of("Authorization", List.of(authorization)),
                request.body(),
                request.changedState());
    }

    private static void visit(Optional<URI> target) throws IOException {
        if (target.isPresent()) {
            new Socket(target.get().getHost(), target.get().getPort()).close();
        }
    }

    /** A storage that remembers where it was told to lead. */
    private record Watching(FaultFixture inner, AtomicReference<Optional<URI>> target) implements FaultFixture {

        @Override
        public void inject(Operation operation, Fault fault) {
            if (fault.kind() == Fault.Kind.REDIRECT) {
                target.set(Optional.of(fault.target()));
            }
            inner.inject(operation, fault);
        }

        @Override
        public void injectAt(Operation operation, int nth, Fault fault) {
            inner.injectAt(operation, nth, fault);
        }

        @Override
        public List<WireRequest> requests() {
            return inner.requests();
        }

        @Override
        public List<String> unconsumed() {
            return inner.unconsumed();
        }
    }

    /** A download that does something else. */
    private interface Downloading {
        List<Path> download(CheckpointStore inner, RunId run, CheckpointId checkpoint, Path directory)
                throws IOException;
    }

    private static ModelkeepClient downloading(ModelkeepClient stores, Downloading wrong) {
        return ForwardingClient.checkpoints(stores, new ForwardingCheckpointStore(stores.checkpoints()) {
            @Override
            public List<Path> download(RunId run, CheckpointId checkpoint, Path directory) {
                try {
                    return wrong.download(stores.checkpoints(), run, checkpoint, directory);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        });
    }

    private static Set<String> downloading(Downloading wrong) throws Exception {
        return ContractRun.of(
                        faults(() -> new WrappedWire(stores -> downloading(stores, wrong))),
                        BrokenFilesTest::isDownload)
                .broken();
    }

    private static boolean isDownload(String name) {
        return name.contains("download checkpoint");
    }

    private static FaultContract faults(Supplier<StoreFixture> fixtures) {
        return new FaultContract() {
            @Override
            protected StoreFixture fixture() {
                return fixtures.get();
            }
        };
    }

    private static Set<String> credentials(Supplier<StoreFixture> fixtures) throws Exception {
        return ContractRun.of(new ConfigContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return fixtures.get();
                    }
                })
                .broken();
    }
}
