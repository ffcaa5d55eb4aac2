package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.InvalidRequestException;
import io.modelkeep.ModelStore;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The environment of one clause: a server, a client, its simulated time and its recorded events. */
final class Scene implements AutoCloseable {

    private final StoreFixture fixture;
    private final ManualTime time = new ManualTime();
    private final Heard heard = new Heard();
    private final List<Stores> opened = new ArrayList<>();
    private final Stores stores;

    private Scene(StoreFixture fixture, Map<String, String> settings) {
        this.fixture = fixture;
        this.stores = fixture.open(config(settings).build());
        opened.add(stores);
    }

    static Scene open(StoreFixture fixture, Map<String, String> settings) {
        return new Scene(fixture, settings);
    }

    StoreFixture fixture() {
        return fixture;
    }

    Stores stores() {
        return stores;
    }

    ModelStore models() {
        return stores.models();
    }

    CheckpointStore checkpoints() {
        return stores.checkpoints();
    }

    ManualTime time() {
        return time;
    }

    Heard heard() {
        return heard;
    }

    /** Returns the fixture's configuration with some settings replaced, on this scene's time. */
    StoreConfig.Builder config(Map<String, String> settings) {
        return timed(StoreConfig.builder()
                .settings(fixture.config())
                .settings(settings)
                .listener(heard));
    }

    /**
     * Sets this scene's time. A shared server needs real time, because simulated time does not advance for its other
     * users.
     */
    StoreConfig.Builder timed(StoreConfig.Builder config) {
        return fixture.shared() ? config : config.clock(time.clock()).sleeper(time);
    }

    /** Returns the fixture's configuration for another caller: on this scene's time, without a listener. */
    StoreConfig quiet() {
        return timed(StoreConfig.builder().settings(fixture.config())).build();
    }

    /** Opens another client on the same server, which is closed with the scene. */
    Stores openMore(StoreConfig config) {
        return keep(fixture.open(config));
    }

    /** Registers a client to be closed with the scene. */
    Stores keep(Stores more) {
        opened.add(more);
        return more;
    }

    FaultFixture wire() {
        return fixture.wire().orElseThrow();
    }

    FaultFixture storage() {
        return fixture.storage().orElseThrow();
    }

    /** Returns the capabilities that the client declares. */
    Set<Capability> declared() {
        Set<Capability> declared = EnumSet.noneOf(Capability.class);
        declared.addAll(models().capabilities());
        declared.addAll(checkpoints().capabilities());
        return declared;
    }

    /** Returns the revisions that a list of the run's checkpoints reports now. */
    Map<CheckpointId, String> revisions(TrainingId training) {
        try (Stream<Checkpoint> listed = checkpoints().stream(training)) {
            return listed.filter(row -> row.revision().isPresent())
                    .collect(Collectors.toMap(
                            Checkpoint::id, row -> row.revision().orElseThrow()));
        }
    }

    /** Returns the requests on the wire so far, or an empty list without a wire. */
    List<WireRequest> requests() {
        return fixture.wire().map(FaultFixture::requests).orElse(List.of());
    }

    /** Checks that a call sends this many requests, if there is a wire to count them. */
    void sends(int number, ThrowingCallable call) throws Throwable {
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
    void refuses(String what, ThrowingCallable call) {
        int before = requests().size();
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as(what).isInstanceOf(InvalidRequestException.class);
        assertThat(((InvalidRequestException) thrown).statusCode()).as(what).isEmpty();
        assertThat(requests()).as("requests after %s", what).hasSize(before);
    }

    @Override
    public void close() {
        opened.forEach(Stores::close);
    }
}
