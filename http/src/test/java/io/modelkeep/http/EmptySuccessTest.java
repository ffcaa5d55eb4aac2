package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.Retryable.When;
import mockwebserver3.MockResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrofit2.Call;
import retrofit2.http.DELETE;

/** An endpoint whose success has no body, as docs/writing-a-provider.md describes it. */
class EmptySuccessTest {

    interface Api {

        @Retryable(When.ALWAYS)
        @DELETE("items/1")
        Call<Void> delete();
    }

    @ParameterizedTest
    @CsvSource({"200,''", "204,''", "200,<html>any server</html>"})
    void successOfACallWithoutABody_provesNothing(int status, String body) {
        try (TestService service = TestService.start()) {
            MockResponse.Builder answer = new MockResponse.Builder().code(status);
            service.enqueue(body.isEmpty() ? answer.build() : answer.body(body).build());
            Reply<Void> reply = service.client.send(
                    service.client.endpoints(Api.class).delete(),
                    service.client.begin(Operation.DELETE_CHECKPOINTS, "1"));

            assertThat(reply.ok()).isFalse();
            assertThat(reply.failure().statusCode()).hasValue(status);
            DeletionEvidence evidence = DeletionEvidence.ofFailure(reply, reply.failure());
            assertThat(evidence.answer()).isEqualTo(Answer.UNUSABLE_SUCCESS);
            assertThat(evidence.needsRead()).isTrue();
            assertThat(evidence.presenceNeedsSecondRead()).isTrue();
            assertThat(evidence.absent(new CheckpointId("1")).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        }
    }
}
