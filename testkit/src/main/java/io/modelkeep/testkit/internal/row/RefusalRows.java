package io.modelkeep.testkit.internal.row;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.fault.ExpectedResult;
import io.modelkeep.testkit.internal.fault.FaultRow;
import io.modelkeep.testkit.internal.network.TrapServer;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.HostileText;
import io.modelkeep.testkit.internal.support.PrintedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The rows in which the service, or another server in its place, refuses the request. */
public final class RefusalRows {

    private static final String HTML = "<html><body>nothing here</body></html>";

    private RefusalRows() {}

    public static List<FaultRow> all() {
        List<FaultRow> rows = new ArrayList<>();
        rows.add(refused(400, InvalidRequestException.class));
        rows.add(refused(422, InvalidRequestException.class));
        rows.add(keyRefused(401, AuthenticationException.class));
        rows.add(keyRefused(403, PermissionDeniedException.class));
        rows.add(absent());
        rows.add(FaultRow.of("F21", "404 in HTML, as from a proxy", Fault.answer(404, "text/html", HTML))
                .reads(ExpectedResult.error(MalformedResponseException.class))
                .deletes(ExpectedResult.outcome(FAILED, UNKNOWN).because(MalformedResponseException.class))
                .creates(ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class)));
        rows.add(FaultRow.of("F22", "409", Fault.status(409))
                .reads(ExpectedResult.error(ConflictException.class).and(status(409)))
                .deletes(ExpectedResult.outcome(REFUSED)
                        .because(ConflictException.class)
                        .settledForSeveral())
                .creates(ExpectedResult.error(ConflictException.class).and(status(409))));
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            rows.add(redirected(status));
        }
        rows.add(hostile(400, InvalidRequestException.class));
        rows.add(hostile(403, PermissionDeniedException.class));
        return rows;
    }

    private static FaultRow refused(int status, Class<? extends StoreException> type) {
        return form("F19", "a refusal", status)
                .reads(ExpectedResult.error(type).and(status(status)))
                .deletes(ExpectedResult.outcome(REFUSED).because(type).settledForSeveral())
                .creates(ExpectedResult.error(type).and(status(status)));
    }

    private static FaultRow keyRefused(int status, Class<? extends StoreException> type) {
        return form("F19", "a refusal", status)
                .reads(ExpectedResult.error(type).and(status(status)))
                .bulks(ExpectedResult.outcome(FAILED).because(type).abortCause(type))
                .model(ExpectedResult.outcome(FAILED).because(type))
                .creates(ExpectedResult.error(type).and(status(status)));
    }

    private static FaultRow form(String id, String about, int status) {
        return FaultRow.of(id, about, Integer.toString(status), FaultRow.playing(() -> List.of(Fault.status(status))));
    }

    /**
     * Returns a row in which the service reports an existing item as missing, for example because of a missing
     * permission.
     */
    private static FaultRow absent() {
        return FaultRow.of("F20", "404 in the service's own format, although the item exists", Fault.status(404))
                .reads(ExpectedResult.error(NotFoundException.class).and(status(404)))
                .model(ExpectedResult.outcome(FAILED, REFUSED)
                        .settledByReading()
                        .because(ConflictException.class))
                .modelThatCannotBeRead(
                        ExpectedResult.outcome(UNKNOWN).settledByReading().because(OutcomeUnknownException.class))
                .bulks(
                        ExpectedResult.outcome(FAILED, REFUSED)
                                .settledByReading()
                                .because(ConflictException.class),
                        // A service that refuses a batch because of one absent id gets the ids that a read shows in a
                        // second request.
                        ExpectedResult.outcome(DELETED).own(2, 2).settledByReading())
                .not("a list without a parent cannot have a missing parent", Operation.LIST_MODELS, Operation.LIST_RUNS)
                .not("the meaning of a 404 for a creation differs by provider", Operation.CREATE_MODEL);
    }

    private static FaultRow redirected(int status) {
        FaultRow.Play play = (context, operation) -> {
            TrapServer elsewhere = TrapServer.open();
            context.wire().inject(operation, Fault.redirect(status, elsewhere.uri()));
            return elsewhere;
        };
        return FaultRow.of("F23", "a redirect to another server", Integer.toString(status), play)
                .reads(ExpectedResult.error(MalformedResponseException.class))
                .deletes(ExpectedResult.outcome(FAILED, UNKNOWN).because(MalformedResponseException.class))
                .creates(ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class));
    }

    private static FaultRow hostile(int status, Class<? extends StoreException> type) {
        Fault fault = Fault.answer(status, "application/json", HostileText.errorBody(HostileText.TEXT));
        return FaultRow.of(
                        "F43",
                        "hostile text in an error of the service",
                        Integer.toString(status),
                        FaultRow.playing(() -> List.of(fault)))
                .reads(ExpectedResult.error(type).and(PrintedOutput::checkHarmless))
                .deletes(ExpectedResult.outcome(REFUSED, FAILED).because(type).and(PrintedOutput::checkHarmless))
                .creates(ExpectedResult.error(type).and(PrintedOutput::checkHarmless));
    }

    private static Consumer<CallResult> status(int status) {
        return ending -> assertThat(ending.causes())
                .allSatisfy(failure -> assertThat(failure.statusCode()).hasValue(status));
    }
}
