package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Checkpoint;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.ForwardingModelStore;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.FaultContract;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The fault contract detects stores that misuse names, connections, routes and proxies. */
class BrokenServiceTest {

    private static final String MODEL = "delete model: ";

    @Test
    void deletesEveryModelOfTheNameAfterALostAnswer() throws Exception {
        assertThat(broken(
                        () -> new WrappedWire(stores ->
                                ForwardingClient.models(stores, new ForwardingModelStore(stores.models()) {
                                    @Override
                                    public ModelDeletion delete(ModelId id, DeleteMode mode) {
                                        WiredServer server = WiredFixture.server(stores);
                                        Optional<String> name =
                                                server.data.model(id).map(model -> model.name());
                                        ModelDeletion deletion = super.delete(id, mode);
                                        if (deletion.outcome() == DeleteOutcome.PRESUMED_DELETED) {
                                            server.data.models().stream()
                                                    .filter(model -> Optional.of(model.name())
                                                            .equals(name))
                                                    .forEach(model -> server.data.remove(model.id()));
                                        }
                                        return deletion;
                                    }
                                })),
                        MODEL + "another model",
                        MODEL + "the model starts",
                        MODEL + "applied, then a server error"))
                .containsExactly("F61");
    }

    @Test
    void repeatsADeletionWithoutAnotherLookAtTheUseOfTheModel() throws Exception {
        String[] rows = {MODEL + "another model", MODEL + "the model starts"};
        assertThat(broken(() -> new Serving(3), rows)).containsExactly("F63");
        assertThat(broken(() -> new Serving(1), rows)).isEmpty();
    }

    @Test
    void leavesTheConnectionOfADamagedPageOpen() throws Exception {
        assertThat(connections(0)).isEmpty();
        assertThat(connections(1)).containsExactly("F65");
    }

    @Test
    void takesAnUnknownRouteForAnAbsence() throws Exception {
        assertThat(broken(
                        () -> new WrappedWire(stores ->
                                ForwardingClient.models(stores, new ForwardingModelStore(stores.models()) {
                                    @Override
                                    public ModelDeletion delete(ModelId id, DeleteMode mode) {
                                        ModelDeletion deletion = super.delete(id, mode);
                                        boolean route = deletion.cause()
                                                .filter(cause ->
                                                        cause.getMessage().contains(WiredErrors.NO_ROUTE))
                                                .isPresent();
                                        return route
                                                ? ModelDeletion.of(
                                                        provider(),
                                                        DeleteResult.of(id, DeleteOutcome.ALREADY_ABSENT),
                                                        Map.of())
                                                : deletion;
                                    }
                                })),
                        MODEL + "404",
                        MODEL + "the service's own 404"))
                .containsExactly("F67");
    }

    @Test
    void sendsPastTheProxy() throws Exception {
        String row = "every request goes through the configured proxy";
        assertThat(broken(() -> new Proxied(false, true), row)).containsExactly("S21");
        assertThat(broken(() -> new Proxied(true, true), row)).containsExactly("S21");
        assertThat(broken(() -> new Proxied(true, false), row)).isEmpty();
    }

    /** Stores that leave a number of connections open for each damaged page. */
    private static Set<String> connections(int leaked) throws Exception {
        AtomicInteger open = new AtomicInteger(1);
        UnaryOperator<ModelkeepClient> around =
                stores -> ForwardingClient.checkpoints(stores, new ChangedPages(stores.checkpoints()) {
                    @Override
                    Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read) {
                        try {
                            return read.apply(page);
                        } catch (MalformedResponseException damaged) {
                            open.addAndGet(leaked);
                            throw damaged;
                        }
                    }
                });
        Supplier<StoreFixture> fixture = () -> new WrappedWire(around) {
            @Override
            public Optional<FaultFixture> wire() {
                return super.wire().map(wire -> new WrappedFaults(wire, address(this), open::get));
            }
        };
        return broken(fixture, "list checkpoints: damaged pages", "list checkpoints: a page that keeps failing");
    }

    private static URI address(StoreFixture fixture) {
        return URI.create(Objects.requireNonNull(fixture.config().get("wired.base-url")));
    }

    private static Set<String> broken(Supplier<StoreFixture> fixture, String... rows) throws Exception {
        ContractRun run = ContractRun.of(
                new FaultContract() {
                    @Override
                    protected StoreFixture fixture() {
                        return fixture.get();
                    }
                },
                name -> Set.of(rows).stream().anyMatch(name::contains));
        assertThat(run.applied()).hasSizeGreaterThanOrEqualTo(rows.length);
        return run.broken();
    }

    /** A service that lets a model be deleted while it serves production. */
    private static final class Serving extends WiredFixture {

        private final int attempts;

        Serving(int attempts) {
            this.attempts = attempts;
        }

        @Override
        public boolean serve(ModelId model) {
            return true;
        }

        @Override
        public ModelkeepClient open(StoreConfig config) {
            Map<String, String> settings = new HashMap<>(config());
            settings.put(CommonKeys.MAX_ATTEMPTS.name(), Integer.toString(attempts));
            return super.open(StoreConfig.builder()
                    .settings(settings)
                    .listener(config.listener())
                    .clock(config.clock())
                    .timeSource(config.timeSource())
                    .build());
        }
    }

    /** Stores that send through a proxy, directly, or both. */
    private static final class Proxied extends WiredFixture {

        private final boolean through;
        private final boolean past;

        Proxied(boolean through, boolean past) {
            this.through = through;
            this.past = past;
        }

        @Override
        public Optional<FaultFixture> wire() {
            return super.wire().map(wire -> new WrappedFaults(wire, address(this), () -> 0));
        }

        @Override
        public ModelkeepClient open(StoreConfig config) {
            ModelkeepClient stores = super.open(config);
            Optional<URI> proxy = config.get(CommonKeys.PROXY);
            return proxy.isEmpty()
                    ? stores
                    : ForwardingClient.checkpoints(stores, new ChangedPages(stores.checkpoints()) {
                        @Override
                        Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read) {
                            Page<Checkpoint> direct = past ? read.apply(page) : Page.last(List.of());
                            if (!through) {
                                return direct;
                            }
                            request(proxy.get(), stores.origin());
                            throw new UnavailableException(
                                    ErrorDetails.of("502").provider("wired").statusCode(502));
                        }
                    });
        }

        private static void request(URI proxy, String origin) {
            try (Socket socket = new Socket(proxy.getHost(), proxy.getPort())) {
                socket.getOutputStream()
                        .write(("POST " + origin + "/ HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
            } catch (IOException lost) {
                throw new UncheckedIOException(lost);
            }
        }
    }
}
