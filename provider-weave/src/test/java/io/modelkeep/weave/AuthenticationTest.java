package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.StoreException;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key goes with every request in the way that is configured, and stands in nothing that is printed. */
class AuthenticationTest {

    /** Of a length that makes the encoded form end without padding, with one sign of it, and with two. */
    private static final List<String> KEYS = List.of("0123456789abcde", "0123456789abcdef", "0123456789abcdefg");

    private static String basic(String key) {
        return Base64.getEncoder().encodeToString(("api:" + key).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"basic", "bearer", "''"})
    void eachRequestCarriesTheKey(String scheme) {
        Map<String, String> setting = scheme.isEmpty() ? Map.of() : Map.of("weave.auth-scheme", scheme);
        for (Form form : Form.values()) {
            try (WeaveRun run = new WeaveRun(WeaveSimulator.builder(), form, setting)) {
                ModelId model = run.given(2);
                run.stores
                        .models()
                        .create(ModelSpec.builder("m").sourceCode("pass").build());
                run.stores.models().list(PageRequest.first());
                run.delete(model, run.digests(model).get(0));
                run.deleteAll(model);
                String key = run.simulator.apiKey();
                String header = scheme.equals("bearer") ? "Bearer " + key : "Basic " + basic(key);
                assertThat(run.simulator.exchanges())
                        .hasSize(6)
                        .extracting(RecordedExchange::headers)
                        .allSatisfy(headers ->
                                assertThat(headers.get("Authorization")).containsExactly(header));
                assertThat(run.simulator.exchanges())
                        .allMatch(exchange -> exchange.status().orElse(0) == 200)
                        .noneMatch(
                                exchange -> (exchange.path() + exchange.query() + exchange.bodyText()).contains(key));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "bearer"})
    void noErrorShowsTheKeyInEitherForm(String scheme) {
        for (String key : KEYS) {
            String encoded = basic(key);
            try (WeaveRun run = new WeaveRun(
                    WeaveSimulator.builder().apiKey(key), Form.OBJECT_ROUTE, Map.of("weave.auth-scheme", scheme))) {
                String sent = scheme.equals("basic") ? encoded : key;
                for (String echo : List.of(sent, sent.replace("=", ""), "Basic " + sent, "(" + sent + ")", key)) {
                    for (int status : List.of(400, 401, 403, 404, 409, 422, 501)) {
                        run.simulator.inject(
                                "get-model",
                                SimulatedFault.answer(status, "application/json", "{\"reason\":\"no: " + echo + "\"}"));
                        StoreException thrown = catchThrowableOfType(
                                StoreException.class, () -> run.stores.models().get(new ModelId("m")));
                        StringWriter printed = new StringWriter();
                        thrown.printStackTrace(new PrintWriter(printed));
                        assertThat(printed.toString() + thrown.toMap())
                                .doesNotContain(key)
                                .doesNotContain(sent.replace("=", ""));
                    }
                }
            }
        }
    }

    @Test
    void nothingThatIsPrintedShowsTheKey() {
        try (WeaveRun run = WeaveRun.start()) {
            String key = run.simulator.apiKey();
            assertThat(run.stores.toString() + run.stores.models() + run.settings())
                    .doesNotContain(key)
                    .doesNotContain(basic(key).replace("=", ""));
        }
    }
}
