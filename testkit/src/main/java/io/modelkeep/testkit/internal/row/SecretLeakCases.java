package io.modelkeep.testkit.internal.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.StoreException;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.fault.ConnectFaults;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Credentials;
import io.modelkeep.testkit.internal.support.HostileText;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.PrintedOutput;
import io.modelkeep.testkit.internal.support.PropertyDump;
import io.modelkeep.testkit.internal.support.RecordingListener;
import io.modelkeep.testkit.internal.support.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The row S3: no call reveals the key in anything that a program may print or store, however the call ends. */
final class SecretLeakCases {

    private SecretLeakCases() {}

    static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Capability capability : EnumSet.complementOf(EnumSet.of(
                Capability.MODEL_NAME_FILTER, Capability.CHECKPOINT_ORDER, Capability.CHECKPOINT_REVISION))) {
            String label = OperationCalls.operation(capability).label();
            clauses.add(Clause.of(
                            "S3",
                            label + ": no exception, report, event or log line contains the key",
                            context -> prove(context, capability))
                    .needs(capability)
                    .onTheWire()
                    .when(
                            "a credential",
                            fixture -> !Settings.of(fixture).secrets().isEmpty()));
        }
        return clauses;
    }

    private static void prove(ContractContext context, Capability capability) throws IOException {
        Settings settings = Settings.of(context.fixture());
        // The encoded forms of the key on the wire, such as those of HTTP Basic, must not appear either.
        assertThat(OperationCalls.prepared(capability, context.fixture()).apply(context.client()))
                .isNotNull();
        Set<String> forms = forms(context, settings);
        StoreConfig config = context.config(Map.of("max-attempts", "1")).build();
        ModelkeepClient stores = context.openMore(config);
        for (Map.Entry<String, Fault> ending :
                endings(String.join(" and ", forms)).entrySet()) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            context.wire().inject(OperationCalls.operation(capability), ending.getValue());
            int before = context.requests().size();
            Object told = toldBy(context, stores, config, forms, ending.getKey(), call);
            List<WireRequest> sent =
                    context.requests().subList(before, context.requests().size());
            assertThat(sent).as(ending.getKey()).isNotEmpty();
            assertThat(isGood(told) && !ending.getValue().isApplied())
                    .as("%s is reported as %s", ending.getKey(), told)
                    .isFalse();
            assertThat(sent.stream().anyMatch(WireRequest::changedState)
                            && !ending.getValue().isApplied())
                    .as("%s: state was changed by %s", ending.getKey(), sent)
                    .isFalse();
        }
        assertThat(context.wire().unconsumed()).isEmpty();
        refused(context, settings, forms, capability);
    }

    private static void refused(ContractContext context, Settings settings, Set<String> forms, Capability capability)
            throws IOException {
        Map<String, String> nowhere = new HashMap<>();
        for (ConfigKey<URI> key : settings.baseUrls()) {
            nowhere.put(key.name(), ConnectFaults.nobody() + "/");
        }
        if (!nowhere.isEmpty()) {
            StoreConfig config =
                    context.config(nowhere).set("max-attempts", "1").build();
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            Object told = toldBy(context, context.openMore(config), config, forms, "a refused connection", call);
            assertThat(isGood(told)).as("%s", told).isFalse();
        }
    }

    /** Returns the faults that end the calls. Each repeats the key in as many places as possible. */
    private static Map<String, Fault> endings(String key) {
        String json = "application/json";
        String escaped = URLEncoder.encode(key, StandardCharsets.UTF_8);
        Map<String, Fault> endings = new LinkedHashMap<>();
        for (int status : new int[] {400, 401, 429, 500}) {
            endings.put(
                    "HTTP " + status,
                    Fault.answer(status, json, HostileText.errorBody("you sent " + key))
                            .header("X-Request-Id", key)
                            .header("Retry-After", key));
        }
        endings.put("an HTML page", Fault.answer(502, "text/html", "<html>" + key + "</html>"));
        endings.put("a wrong type", Fault.answer(200, json, "{\"" + key + "\":\"" + key + "\"," + key));
        endings.put("another content type", Fault.answer(200, key, "you sent " + key));
        endings.put("a redirect", Fault.redirect(302, URI.create("/led-here?key=" + escaped)));
        endings.put("a lost answer", Fault.disconnect());
        endings.put("half an answer", Fault.cutBody());
        return endings;
    }

    private static Set<String> forms(ContractContext context, Settings settings) {
        Set<String> forms = new LinkedHashSet<>();
        for (ConfigKey<?> key : settings.secrets()) {
            String secret = settings.literal(key);
            forms.add(secret);
            context.requests().forEach(request -> forms.addAll(Credentials.forms(request, secret)));
        }
        return forms;
    }

    private static Object toldBy(
            ContractContext context,
            ModelkeepClient stores,
            StoreConfig config,
            Set<String> forms,
            String ending,
            Function<ModelkeepClient, Object> call) {
        try (PrintedOutput printed = new PrintedOutput()) {
            Object told;
            try {
                told = call.apply(stores);
            } catch (StoreException failure) {
                told = failure;
            }
            RecordingListener heard = context.listener();
            List<Object> seen = new ArrayList<>(
                    List.of(told, stores, stores.models(), stores.checkpoints(), config, failures(told)));
            seen.addAll(List.of(heard.started(), heard.attempted(), heard.finished()));
            for (String form : forms) {
                for (Object one : seen) {
                    assertThat(one + "\n" + PropertyDump.text(one)).as(ending).doesNotContain(form);
                }
                assertThat(failures(told))
                        .as(ending)
                        .allSatisfy(failure ->
                                assertThat(PrintedOutput.text(failure)).doesNotContain(form));
                assertThat(PrintedOutput.serialised(told)).as(ending).doesNotContain(form);
                assertThat(printed.log()).as(ending).noneMatch(line -> line.contains(form));
            }
            return told;
        }
    }

    private static List<StoreException> failures(Object told) {
        if (told instanceof StoreException failure) {
            return List.of(failure);
        }
        if (told instanceof DeleteReport<?> report) {
            List<StoreException> failures = new ArrayList<>(report.results().stream()
                    .map(DeleteResult::cause)
                    .flatMap(Optional::stream)
                    .toList());
            report.abortCause().ifPresent(failures::add);
            return failures;
        }
        return told instanceof ModelDeletion deletion
                ? deletion.cause().stream().toList()
                : List.of();
    }

    private static boolean isGood(Object told) {
        if (told instanceof DeleteReport<?> report) {
            return report.results().stream().anyMatch(result -> result.outcome().isAbsent());
        }
        return told instanceof ModelDeletion deletion
                ? deletion.outcome().isAbsent()
                : !(told instanceof StoreException);
    }
}
