package io.modelkeep.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.config.Secret;
import io.modelkeep.http.RawServer;
import io.modelkeep.http.RecordedEvents;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.ServiceConfig;
import io.modelkeep.http.TestApi;
import io.modelkeep.http.TestService;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each form of a credential is on the wire as its scheme says, and nowhere else in any of its forms. */
class CredentialTest {

    private static final Secret KEY = Secret.of(TestService.KEY);
    private static final Credential BASIC = Credential.basic("api", KEY);

    /** The header's second word, without what may be left out. */
    private static final String ENCODED = Base64.getEncoder()
            .withoutPadding()
            .encodeToString(("api:" + TestService.KEY).getBytes(StandardCharsets.UTF_8));

    private static ServiceClient client(URI url, Credential credential) {
        return new ServiceClient(
                TestService.config("max-attempts", "1").build(),
                new ServiceConfig(TestService.PROVIDER, url, credential, TestService::error));
    }

    private static Reply<?> read(ServiceClient client) {
        return client.send(client.endpoints(TestApi.class).read("i1"), client.begin(Operation.GET_MODEL, "m1"));
    }

    private static void assertUntold(Reply<?> reply) {
        assertThat(RecordedEvents.everything(reply.failure())).doesNotContain(TestService.KEY, "canary", ENCODED);
        assertThat(RecordedEvents.everything(reply.malformed("x"))).doesNotContain(TestService.KEY, "canary", ENCODED);
    }

    @Test
    void eachSchemeIsOnTheWire() {
        try (TestService service = TestService.start()) {
            service.answering(request -> TestService.answer(200, TestService.OK));
            for (Credential credential : List.of(
                    Credential.of("Bearer", KEY),
                    Credential.of("Api-Key", KEY),
                    BASIC,
                    Credential.basic("jürgen", KEY),
                    Credential.basic("", KEY))) {
                try (ServiceClient client = client(service.server.url("/v1").uri(), credential)) {
                    read(client);
                    assertThat(service.takeRequest().getHeaders().values("Authorization"))
                            .containsExactly(credential.header());
                }
            }
        }
    }

    @Test
    void aServiceWithoutAuthenticationGetsNoHeaderAndItsTextsStayAsTheyAre() {
        try (TestService service = TestService.start();
                ServiceClient client = client(service.server.url("/v1").uri(), Credential.none())) {
            service.answering(request -> TestService.answer(200, TestService.OK));
            read(client);
            assertThat(service.takeRequest().getHeaders().values("Authorization"))
                    .isEmpty();
        }
        assertThat(Credential.none().isIn("any text")).isFalse();
        assertThat(Credential.none().redact("any text")).isEqualTo("any text");
        assertThat(BASIC.isNone()).isFalse();
        assertThat(Credential.none().with(BASIC).redact(ENCODED)).doesNotContain(ENCODED);
    }

    @Test
    void aSchemeStandsBeforeTheKey() {
        assertThat(Credential.of("Bearer", KEY).header()).isEqualTo("Bearer " + TestService.KEY);
        assertThat(Credential.of("Api-Key", KEY).header()).isEqualTo("Api-Key " + TestService.KEY);
    }

    @Test
    void basicAuthenticationIsAsInItsStandard() {
        // The user of RFC 7617, section 2, with a password of its own, as openssl encodes them.
        assertThat(Credential.basic("Aladdin", Secret.of("opensesame")).header())
                .isEqualTo("Basic QWxhZGRpbjpvcGVuc2VzYW1l");
        assertThat(BASIC.header()).matches("Basic [A-Za-z0-9+/]+={0,2}");
        assertThat(BASIC.header().length() - "Basic ".length()).as("padded").matches(n -> n % 4 == 0);
        for (String user : List.of("api", "", "jürgen", "u".repeat(200))) {
            String header = Credential.basic(user, KEY).header();
            byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()));
            assertThat(new String(decoded, StandardCharsets.UTF_8)).isEqualTo(user + ":" + TestService.KEY);
        }
    }

    @Test
    void noCredentialPrintsItself() {
        for (Credential credential : List.of(Credential.of("Bearer", KEY), BASIC)) {
            ServiceConfig service =
                    new ServiceConfig(TestService.PROVIDER, URI.create("https://h"), credential, TestService::error);
            assertThat(credential + " " + service).doesNotContain("canary", ENCODED);
        }
    }

    @Test
    void allFormsAreTakenOutOfAText() {
        String text = BASIC.header() + " and " + TestService.KEY + " and " + ENCODED + "== x";
        assertThat(BASIC.isIn(text)).isTrue();
        assertThat(BASIC.redact(text)).doesNotContain("canary", ENCODED).endsWith(" x");
        assertThat(BASIC.isIn(BASIC.redact(text))).isFalse();
        assertThat(BASIC.isIn(ENCODED)).as("without its padding").isTrue();
        assertThat(BASIC.isIn("nothing of it")).isFalse();
        assertThat(Credential.of("Bearer", KEY).redact(text)).doesNotContain("canary");
    }

    @Test
    void aKeyThatIsPartOfItsOwnEncodingIsTakenOutWithAllOfIt() {
        // The one letter is the encoding's first, too.
        Credential unlucky = Credential.basic("user", Secret.of("d"));
        assertThat(unlucky.header()).isEqualTo("Basic dXNlcjpk");
        assertThat(unlucky.redact("<dXNlcjpk>")).isEqualTo("<***>");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 409, 422, 429, 500, 503})
    void credentialInAnError_isRedacted(int status) {
        try (TestService service = TestService.start();
                ServiceClient client = client(service.server.url("/v1").uri(), BASIC)) {
            String echo = BASIC.header() + " " + TestService.KEY;
            service.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("x-request-id", "id-" + ENCODED)
                    .body("{\"detail\": \"" + echo + "\", \"fields\": [{\"at\": \"" + ENCODED + "\", \"why\": \""
                            + "y".repeat(490) + echo + "\"}]}")
                    .build());
            Reply<?> reply = read(client);
            assertUntold(reply);
            assertThat(reply.failure().requestId()).contains("id-***");
        }
    }

    @Test
    void credentialInAnInvalidAnswer_isRedactedFromMessageAndCause() throws IOException {
        for (String answer : List.of(
                BASIC.header() + "\r\n\r\n",
                TestService.KEY + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + ENCODED + "\r\n",
                "HTTP/1.1 200 OK\r\n\r\n{\"" + ENCODED + "\": " + ENCODED)) {
            try (RawServer server = new RawServer((head, out) -> out.write(RawServer.bytes(answer)));
                    ServiceClient client = client(server.url(), BASIC)) {
                assertUntold(read(client));
            }
        }
    }

    static Stream<String> formsOfTheKey() {
        String key = TestService.KEY;
        return Stream.of(
                key.toUpperCase(Locale.ROOT),
                percent(key, c -> true),
                percent(key, c -> c == '-').toLowerCase(Locale.ROOT),
                percent(percent(key, c -> c == '-'), c -> c == '%'),
                base64("", key, ""),
                base64("a", key, "zz"),
                base64("ab", key, "z"),
                base64("Bearer ", key, ""),
                base64("api:", key, "\n"),
                percent(base64("ab", key, "z"), c -> c == '+' || c == '/' || c == '='),
                Base64.getUrlEncoder().encodeToString(("??" + key).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("formsOfTheKey")
    void theKeyIsTakenOutInOtherForms(String form) {
        String plain = "<" + form + ">";
        for (Credential credential : List.of(BASIC, Credential.of("Bearer", KEY))) {
            assertThat(credential.isIn(plain)).isTrue();
            assertThat(credential.redact(plain)).matches("<.{0,12}[*]{3}.{0,12}>");
        }
        try (TestService service = TestService.start("max-attempts", "1")) {
            service.enqueue(new MockResponse.Builder()
                    .code(500)
                    .addHeader("x-request-id", "id-" + form)
                    .body("{\"detail\": \"" + form + "\"}")
                    .build());
            assertThat(RecordedEvents.everything(
                            service.send(Retryable.When.ALWAYS).failure()))
                    .doesNotContain(form)
                    .contains("***");
        }
    }

    @Test
    void symbolsOfTheKeyAreFoundInEitherAlphabetOfBase64() {
        Credential credential = Credential.of("Bearer", Secret.of("??>>~~??>>~~"));
        byte[] key = "??>>~~??>>~~".getBytes(StandardCharsets.UTF_8);
        for (String encoded : List.of(
                Base64.getEncoder().encodeToString(key), Base64.getUrlEncoder().encodeToString(key))) {
            assertThat(credential.redact(encoded)).isEqualTo("***");
        }
        assertThat(credential.redact("%3F%3f>>~~??>>~~ **")).isEqualTo("*** **");
    }

    @Test
    void aShortKeyIsNotLookedForInBase64() {
        assertThat(Credential.of("Bearer", Secret.of("abc")).redact("YWJj abc ABC"))
                .isEqualTo("YWJj *** ***");
    }

    private static String base64(String before, String key, String behind) {
        return Base64.getEncoder().encodeToString((before + key + behind).getBytes(StandardCharsets.UTF_8));
    }

    private static String percent(String text, IntPredicate which) {
        StringBuilder encoded = new StringBuilder();
        text.chars()
                .forEach(c -> encoded.append(
                        which.test(c)
                                ? "%" + Integer.toHexString(c).toUpperCase(Locale.ROOT)
                                : String.valueOf((char) c)));
        return encoded.toString();
    }
}
