package io.modelkeep.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestService;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Retryable.When;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of outcomes, with the answers of a real server. */
class DeletionEvidenceTest {

    private static final CheckpointId ID = new CheckpointId("7");
    private static final String FOREIGN = "<html>no</html>";

    private static MockResponse own(int status) {
        return TestService.answer(status, TestService.ERROR);
    }

    private static MockResponse foreign(int status) {
        return TestService.answer(status, FOREIGN);
    }

    private static MockResponse cut() {
        return own(200).newBuilder()
                .body("{\"count\": 1, \"name\": \"" + "x".repeat(100_000) + "\"}")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build();
    }

    private static MockResponse lost() {
        return own(200).newBuilder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** An answer; whether absence and presence need a second read; the outcomes if absent and if present. */
    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(own(404), false, false, DeleteOutcome.ALREADY_ABSENT, DeleteOutcome.FAILED),
                Arguments.of(own(409), true, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.REFUSED),
                Arguments.of(own(422), true, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.REFUSED),
                Arguments.of(foreign(409), true, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.FAILED),
                Arguments.of(own(403), true, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.FAILED),
                Arguments.of(own(500), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.FAILED),
                Arguments.of(own(503), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.FAILED),
                Arguments.of(own(501), true, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.FAILED),
                Arguments.of(foreign(500), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN),
                Arguments.of(foreign(501), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN),
                Arguments.of(foreign(503), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN),
                Arguments.of(own(408), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN),
                Arguments.of(own(502), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN),
                Arguments.of(own(504), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN),
                Arguments.of(own(520), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN),
                Arguments.of(own(529), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN),
                Arguments.of(own(530), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.FAILED),
                Arguments.of(own(202), false, true, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN),
                Arguments.of(own(303), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.FAILED),
                Arguments.of(foreign(200), false, true, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.FAILED),
                Arguments.of(cut(), false, true, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.FAILED),
                Arguments.of(lost(), false, false, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerAndReadsDecideTogether(
            MockResponse answer,
            boolean absenceTwice,
            boolean presenceTwice,
            DeleteOutcome ifAbsent,
            DeleteOutcome ifPresent) {
        try (TestService service = TestService.start("max-attempts", "1")) {
            service.enqueue(answer);
            DeletionEvidence evidence = failed(service.send(When.ALWAYS));

            assertThat(evidence.absenceNeedsSecondRead()).isEqualTo(absenceTwice);
            assertThat(evidence.presenceNeedsSecondRead()).isEqualTo(presenceTwice);
            assertThat(evidence.needsRead()).isNotEqualTo(absenceTwice);
            assertThat(evidence.<CheckpointId>absent(ID).outcome()).isEqualTo(ifAbsent);
            assertThat(evidence.present(ID).outcome()).isEqualTo(ifPresent);
            assertThat(evidence.present(ID).cause()).isPresent();
        }
    }

    private static DeletionEvidence failed(Reply<?> reply) {
        return DeletionEvidence.ofFailure(reply, reply.failure());
    }

    @Test
    void continuingRequest_staysUnknown_afterLaterAnswers() {
        try (TestService service = TestService.start("max-attempts", "2")) {
            service.enqueue(lost(), own(500));
            Reply<?> reply = service.send(When.ALWAYS);
            assertThat(reply.failure().statusCode()).hasValue(500);
            assertThat(failed(reply).<CheckpointId>present(ID).outcome()).isEqualTo(DeleteOutcome.UNKNOWN);
        }
    }

    @Test
    void anEarlierRequestCountsForALaterOne() {
        try (TestService service = TestService.start("max-attempts", "1")) {
            service.enqueue(lost(), own(409), own(404), own(404));
            DeletionEvidence first = failed(service.send(When.ALWAYS));
            DeletionEvidence refused = failed(service.send(When.ALWAYS)).after(first);
            assertThat(refused.present(ID).outcome()).isEqualTo(DeleteOutcome.UNKNOWN);
            assertThat(refused.absenceNeedsSecondRead()).isFalse();
            DeletionEvidence denied = failed(service.send(When.ALWAYS)).after(first);
            assertThat(denied.absent(ID).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
            DeletionEvidence seen = failed(service.send(When.ALWAYS)).seenBefore();
            assertThat(seen.absent(ID).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
            assertThat(seen.after(first).absent(ID).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        }
    }

    @Test
    void aSuccessThatDoesNotFitIsRefusedWhereTheItemStays() {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(200, TestService.OK));
            Reply<?> reply = service.send(When.ALWAYS);
            DeletionEvidence counts =
                    DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, reply.malformed("the counts do not fit"));
            assertThat(counts.presenceNeedsSecondRead()).isTrue();
            assertThat(counts.needsRead()).isTrue();
            assertThat(counts.absenceNeedsSecondRead()).isFalse();
            assertThat(counts.present(ID).outcome()).isEqualTo(DeleteOutcome.REFUSED);
            assertThat(counts.absent(ID).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        }
    }

    @Test
    void unreadItem_isUnknown_withTheReason() {
        try (TestService service = TestService.start("max-attempts", "1")) {
            service.enqueue(own(404));
            DeletionEvidence evidence = failed(service.send(When.ALWAYS));
            UnavailableException why = new UnavailableException(ErrorDetails.of("the list failed"));
            DeleteResult<CheckpointId> unread = evidence.unread(ID, why);
            assertThat(unread.outcome()).isEqualTo(DeleteOutcome.UNKNOWN);
            assertThat(unread.cause().orElseThrow())
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasCause(why);
            assertThat(evidence.present(ID).cause().orElseThrow()).isInstanceOf(ConflictException.class);
        }
    }
}
