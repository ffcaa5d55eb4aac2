package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.StoreListener;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answer is asked for again under which rule, what it becomes, and whether the request may have been carried out. */
class RepeatRulesTest {

    private static final int ATTEMPTS = 3;

    private enum Effect {
        NONE,
        POSSIBLE
    }

    private enum Then {
        REPEAT,
        REFUSED,
        END
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(400, Then.REFUSED, Effect.NONE, InvalidRequestException.class),
                Arguments.of(401, Then.END, Effect.NONE, AuthenticationException.class),
                Arguments.of(402, Then.END, Effect.NONE, InvalidRequestException.class),
                Arguments.of(403, Then.END, Effect.NONE, PermissionDeniedException.class),
                Arguments.of(404, Then.END, Effect.NONE, NotFoundException.class),
                Arguments.of(405, Then.END, Effect.NONE, InvalidRequestException.class),
                Arguments.of(408, Then.REPEAT, Effect.POSSIBLE, UnavailableException.class),
                Arguments.of(409, Then.REFUSED, Effect.NONE, ConflictException.class),
                Arguments.of(412, Then.REFUSED, Effect.NONE, ConflictException.class),
                Arguments.of(413, Then.END, Effect.NONE, InvalidRequestException.class),
                Arguments.of(422, Then.REFUSED, Effect.NONE, InvalidRequestException.class),
                Arguments.of(429, Then.REPEAT, Effect.NONE, RateLimitedException.class),
                Arguments.of(500, Then.REPEAT, Effect.POSSIBLE, UnavailableException.class),
                Arguments.of(501, Then.END, Effect.NONE, UnavailableException.class),
                Arguments.of(502, Then.REPEAT, Effect.POSSIBLE, UnavailableException.class),
                Arguments.of(503, Then.REPEAT, Effect.POSSIBLE, UnavailableException.class),
                Arguments.of(504, Then.REPEAT, Effect.POSSIBLE, UnavailableException.class),
                Arguments.of(505, Then.END, Effect.NONE, UnavailableException.class),
                Arguments.of(511, Then.END, Effect.NONE, UnavailableException.class),
                Arguments.of(524, Then.END, Effect.POSSIBLE, UnavailableException.class));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void aStatusIsRepeatedAsItsEndpointAllows(
            int status, Then then, Effect effect, Class<? extends StoreException> type) {
        SoftAssertions softly = new SoftAssertions();
        for (When rule : When.values()) {
            boolean repeated = then == Then.REPEAT
                    && (rule == When.ALWAYS || (rule == When.IF_NOT_APPLIED && effect == Effect.NONE));
            try (TestService service = TestService.start()) {
                service.answering(request -> TestService.answer(status, TestService.ERROR));

                Reply<Item> reply = service.send(rule);

                softly.assertThat(reply.failure()).as("%s", rule).isInstanceOf(type);
                softly.assertThat(reply.mayBeApplied()).as("%s", rule).isEqualTo(effect == Effect.POSSIBLE);
                softly.assertThat(reply.attempts()).as("%s", rule).isEqualTo(repeated ? ATTEMPTS : 1);
                softly.assertThat(service.server.getRequestCount())
                        .as("%s", rule)
                        .isEqualTo(reply.attempts());
                softly.assertThat(service.timeSource.sleeps).hasSize(reply.attempts() - 1);
                softly.assertThat(reply.failure().attempts()).isEqualTo(reply.attempts());
                softly.assertThat(reply.failure().statusCode()).hasValue(status);
                softly.assertThat(reply.ok()).isFalse();
                softly.assertThat(reply.isTransient()).isEqualTo(then == Then.REPEAT);
                softly.assertThat(reply.refused()).isEqualTo(then == Then.REFUSED);
                softly.assertThat(reply.aborted()).isFalse();
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 422})
    void aRefusalInForeignWordsIsNoRefusalOfTheService(int status) {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(status, "<html>blocked</html>"));
            Reply<Item> reply = service.send(When.IF_NOT_APPLIED);
            assertThat(reply.refused()).isFalse();
            assertThat(reply.mayBeApplied()).isFalse();
            assertThat(reply.failure().statusCode()).hasValue(status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>no such page</html>", "", "null", "[]", "{}", "{\"detail\": 7}", "{\"detail\": \"x\"} y"})
    void a404InForeignWordsIsNotBelieved(String body) {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(404, body));
            Reply<Item> reply = service.send(When.IF_NOT_APPLIED);
            assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
            assertThat(reply.maybeRouter()).isFalse();
            assertThat(reply.mayBeApplied()).isFalse();
        }
    }

    @Test
    void a404ThatARouterMaySayIsMarkedAsSuch() {
        try (TestService service = TestService.start()) {
            service.enqueue(
                    TestService.answer(404, "{\"detail\": \"Not Found\"}"), TestService.answer(404, TestService.ERROR));
            assertThat(service.send(When.ALWAYS).maybeRouter()).isTrue();
            assertThat(service.send(When.ALWAYS).maybeRouter()).isFalse();
        }
    }

    @Test
    void possibleEffect_isKept_afterLaterAnswers() {
        for (MockResponse last : new MockResponse[] {
            TestService.answer(200, TestService.OK),
            TestService.answer(404, TestService.ERROR),
            TestService.answer(401, TestService.ERROR),
            TestService.answer(429, TestService.ERROR)
        }) {
            try (TestService service = TestService.start("max-attempts", "2")) {
                service.enqueue(TestService.answer(502, TestService.ERROR), last);
                Reply<Item> reply = service.send(service.api.remove("i1"));
                assertThat(reply.attempts()).isEqualTo(2);
                assertThat(reply.mayBeApplied()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void certainlyUnappliedRequest_leavesNoDoubt(When rule) {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(429, TestService.ERROR), TestService.answer(200, TestService.OK));
            Reply<Item> reply = service.send(rule);
            assertThat(reply.ok()).isEqualTo(rule != When.NEVER);
            assertThat(reply.mayBeApplied()).isFalse();
        }
    }

    @Test
    void aDeletionTurnedAwayAndThenCutOffIsNotSentAThirdTime() {
        try (TestService service = TestService.start()) {
            service.enqueue(
                    TestService.answer(429, TestService.ERROR),
                    TestService.answer(503, TestService.ERROR),
                    TestService.answer(200, TestService.OK));
            Reply<Item> reply = service.send(When.IF_NOT_APPLIED);
            assertThat(reply.attempts()).isEqualTo(2);
            assertThat(reply.mayBeApplied()).isTrue();
            assertThat(service.server.getRequestCount()).isEqualTo(2);
        }
    }

    @Test
    void attemptsMadeBeforeCountAgainstTheLimit() {
        try (TestService service = TestService.start()) {
            service.answering(request -> TestService.answer(503, TestService.ERROR));
            Reply<Item> reply = service.client.send(
                    service.call(When.ALWAYS), service.begin().after(2));
            assertThat(reply.attempts()).isEqualTo(3);
            assertThat(service.server.getRequestCount()).isEqualTo(1);
            assertThat(service.listener.all(StoreListener.Attempted.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.attempt()).isEqualTo(3));
        }
    }

    @Test
    void prepareRepeat_waitsAndNotifiesAsARetryDoes() {
        try (TestService service = TestService.start()) {
            service.answering(request -> TestService.answer(503, TestService.ERROR));
            CallContext context = service.begin();
            Reply<Item> first = service.client.send(service.call(When.IF_NOT_APPLIED), context);
            assertThat(service.client.prepareRepeat(service.call(When.IF_NOT_APPLIED), first, context))
                    .isTrue();
            assertThat(service.timeSource.sleeps).hasSize(1);
            assertThat(service.listener.all(StoreListener.Retrying.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.route()).isEqualTo("DELETE items/{id}/parts"));
            Reply<Item> third = service.client.send(service.call(When.IF_NOT_APPLIED), context.after(2));
            assertThat(service.client.prepareRepeat(service.call(When.IF_NOT_APPLIED), third, context))
                    .as("the attempts are used up")
                    .isFalse();
        }
    }

    @Test
    void fieldErrorsOfARefusalAreReadFor400And422() {
        for (int status : new int[] {400, 422}) {
            try (TestService service = TestService.start()) {
                service.enqueue(TestService.answer(
                        status,
                        "{\"detail\": \"no\", \"fields\": [{\"at\": \"body.steps\", \"why\": \"too\\nfew\"}]}"));
                StoreException failure = service.send(When.ALWAYS).failure();
                assertThat(failure)
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                invalid -> assertThat(invalid.fieldErrors())
                                        .singleElement()
                                        .satisfies(field -> {
                                            assertThat(field.location()).isEqualTo("body.steps");
                                            assertThat(field.message()).isEqualTo("too few");
                                        }));
            }
        }
    }
}
