package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.Stores;
import io.modelkeep.UnavailableException;
import io.modelkeep.spi.ConfigKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nobody answers at the address: nothing was sent, so nothing is ambiguous. */
final class ConnectFaults {

    private ConnectFaults() {}

    static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            clauses.add(
                    Clause.of("F2", operation.label() + ": the connection is refused", scene -> prove(scene, operation))
                            .needs(Trial.capability(operation))
                            .when(
                                    "a base URL",
                                    fixture -> !Settings.of(fixture).baseUrls().isEmpty())
                            .onTheWire()
                            .ends("FAILED, or NOT_ATTEMPTED where a read has to come first (0)"));
        }
        return clauses;
    }

    private static void prove(Scene scene, Operation operation) throws IOException {
        Trial trial = Trial.of(operation, scene.fixture());
        URI nobody = nobody();
        Map<String, String> elsewhere = new HashMap<>();
        for (ConfigKey<URI> key : Settings.of(scene.fixture()).baseUrls()) {
            elsewhere.put(key.name(), nobody.toString());
        }
        Stores stores = scene.openMore(scene.config(elsewhere).build());
        Ending ending = trial.run(stores);
        trial.checkTruth(ending);
        assertThat(scene.requests()).isEmpty();
        assertThat(ending.reasons()).isNotEmpty().hasOnlyElementsOfType(UnavailableException.class);
        // Where a read has to come first, that is what was attempted.
        assertThat(ending.outcomes().values()).isSubsetOf(DeleteOutcome.FAILED, DeleteOutcome.NOT_ATTEMPTED);
        assertThat(scene.heard().attempted())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.status()).isEmpty());
    }

    /** An address that was free a moment ago. */
    static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
