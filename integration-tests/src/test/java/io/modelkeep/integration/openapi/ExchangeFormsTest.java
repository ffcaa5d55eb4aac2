package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that the first document does not have: other credentials, repeated parameters, nested fields, a value a line. */
class ExchangeFormsTest {

    private static final String MODELS = "/v2/e/p/models";
    private static final String QUERY = "{\"project_id\":\"e/p\",";

    private final ExchangeValidator weave = new ExchangeValidator(ApiDocument.of("weave"));
    private final ExchangeValidator baseten = new ExchangeValidator(ApiDocument.of("baseten"));

    private static Exchange with(String credential, String method, String path) {
        return Exchange.of(method, path).withHeader("authorization", credential);
    }

    private static Exchange deletion(String query) {
        return with("Bearer 0123abcd", "DELETE", MODELS + "/m").withQuery(query);
    }

    private static Exchange query(String body) {
        return with("Bearer 0123abcd", "POST", "/objs/query").withBody("application/json", body);
    }

    private static Exchange listed(String type, String lines) {
        return with("Bearer 0123abcd", "GET", MODELS).answered(200, type, lines);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String digest) {
        return "{\"object_id\":\"m\",\"digest\":" + digest
                + ",\"version_index\":0,\"created_at\":\"2026-01-01T00:00:00Z\",\"name\":\"m\",\"source_code\":\"\"}\n";
    }

    static Stream<Exchange> whatFits() {
        return Stream.of(
                with(basic("api:0123abcd"), "GET", MODELS),
                with("bearer 0123abcd", "GET", MODELS).withQuery("limit=5&offset=0"),
                deletion("digests=a"),
                deletion("digests=a&digests=b%2Fc"),
                deletion(""),
                query(QUERY + "\"filter\":null}"),
                query(QUERY + "\"filter\":{\"object_ids\":[\"a\"],\"latest_only\":true}}"),
                with("Bearer 0123abcd", "POST", MODELS)
                        .withBody(
                                "application/json",
                                "{\"name\":\"m\",\"source_code\":\"\",\"attributes\":{\"any\":{\"thing\":[]}}}"),
                listed("application/jsonl", line("\"a\"") + line("\"b\"")),
                listed("application/jsonl", ""),
                listed("application/json", "7"));
    }

    @ParameterizedTest
    @MethodSource("whatFits")
    void anExchangeThatFitsHasNoViolation(Exchange exchange) {
        assertThat(weave.violations(exchange)).isEmpty();
    }

    private void assertOnlyViolation(Exchange exchange, String violation) {
        assertThat(weave.violations(exchange)).as(exchange.toString()).containsExactly(violation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic %", "Basic YXBp", "Api-Key 0123abcd", "Digest YTpi"})
    void aCredentialOfNoneOfTheSchemesIsFound(String credential) {
        assertOnlyViolation(with(credential, "GET", MODELS), "the Authorization header is none of [bearer, basic]");
    }

    @Test
    void anApiKeyStandsBehindItsWord() {
        for (String fits : new String[] {"Api-Key abc.0123", "Bearer abc.0123"}) {
            assertThat(baseten.violations(with(fits, "GET", "/v1/models"))).isEmpty();
        }
        for (String wrong : new String[] {"abc.0123", "Api-Key", "Api-Keyabc", "Api-Key a b", basic("a:b")}) {
            assertThat(baseten.violations(with(wrong, "GET", "/v1/models")))
                    .containsExactly("the Authorization header is none of [bearer, apiKey]");
        }
    }

    @Test
    void aParameterThatIsNoListIsGivenOnce() {
        assertOnlyViolation(
                with("Bearer 0123abcd", "GET", MODELS).withQuery("limit=5&limit=6"),
                "query parameter limit is given 2 times");
        assertOnlyViolation(deletion("digest=a"), "query parameter digest is not in the document");
    }

    @Test
    void aFieldThatIsNotInTheDocumentIsFoundHoweverDeep() {
        assertOnlyViolation(
                query(QUERY + "\"filter\":{\"classes\":[]}}"), "request body /filter/classes is not in the document");
        assertOnlyViolation(
                query(QUERY + "\"sort_by\":[{\"field\":\"a\",\"direction\":\"asc\"},"
                        + "{\"field\":\"b\",\"direction\":\"asc\",\"nulls\":1}]}"),
                "request body /sort_by/1/nulls is not in the document");
    }

    @Test
    void aLineThatDoesNotFitIsFound() {
        assertOnlyViolation(
                listed("application/jsonl", line("\"a\"") + line("7")),
                "line in the body of the 200 /digest integer found, string expected");
        assertOnlyViolation(
                listed("application/jsonl", line("\"a\"") + "\n" + line("\"b\"")),
                "line in the body of the 200 is not one JSON value");
    }
}
