package io.modelkeep.testkit.internal.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.ManualTime;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The environment of one clause: a server, a client, its simulated time and its recorded events. */
public final class ContractContext implements AutoCloseable {

    private final StoreFixture fixture;
    private final ManualTime time = new ManualTime();
    private final RecordingListener listener = new RecordingListener();
    private final List<ModelkeepClient> opened = new ArrayList<>();
    private final ModelkeepClient client;

    private ContractContext(StoreFixture fixture, Map<String, String> settings) {
        this.fixture = fixture;
        this.client = fixture.open(config(settings).build());
        opened.add(client);
    }

    public static ContractContext open(StoreFixture fixture, Map<String, String> settings) {
        return new ContractContext(fixture, settings);
    }

    public StoreFixture fixture() {
        return fixture;
    }

    public ModelkeepClient client() {
        return client;
    }

    public ModelStore models() {
        return client.models();
    }

    public CheckpointStore checkpoints() {
        return client.checkpoints();
    }

    public ManualTime time() {
        return time;
    }

    public RecordingListener listener() {
        return listener;
    }

    /** Returns the fixture's configuration with some settings replaced, on this context's time. */
    public StoreConfig.Builder config(Map<String, String> settings) {
        return timed(StoreConfig.builder()
                .settings(fixture.config())
                .settings(settings)
                .listener(listener));
    }

    /**
     * Sets this context's time. A shared server needs real time, because simulated time does not advance for its other
     * users.
     */
    StoreConfig.Builder timed(StoreConfig.Builder config) {
        return fixture.shared() ? config : config.clock(time.clock()).timeSource(time);
    }

    /** Returns the fixture's configuration for another caller: on this context's time, without a listener. */
    public StoreConfig quiet() {
        return timed(StoreConfig.builder().settings(fixture.config())).build();
    }

    /** Opens another client on the same server, which is closed with the context. */
    public ModelkeepClient openMore(StoreConfig config) {
        return keep(fixture.open(config));
    }

    /** Registers a client to be closed with the context. */
    public ModelkeepClient keep(ModelkeepClient more) {
        opened.add(more);
        return more;
    }

    public FaultFixture wire() {
        return fixture.wire().orElseThrow();
    }

    public FaultFixture storage() {
        return fixture.storage().orElseThrow();
    }

    /** Returns the capabilities that the client declares. */
    public Set<Capability> declared() {
        Set<Capability> declared = EnumSet.noneOf(Capability.class);
        declared.addAll(models().capabilities());
        declared.addAll(checkpoints().capabilities());
        return declared;
    }

    /** Returns the revisions that a list of the run's checkpoints reports now. */
    public Map<CheckpointId, String> revisions(RunId run) {
        try (Stream<Checkpoint> listed = checkpoints().stream(run)) {
            return listed.filter(row -> row.revision().isPresent())
                    .collect(Collectors.toMap(
                            Checkpoint::id, row -> row.revision().orElseThrow()));
        }
    }

    /** Returns the requests on the wire so far, or an empty list without a wire. */
    public List<WireRequest> requests() {
        return fixture.wire().map(FaultFixture::requests).orElse(List.of());
    }

    /** Checks that a call sends this many requests, if there is a wire to count them. */
    public void sends(int number, ThrowingCallable call) throws Throwable {
        int before = requests().size();
        call.call();
        if (fixture.wire().isPresent()) {
            List<WireRequest> all = requests();
            assertThat(all.subList(before, all.size())).as("requests sent").hasSize(number);
        }
    }

    /**
     * Checks that a call is refused by the provider: with InvalidRequestException, without a status, and without a
     * request.
     */
    public void refuses(String what, ThrowingCallable call) {
        int before = requests().size();
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as(what).isInstanceOf(InvalidRequestException.class);
        assertThat(((InvalidRequestException) thrown).statusCode()).as(what).isEmpty();
        assertThat(requests()).as("requests after %s", what).hasSize(before);
    }

    @Override
    public void close() {
        opened.forEach(ModelkeepClient::close);
    }
}
