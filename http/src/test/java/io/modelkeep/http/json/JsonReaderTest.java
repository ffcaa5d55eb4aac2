package io.modelkeep.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.Operation;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.TestService;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.Retryable.When;
import io.modelkeep.http.internal.json.StrictJson;
import java.io.IOException;
import java.util.Random;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.http.GET;

/** A body that is walked through is held to all that one read into a record is held to. */
@TestInstance(Lifecycle.PER_CLASS)
class JsonReaderTest {

    private static final JsonFactory FACTORY = StrictJson.factory(1 << 20);
    private static final JsonMapper MAPPER = StrictJson.mapper(FACTORY);

    private final TestService service = TestService.start();
    private final WalkedApi api =
            service.client.endpoints(WalkedApi.class, new BodyReader<>(Item.class, JsonReaderTest::item));

    @AfterAll
    void close() {
        service.close();
    }

    private interface WalkedApi {

        @Retryable(When.IF_NOT_APPLIED)
        @GET("items/walked")
        Call<Item> walked();
    }

    private static Item item(JsonReader json) throws IOException {
        Long count = null;
        Integer small = null;
        Double score = null;
        Boolean flag = null;
        String name = null;
        json.enterObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "count" -> count = json.wholeNumber();
                case "small" -> small = json.isNull() ? null : small(json);
                case "score" -> score = json.isNull() ? null : (Double) json.number();
                case "flag" -> flag = json.isNull() ? null : (Boolean) json.flag();
                case "name" -> name = json.textOrNull();
                default -> json.skip();
            }
        }
        if (count == null) {
            throw json.damage("no count");
        }
        return new Item(count, small, score, flag, name);
    }

    private static Integer small(JsonReader json) throws IOException {
        long number = json.wholeNumber();
        if (number != (int) number) {
            throw json.damage("too large");
        }
        return (int) number;
    }

    private Reply<Item> answered(String body) {
        service.enqueue(TestService.answer(200, body));
        return service.client.send(api.walked(), service.client.begin(Operation.GET_MODEL, "m1"));
    }

    @ParameterizedTest
    @MethodSource("io.modelkeep.http.internal.json.StrictJsonTest#damaged")
    void aDamagedAnswerIsUnusableOnceAndLeavesTheEffectInDoubt(String body) {
        Reply<Item> reply = answered(body);
        assertThat(reply.ok()).isFalse();
        assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
        assertThat(reply.failure().statusCode()).hasValue(200);
        assertThat(reply.attempts()).isEqualTo(1);
        assertThat(reply.mayBeApplied()).isTrue();
        assertThat(reply.refused()).isFalse();
        assertThat(reply.failure().getMessage()).hasSizeLessThan(300).doesNotContain("html");
        assertThat(reply.failure()).hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\": 7}",
                " \r\n{\"count\":7}\n ",
                "{\"count\": 7, \"unknown\": {\"deep\": [1, 2.5, null, \"x\", {}, []]}}",
                "{\"count\": 7, \"a\": {\"count\": 1}, \"b\": {\"count\": 1}, \"c\": [{\"a\": 1}, {\"a\": 1}]}",
                "{\"count\": 7, \"score\": null, \"name\": null, \"flag\": null, \"small\": null}"
            })
    void unknownAndAbsentFieldsThatOnlyInformDoNoHarm(String body) {
        Reply<Item> reply = answered(body);
        assertThat(reply.body().count()).isEqualTo(7);
        assertThat(reply.mayBeApplied()).isFalse();
    }

    @Test
    void numbersAreReadToTheLastDigit() {
        Item item = answered("{\"count\": -9223372036854775808, \"score\": 3, \"small\": 2147483647, \"flag\": false}")
                .body();
        assertThat(item.count()).isEqualTo(Long.MIN_VALUE);
        assertThat(item.score()).isEqualTo(3.0);
        assertThat(item.small()).isEqualTo(Integer.MAX_VALUE);
        assertThat(item.flag()).isFalse();
        assertThat(answered("{\"count\": 1, \"score\": 1e400}").body().score()).isInfinite();
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(answered("{\"count\": 1, \"score\": " + number + "}")
                                .body()
                                .score())
                        .isEqualTo(number);
            }
        }
    }

    @Test
    void aNameThatComesTwiceAmongManyIsFound() {
        StringBuilder names = new StringBuilder("{\"count\": 1");
        for (int i = 0; i < 100; i++) {
            names.append(", \"n").append(i).append("\": ").append(i);
        }
        assertThat(answered(names + "}").body().count()).isEqualTo(1);
        for (int i : new int[] {0, 14, 15, 16, 17, 99}) {
            assertThat(answered(names + ", \"n" + i + "\": 0}").ok()).isFalse();
        }
        // The names of one object are no matter to the next one.
        assertThat(answered("{\"count\": 1, \"rows\": [" + names + "}, " + names + "}]}")
                        .ok())
                .isTrue();
    }

    @Test
    void aCutBodyIsACutBodyAndNoDamage() {
        service.enqueue(TestService.answer(200, "{\"count\": 1, \"name\": \"long enough to be cut\"}")
                .newBuilder()
                .setHeader("Content-Length", "1000")
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        Reply<Item> reply = service.client.send(api.walked(), service.client.begin(Operation.GET_MODEL, "m1"));
        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.unanswered()).isFalse();
    }

    @Test
    void skippedValue_isDamaged_exactlyIfItsTreeIs() {
        Random random = new Random(42);
        String pieces = "{}[]\",:0123456789.eE+-truefalsn \\u";
        String whole =
                "{\"data\": [{\"id\": \"a\", \"step\": 12, \"metrics\": {\"x\": 1.5e3, \"y\": null}}, {}], \"more\": true}";
        int damaged = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(text.length());
                char piece = pieces.charAt(random.nextInt(pieces.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, piece);
                    case 1 -> text.insert(at, piece);
                    default -> text.deleteCharAt(at);
                }
            }
            boolean refused = damageOf(text.toString()) != null;
            assertThat(refused).as(text.toString()).isEqualTo(isNoTree(text.toString()));
            damaged += refused ? 1 : 0;
        }
        // Both kinds came by.
        assertThat(damaged).isBetween(1_000, 19_000);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5.0",
        "0.5, 0.5",
        "NaN, NaN",
        "Infinity, NaN",
        "-Infinity, NaN",
        "1e400, NaN",
        "-1e400, NaN",
        "\"NaN\", NaN",
        "\"nan\", NaN",
        "\"-Infinity\", NaN",
        "\"inf\", NaN"
    })
    void inAnObjectOfNumbersWhatIsNotFiniteIsNotANumber(String written, double read) throws IOException {
        try (JsonParser parser = FACTORY.createParser("{\"m\": {\"a\": " + written + ", \"b\": 7}, \"c\": 1}")) {
            JsonReader json = new JsonReader(parser);
            json.begin();
            json.enterObject();
            assertThat(json.nextField()).isEqualTo("m");
            json.enterObjectOfNumbers();
            assertThat(json.nextField()).isEqualTo("a");
            assertThat(json.number()).isEqualTo((Double) read);
            assertThat(json.nextField()).isEqualTo("b");
            assertThat(json.number()).isEqualTo(7.0);
            assertThat(json.nextField()).isNull();
            assertThat(json.nextField()).isEqualTo("c");
            assertThat(json.number()).isEqualTo(1.0);
            assertThat(json.nextField()).isNull();
            json.end();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"m\": {}, \"c\": NaN}",
                "{\"m\": {\"a\": NaN}, \"c\": NaN}",
                "{\"m\": {\"a\": NaN}, \"c\": \"NaN\"}",
                "{\"m\": {\"a\": \"0.5\"}, \"c\": 1}",
                "{\"m\": {\"a\": \"NaN,\"}, \"c\": 1}",
                "{\"m\": {\"a\": NaNs}, \"c\": 1}",
                "{\"m\": {\"a\": true}, \"c\": 1}"
            })
    void outsideOfItAndInsideEverythingElseIsDamage(String text) {
        assertThatThrownBy(() -> {
                    try (JsonParser parser = FACTORY.createParser(text)) {
                        JsonReader json = new JsonReader(parser);
                        json.begin();
                        json.enterObject();
                        json.nextField();
                        json.enterObjectOfNumbers();
                        while (json.nextField() != null) {
                            json.number();
                        }
                        json.nextField();
                        json.number();
                    }
                })
                .isInstanceOf(JsonParseException.class);
    }

    @Test
    void damageIsDescribedInOurWordsWithItsPlace() {
        assertThat(answered("{\"count\": \"<html>\"}").failure())
                .hasMessageContaining("a text where a whole number is expected; line 1, column ");
        assertThat(answered("{\"score\": 1}").failure()).hasMessageContaining("no count; line 1, column ");
    }

    private static @Nullable IOException damageOf(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonReader json = new JsonReader(parser);
            json.begin();
            json.skip();
            json.end();
            return null;
        } catch (IOException damage) {
            return damage;
        }
    }

    private static boolean isNoTree(String text) {
        try {
            return MAPPER.readTree(text).isMissingNode();
        } catch (IOException damage) {
            return true;
        }
    }
}
