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

/** The service, or something in its place, says no. */
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
        rows.add(FaultRow.of("F21", "404 of something else, in HTML", Fault.answer(404, "text/html", HTML))
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

    /** A denial of what a read shows, as services give where a permission is missing: no absence. */
    private static FaultRow absent() {
        return FaultRow.of("F20", "404 in the service's own words, for what is there", Fault.status(404))
                .reads(Expected.error(NotFoundException.class).and(status(404)))
                .model(Expected.outcome(FAILED, REFUSED).settledByReading().because(ConflictException.class))
                .modelThatCannotBeRead(
                        Expected.outcome(UNKNOWN).settledByReading().because(OutcomeUnknownException.class))
                .bulks(
                        Expected.outcome(FAILED, REFUSED).settledByReading().because(ConflictException.class),
                        // A service that refuses a batch for any one absent id is asked again for those that a read
                        // shows.
                        Expected.outcome(DELETED).own(2, 2).settledByReading())
                .not(
                        "a list that belongs to nothing has nothing that could be missing",
                        Operation.LIST_MODELS,
                        Operation.LIST_TRAININGS)
                .not("what a creation could miss differs by provider", Operation.CREATE_MODEL);
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
                        "hostile words of the service",
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
