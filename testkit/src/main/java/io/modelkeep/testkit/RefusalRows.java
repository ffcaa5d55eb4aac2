package io.modelkeep.testkit;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.AuthenticationException;
import io.modelkeep.ConflictException;
import io.modelkeep.InvalidRequestException;
import io.modelkeep.MalformedResponseException;
import io.modelkeep.NotFoundException;
import io.modelkeep.Operation;
import io.modelkeep.OutcomeUnknownException;
import io.modelkeep.PermissionDeniedException;
import io.modelkeep.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The rows in which the service, or another server in its place, refuses the request. */
final class RefusalRows {

    private static final String HTML = "<html><body>nothing here</body></html>";

    private RefusalRows() {}

    static List<FaultRow> all() {
        List<FaultRow> rows = new ArrayList<>();
        rows.add(refused(400, InvalidRequestException.class));
        rows.add(refused(422, InvalidRequestException.class));
        rows.add(keyRefused(401, AuthenticationException.class));
        rows.add(keyRefused(403, PermissionDeniedException.class));
        rows.add(absent());
        rows.add(FaultRow.of("F21", "404 in HTML, as from a proxy", Fault.answer(404, "text/html", HTML))
                .reads(Expected.error(MalformedResponseException.class))
                .deletes(Expected.outcome(FAILED, UNKNOWN).because(MalformedResponseException.class))
                .creates(Expected.error(MalformedResponseException.class, OutcomeUnknownException.class)));
        rows.add(FaultRow.of("F22", "409", Fault.status(409))
                .reads(Expected.error(ConflictException.class).and(status(409)))
                .deletes(Expected.outcome(REFUSED)
                        .because(ConflictException.class)
                        .settledForSeveral())
                .creates(Expected.error(ConflictException.class).and(status(409))));
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            rows.add(redirected(status));
        }
        rows.add(hostile(400, InvalidRequestException.class));
        rows.add(hostile(403, PermissionDeniedException.class));
        return rows;
    }

    private static FaultRow refused(int status, Class<? extends StoreException> type) {
        return form("F19", "a refusal", status)
                .reads(Expected.error(type).and(status(status)))
                .deletes(Expected.outcome(REFUSED).because(type).settledForSeveral())
                .creates(Expected.error(type).and(status(status)));
    }

    private static FaultRow keyRefused(int status, Class<? extends StoreException> type) {
        return form("F19", "a refusal", status)
                .reads(Expected.error(type).and(status(status)))
                .bulks(Expected.outcome(FAILED).because(type).stoppedBy(type))
                .model(Expected.outcome(FAILED).because(type))
                .creates(Expected.error(type).and(status(status)));
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
                .reads(Expected.error(NotFoundException.class).and(status(404)))
                .model(Expected.outcome(FAILED, REFUSED).settledByReading().because(ConflictException.class))
                .modelThatCannotBeRead(
                        Expected.outcome(UNKNOWN).settledByReading().because(OutcomeUnknownException.class))
                .bulks(
                        Expected.outcome(FAILED, REFUSED).settledByReading().because(ConflictException.class),
                        // A service that refuses a batch because of one absent id gets the ids that a read shows in a
                        // second request.
                        Expected.outcome(DELETED).own(2, 2).settledByReading())
                .not(
                        "a list without a parent cannot have a missing parent",
                        Operation.LIST_MODELS,
                        Operation.LIST_TRAININGS)
                .not("the meaning of a 404 for a creation differs by provider", Operation.CREATE_MODEL);
    }

    private static FaultRow redirected(int status) {
        FaultRow.Play play = (scene, operation) -> {
            Elsewhere elsewhere = Elsewhere.open();
            scene.wire().inject(operation, Fault.redirect(status, elsewhere.uri()));
            return elsewhere;
        };
        return FaultRow.of("F23", "a redirect to another server", Integer.toString(status), play)
                .reads(Expected.error(MalformedResponseException.class))
                .deletes(Expected.outcome(FAILED, UNKNOWN).because(MalformedResponseException.class))
                .creates(Expected.error(MalformedResponseException.class, OutcomeUnknownException.class));
    }

    private static FaultRow hostile(int status, Class<? extends StoreException> type) {
        Fault fault = Fault.answer(status, "application/json", Hostile.errorBody(Hostile.TEXT));
        return FaultRow.of(
                        "F43",
                        "hostile text in an error of the service",
                        Integer.toString(status),
                        FaultRow.playing(() -> List.of(fault)))
                .reads(Expected.error(type).and(Printed::checkHarmless))
                .deletes(Expected.outcome(REFUSED, FAILED).because(type).and(Printed::checkHarmless))
                .creates(Expected.error(type).and(Printed::checkHarmless));
    }

    private static Consumer<Ending> status(int status) {
        return ending -> assertThat(ending.causes())
                .allSatisfy(failure -> assertThat(failure.statusCode()).hasValue(status));
    }
}
