package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each departure from the document is found, alone, and what fits is left in peace. */
class ExchangeValidatorTest {

    private static final String JSON = "application/json";
    private static final String UUID = "3f0c5a0e-8a55-4a43-9e1e-0d2f9d1f7b11";
    private static final String MODEL = "/v1/preview/models/" + UUID;
    private static final String CREATED = "{\"id\":\"" + UUID
            + "\",\"entity\":\"e\",\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\",\"run_id\":null}";

    private final ExchangeValidator validator = new ExchangeValidator(ApiDocument.of("wandb-training"));

    private static Exchange withKey(String method, String path) {
        return Exchange.of(method, path).withHeader("authorization", "Bearer 0123abcd");
    }

    private static Exchange list() {
        return withKey("GET", MODEL + "/checkpoints");
    }

    private static Exchange listed(String checkpoint) {
        return list().answered(200, JSON, "{\"data\":[" + checkpoint + "],\"has_more\":false}");
    }

    private static Exchange deletion(String body) {
        return withKey("DELETE", MODEL + "/checkpoints").withBody(JSON, body);
    }

    private static Exchange deleted(String answer) {
        return deletion("{\"steps\":[1]}").answered(200, JSON, answer);
    }

    private static Exchange creation(String body) {
        return withKey("POST", "/v1/preview/models").withBody(JSON, body);
    }

    private static Exchange error(int status, String body) {
        return list().answered(status, JSON, body);
    }

    static Stream<Exchange> whatFits() {
        return Stream.of(
                list().answered(200, JSON, "{\"data\":[],\"has_more\":false}"),
                list().withQuery("limit=1"),
                list().withQuery("after=" + UUID + "&limit=100&order=desc"),
                list().withQuery("order=%61sc"),
                listed("{\"id\":\"" + UUID + "\",\"step\":0,\"metrics\":{}}"),
                listed("{\"id\":\"" + UUID + "\",\"step\":120,\"metrics\":{\"val/reward\":-1.5e3},\"new\":1}"),
                deletion("{\"steps\":[]}"),
                deleted("{\"deleted_count\":0,\"not_found_steps\":[1]}"),
                withKey("DELETE", MODEL)
                        .answered(
                                200,
                                "application/json; charset=utf-8",
                                "{\"model_id\":\"" + UUID + "\",\"deleted_checkpoints\":3,\"deleted_run\":true}"),
                creation("{\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\"}")
                        .answered(200, JSON, CREATED),
                creation(
                        "{\"entity\":null,\"project\":\"p\",\"name\":\"n\",\"base_model\":\"b\",\"return_existing\":true}"),
                Exchange.of("GET", "/v1/health").answered(200, JSON, "[1,\"anything\"]"),
                withKey("GET", "/v1/health"),
                Exchange.of("GET", "/v1/preview/base-models").answered(200, JSON, "[\"a\",\"b\"]"),
                error(422, "{\"detail\":[{\"loc\":[\"query\",0],\"msg\":\"m\",\"type\":\"t\",\"input\":5}]}"),
                error(401, "{\"detail\":\"no\"}"),
                error(524, "{\"detail\":\"slow\"}"));
    }

    @ParameterizedTest
    @MethodSource("whatFits")
    void anExchangeThatFitsHasNoViolation(Exchange exchange) {
        assertThat(validator.violations(exchange)).isEmpty();
    }

    private void assertOnlyViolation(Exchange exchange, String violation) {
        assertThat(validator.violations(exchange)).as(exchange.toString()).containsExactly(violation);
    }

    @Test
    void aStepOfAWrongTypeIsFound() {
        assertOnlyViolation(deletion("{\"steps\":[1,\"2\"]}"), "request body /steps/1 string found, integer expected");
        assertOnlyViolation(deletion("{\"steps\":[1.5]}"), "request body /steps/0 number found, integer expected");
        assertOnlyViolation(deletion("{\"steps\":7}"), "request body /steps integer found, array expected");
        assertOnlyViolation(deletion("{\"steps\":null}"), "request body /steps null found, array expected");
    }

    @Test
    void aLimitOutOfBoundsIsFound() {
        assertOnlyViolation(list().withQuery("limit=0"), "query parameter limit = 0: must have a minimum value of 1");
        assertOnlyViolation(
                list().withQuery("limit=101"), "query parameter limit = 101: must have a maximum value of 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "1.0", "01", "+1", "1e1", "١"})
    void aLimitThatIsNoIntegerIsFound(String limit) {
        String encoded = URLEncoder.encode(limit, StandardCharsets.UTF_8);
        assertOnlyViolation(
                list().withQuery("limit=" + encoded),
                "query parameter limit = " + limit + ": string found, integer expected");
    }

    @Test
    void anOrderThatTheDocumentDoesNotNameIsFound() {
        assertOnlyViolation(
                list().withQuery("order=sideways"),
                "query parameter order = sideways: does not have a value in the enumeration [\"asc\", \"desc\"]");
    }

    @Test
    void anUnknownOrRepeatedOrUnreadableQueryParameterIsFound() {
        assertOnlyViolation(list().withQuery("limit=5&page=2"), "query parameter page is not in the document");
        assertOnlyViolation(list().withQuery("Limit=5"), "query parameter Limit is not in the document");
        assertOnlyViolation(list().withQuery("limit=5&limit=6"), "query parameter limit is given 2 times");
        assertOnlyViolation(list().withQuery("after=%zz"), "query parameter after is not percent-encoded");
        assertOnlyViolation(
                withKey("DELETE", MODEL).withQuery("force=true"), "query parameter force is not in the document");
    }

    @Test
    void aMissingOrUnexpectedBodyIsFound() {
        assertOnlyViolation(withKey("DELETE", MODEL + "/checkpoints"), "the request body is missing");
        assertOnlyViolation(
                withKey("DELETE", MODEL).withBody(JSON, "{}"), "the request has a body, and the operation none");
    }

    @Test
    void aBodyThatIsNotOneJsonValueIsFound() {
        assertOnlyViolation(deletion("{\"steps\":[1]"), "request body is not one JSON value");
        assertOnlyViolation(deletion("{\"steps\":[1]} {}"), "request body is not one JSON value");
        assertOnlyViolation(deletion("{\"steps\":[1],\"steps\":[2]}"), "request body is not one JSON value");
        assertOnlyViolation(deletion(" "), "request body is not one JSON value");
    }

    @Test
    void aBodyOfAnotherContentTypeOrOfNoneIsFound() {
        Exchange bare = withKey("DELETE", MODEL + "/checkpoints");
        assertOnlyViolation(
                bare.withBody("text/plain", "{\"steps\":[1]}"),
                "request body is text/plain, which is not in the document");
        Exchange untyped = new Exchange(
                "DELETE", MODEL + "/checkpoints", bare.query(), bare.headers(), "{\"steps\":[1]}", bare.answer());
        assertOnlyViolation(untyped, "the request body has 0 content types");
    }

    @Test
    void aMissingOrUnknownFieldOfARequestIsFound() {
        assertOnlyViolation(deletion("{}"), "request body required property 'steps' not found");
        assertOnlyViolation(
                creation("{\"project\":\"p\",\"name\":\"n\"}"),
                "request body required property 'base_model' not found");
        assertOnlyViolation(deletion("{\"steps\":[1],\"force\":true}"), "request body /force is not in the document");
    }

    @Test
    void aMissingOrMisshapenBearerIsFoundAndNotRepeated() {
        Exchange bare = Exchange.of("GET", MODEL + "/checkpoints");
        assertOnlyViolation(bare, "the Authorization header is missing");
        for (String wrong :
                new String[] {"0123abcd", "Basic 0123abcd", "Bearer", "Bearer ", "Bearer a b", "Bearer ä"}) {
            assertOnlyViolation(
                    bare.withHeader("Authorization", wrong), "the Authorization header is none of [bearer]");
        }
        assertOnlyViolation(list().withHeader("Authorization", "Bearer other"), "there are 2 Authorization headers");
    }

    @Test
    void anotherPathOrMethodIsFound() {
        for (String path :
                new String[] {"/preview/models", "/v1/preview/models/", MODEL + "/", MODEL + "/checkpoints/1"}) {
            assertOnlyViolation(withKey("DELETE", path), "the path " + path + " is not in the document");
        }
        assertOnlyViolation(withKey("GET", MODEL), "the method GET is not in the document for this path");
        assertOnlyViolation(withKey("delete", MODEL), "the method delete is not in the document for this path");
    }

    @Test
    void anAnswerThatLacksAFieldIsFound() {
        assertOnlyViolation(
                deleted("{\"not_found_steps\":[]}"), "body of the 200 required property 'deleted_count' not found");
        assertOnlyViolation(
                list().answered(200, JSON, "{\"data\":[]}"), "body of the 200 required property 'has_more' not found");
        assertOnlyViolation(
                listed("{\"id\":\"" + UUID + "\",\"step\":1}"),
                "body of the 200 /data/0 required property 'metrics' not found");
    }

    @Test
    void aFieldOfAnAnswerWithAWrongTypeIsFound() {
        assertOnlyViolation(
                deleted("{\"deleted_count\":\"1\",\"not_found_steps\":[]}"),
                "body of the 200 /deleted_count string found, integer expected");
        assertOnlyViolation(
                listed("{\"id\":\"" + UUID + "\",\"step\":1,\"metrics\":{\"loss\":null}}"),
                "body of the 200 /data/0/metrics/loss null found, number expected");
    }

    @Test
    void anIdThatIsNoUuidIsFound() {
        assertOnlyViolation(
                listed("{\"id\":\"ckpt-1\",\"step\":1,\"metrics\":{}}"),
                "body of the 200 /data/0/id does not match the uuid pattern must be a valid RFC 4122 UUID");
    }

    @Test
    void anAnswerThatIsNotJsonIsFound() {
        assertOnlyViolation(
                list().answered(200, "text/html", "<html></html>"),
                "body of the 200 is text/html, which is not in the document");
        assertOnlyViolation(list().answered(200, JSON, ""), "body of the 200 is not one JSON value");
        assertOnlyViolation(list().answered(200, JSON, "{\"data\":[],"), "body of the 200 is not one JSON value");
    }

    @Test
    void aStatusThatIsNotKnownIsFound() {
        assertOnlyViolation(error(201, "{}"), "the status 201 is not in the document");
        assertOnlyViolation(error(418, "{\"detail\":\"tea\"}"), "the status 418 is not in the document");
        assertOnlyViolation(error(302, ""), "the status 302 is not in the document");
    }

    @Test
    void anErrorOfAnotherShapeIsFound() {
        assertOnlyViolation(error(404, "{\"error\":\"x\"}"), "body of the 404 required property 'detail' not found");
        assertOnlyViolation(error(503, "{\"detail\":[]}"), "body of the 503 /detail array found, string expected");
        assertOnlyViolation(error(422, "{\"detail\":\"x\"}"), "body of the 422 /detail string found, array expected");
    }
}
