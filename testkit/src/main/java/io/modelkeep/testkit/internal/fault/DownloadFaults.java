package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Capability;
import io.modelkeep.Operation;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.GivenFiles;
import io.modelkeep.testkit.internal.network.TrapServer;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Folder;
import io.modelkeep.testkit.internal.support.NotApplicable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows F46 to F49: a download fails on the way. No partial file remains, and existing files are kept until
 * replaced.
 */
public final class DownloadFaults {

    private static final String AGAIN = "a failed request for a file is retried";
    private static final String NEVER = "a file that never arrives complete leaves no partial file";
    private static final String ELSEWHERE = "a redirect of a request for a file is not followed";
    private static final String LIST = "nothing is downloaded if the file list fails midway";
    private static final String BYTES = "application/octet-stream";
    private static final int ATTEMPTS = 3;
    private static final int ALWAYS = 8 * ATTEMPTS;

    private DownloadFaults() {}

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        Map<String, Fault> passing = new LinkedHashMap<>();
        passing.put("cut off", Fault.cutBody());
        passing.put("no answer", Fault.disconnect());
        passing.put("429", Fault.status(429).header("Retry-After", "1"));
        passing.put("503", Fault.status(503));
        passing.forEach((form, fault) ->
                clauses.add(stored("F46", AGAIN + " (" + form + ")", context -> again(context, fault))));
        Map<String, Fault> nonRetryable = new LinkedHashMap<>();
        nonRetryable.put("cut off", Fault.cutBody());
        nonRetryable.put("shorter", Fault.answer(200, BYTES, "x"));
        nonRetryable.put("longer", Fault.answer(200, BYTES, "x".repeat(100_000)));
        nonRetryable.put("empty", Fault.answer(200, BYTES, ""));
        nonRetryable.put("without an end", Fault.endlessBody());
        nonRetryable.put("204", Fault.answer(204, BYTES, ""));
        for (int status : new int[] {403, 404, 500}) {
            nonRetryable.put(Integer.toString(status), Fault.status(status));
        }
        nonRetryable.forEach((form, fault) ->
                clauses.add(stored("F47", NEVER + " (" + form + ")", context -> neverWhole(context, fault))));
        clauses.add(stored("F48", ELSEWHERE, DownloadFaults::redirected));
        clauses.add(clause("F49", LIST, DownloadFaults::listBreaksOff)
                .onTheWire()
                .when("pages", fixture -> fixture.maxPageSize(Operation.LIST_FILES) < Integer.MAX_VALUE));
        Map<String, String> rows = Map.of("F46", AGAIN, "F47", NEVER, "F48", ELSEWHERE, "F49", LIST);
        rows.forEach((id, about) -> clauses.addAll(
                NotApplicable.but(Set.of(Operation.DOWNLOAD_CHECKPOINT), id, about, "only a download fetches files")));
        return clauses;
    }

    private static Clause stored(String id, String about, Clause.Proof proof) {
        return clause(id, about, proof)
                .when("a file storage", fixture -> fixture.storage().isPresent());
    }

    private static Clause clause(String id, String about, Clause.Proof proof) {
        return Clause.of(id, Operation.DOWNLOAD_CHECKPOINT.label() + ": " + about, proof)
                .needs(Capability.CHECKPOINT_FILES);
    }

    private static void again(ContractContext context, Fault fault) {
        DownloadTrial trial = new DownloadTrial(context.fixture());
        context.storage().inject(Operation.DOWNLOAD_CHECKPOINT, fault);
        CallResult ending = trial.run(context.client());
        trial.checkTruth(ending);
        assertThat(ending.thrown()).isEmpty();
        assertThat(context.storage().requests()).hasSize(DownloadTrial.FILES + 1);
        assertThat(context.listener().attempted())
                .hasSize(
                        context.requests().size() + context.storage().requests().size());
        assertThat(context.storage().unconsumed()).isEmpty();
    }

    private static void neverWhole(ContractContext context, Fault fault) {
        failed(context, fault);
        assertThat(context.storage().requests()).hasSizeBetween(1, DownloadTrial.FILES * ATTEMPTS);
    }

    private static void redirected(ContractContext context) throws Exception {
        TrapServer elsewhere = TrapServer.open();
        failed(context, Fault.redirect(307, elsewhere.uri()));
        elsewhere.check();
    }

    private static void failed(ContractContext context, Fault fault) {
        DownloadTrial trial = new DownloadTrial(context.fixture());
        for (int i = 0; i < ALWAYS; i++) {
            context.storage().inject(Operation.DOWNLOAD_CHECKPOINT, fault);
        }
        CallResult ending = trial.run(context.client());
        trial.checkTruth(ending);
        assertThat(ending.thrown()).isPresent();
        assertThat(context.storage().unconsumed())
                .as(
                        "faults that were not played, of %s, after the requests %s",
                        ALWAYS, context.storage().requests())
                .hasSize(ALWAYS - context.storage().requests().size());
    }

    private static void listBreaksOff(ContractContext context) {
        int more = context.fixture().maxPageSize(Operation.LIST_FILES) + 1;
        GivenFiles files = GivenFiles.of(context.fixture(), more);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            context.wire().injectAt(Operation.LIST_FILES, 2 + attempt, Fault.status(500));
        }
        try (Folder folder = Folder.fresh()) {
            assertThat(catchThrowable(
                            () -> context.checkpoints().download(files.run(), files.checkpoint(), folder.path())))
                    .isInstanceOf(UnavailableException.class);
            folder.holds(Map.of());
        }
        context.fixture()
                .storage()
                .ifPresent(storage -> assertThat(storage.requests()).isEmpty());
        assertThat(context.wire().unconsumed()).isEmpty();
    }
}
