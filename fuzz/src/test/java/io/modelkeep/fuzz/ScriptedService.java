package io.modelkeep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;

/**
 * A server that answers what it is told to, and stores that ask it.
 *
 * <p>The input begins with a line that names an operation. After it come the answers, divided by lines of {@code ---}: a line
 * with a status where that is not 200, then the body. They are given in order, and then from the first again.
 */
public final class ScriptedService {

    private static final ByteString DIVIDER = ByteString.encodeUtf8("\n---\n");

    /** No walk through a list is without an end. */
    private static final int MAX_REQUESTS = 5_000;

    private final MockWebServer server = new MockWebServer();
    private final ModelkeepClient stores;
    private final Map<String, Consumer<ModelkeepClient>> operations = new LinkedHashMap<>();
    private final List<RecordedRequest> asked = new ArrayList<>();
    private List<MockResponse> answers = List.of();

    /** Starts the server, which ends with the process. */
    public ScriptedService(String provider, Map<String, String> settings) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                synchronized (asked) {
                    asked.add(request);
                    return answers.get((asked.size() - 1) % answers.size());
                }
            }
        });
        try {
            server.start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        ManualTime time = new ManualTime();
        this.stores = ModelkeepClient.open(StoreConfig.builder()
                .set("provider", provider)
                .set(provider + ".base-url", server.url("/").toString())
                .set(provider + ".api-key", Refusal.KEY)
                .set("max-response-size", "64KiB")
                .set("max-attempts", "2")
                .settings(settings)
                .environment(Map.of())
                .timeSource(time)
                .clock(time.clock())
                .build());
    }

    /** Adds an operation that may be named. */
    public ScriptedService operation(String name, Consumer<ModelkeepClient> operation) {
        operations.put(name, operation);
        return this;
    }

    /**
     * Does what the input says; whatever comes out is a result or a failure of the library's own.
     *
     * @return what was asked of the server
     */
    public List<RecordedRequest> run(byte[] input) {
        ByteString all = ByteString.of(input);
        int line = all.indexOf(ByteString.encodeUtf8("\n"));
        String name = line < 0 ? "" : all.substring(0, line).utf8();
        synchronized (asked) {
            asked.clear();
            answers = answers(all.substring(line + 1));
        }
        // A connection to anywhere else is a finding.
        SilentCloseable onlyHere = BugDetectors.allowNetworkConnections((host, port) -> port == server.getPort());
        try {
            operation(name).accept(stores);
        } catch (StoreException failure) {
            Refusal.assertKeepsKey(failure);
        } finally {
            onlyHere.close();
        }
        forget();
        synchronized (asked) {
            assertThat(asked).hasSizeLessThan(MAX_REQUESTS);
            return List.copyOf(asked);
        }
    }

    private Consumer<ModelkeepClient> operation(String name) {
        List<String> names = List.copyOf(operations.keySet());
        String chosen = names.contains(name) ? name : names.get(Math.floorMod(name.hashCode(), names.size()));
        return operations.get(chosen);
    }

    private static List<MockResponse> answers(ByteString script) {
        List<MockResponse> answers = new ArrayList<>();
        int from = 0;
        for (int to = script.indexOf(DIVIDER); to >= 0; to = script.indexOf(DIVIDER, from)) {
            answers.add(answer(script.substring(from, to)));
            from = to + DIVIDER.size();
        }
        answers.add(answer(script.substring(from)));
        return answers;
    }

    private static MockResponse answer(ByteString text) {
        int line = text.indexOf(ByteString.encodeUtf8("\n"));
        String first = line < 0 ? "" : text.substring(0, line).utf8();
        boolean hasStatus = first.matches("[2-5][0-9]{2}");
        MockResponse.Builder answer = new MockResponse.Builder();
        answer.code(hasStatus ? Integer.parseInt(first) : 200);
        return answer.body(new Buffer().write(hasStatus ? text.substring(line + 1) : text))
                .build();
    }

    private void forget() {
        try {
            while (server.takeRequest(0, TimeUnit.MILLISECONDS) != null) {
                // The server keeps them for whoever asks, and here nobody does.
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fails unless the report has each id once, in order, with a reason for all that is not plain. */
    public static <I extends Id> void assertHonest(DeleteReport<I> report, Collection<I> ids) {
        assertThat(report.results().stream().<Id>map(DeleteResult::id).toList())
                .isEqualTo(new ArrayList<Id>(new LinkedHashSet<>(ids)));
        for (DeleteResult<I> result : report.results()) {
            switch (result.outcome()) {
                case DELETED, ALREADY_ABSENT, PRESUMED_DELETED -> {}
                case NOT_ATTEMPTED -> assertThat(report.abortCause()).isPresent();
                default -> assertThat(result.cause()).as("why %s", result).isPresent();
            }
            result.cause().ifPresent(Refusal::assertKeepsKey);
        }
        report.abortCause().ifPresent(Refusal::assertKeepsKey);
    }
}
