package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.StoreException;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.GivenFiles;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Credentials;
import io.modelkeep.testkit.internal.support.Folder;
import io.modelkeep.testkit.internal.support.HostileText;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.PlainCall;
import io.modelkeep.testkit.internal.support.PrintedOutput;
import io.modelkeep.testkit.internal.support.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The clauses about credentials, which only the service may receive. */
public final class SecretClauses {

    private SecretClauses() {}

    public static List<Clause> all() {
        return List.of(
                secret(
                        "K20",
                        "no toString() of the configuration, client or stores contains a credential",
                        SecretClauses::notInToString),
                secret("K21", "an unusable credential is named by its key and not shown", SecretClauses::unusable),
                secret("K22", "a credential may be a reference to a variable or a file", SecretClauses::references),
                secret(
                        "K23",
                        "a reference that cannot be resolved is named by its key",
                        SecretClauses::brokenReferences),
                secret(
                                "K24",
                                "a credential is sent in a header of each request, and nowhere else",
                                SecretClauses::inHeaders)
                        .onTheWire(),
                secret(
                                "K25",
                                "no exception, event or log line contains a credential that the service echoes",
                                SecretClauses::echoed)
                        .onTheWire(),
                secret("K26", "no credential is sent to the file storage", SecretClauses::notToTheStorage)
                        .needs(Capability.CHECKPOINT_FILES)
                        .when("a file storage", fixture -> fixture.storage().isPresent()));
    }

    private static Clause secret(String id, String says, Clause.Proof proof) {
        return Clause.of(id, says, proof).when("a credential", SecretClauses::hasSecret);
    }

    private static boolean hasSecret(StoreFixture fixture) {
        return !Settings.of(fixture).secrets().isEmpty();
    }

    private static void notInToString(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        StoreConfig config = context.config(Map.of()).build();
        for (ConfigKey<?> key : settings.secrets()) {
            List<Object> told = new ArrayList<>(
                    List.of(config, context.client(), context.models(), context.checkpoints(), config.get(key), key));
            assertThat(told).allSatisfy(one -> assertThat(one.toString()).doesNotContain(settings.literal(key)));
        }
    }

    private static void unusable(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        for (ConfigKey<?> key : settings.secrets()) {
            for (String wrong : List.of("canary with blank", "canary\nline", "canary\u0000", "canar\u00ff", "")) {
                assertThat(settings.problems(context, Map.of(key.name(), wrong)))
                        .hasSize(1)
                        .allMatch(problem -> problem.contains(key.name()) && !problem.contains("canar"));
            }
        }
    }

    private static void references(ContractContext context) throws IOException {
        Settings settings = Settings.of(context.fixture());
        for (ConfigKey<?> key : settings.secrets()) {
            Path file = Files.createTempFile("modelkeep-contract", ".key");
            try {
                Files.writeString(file, settings.literal(key) + "\n");
                for (String reference : List.of("env:CONTRACT_KEY", "file:" + file)) {
                    StoreConfig config = settings.without(
                                    context, List.of(key), Map.of("CONTRACT_KEY", settings.literal(key)))
                            .set(key.name(), reference)
                            .build();
                    Function<ModelkeepClient, Object> call = PlainCall.prepared(context);
                    assertThat(PlainCall.failure(() -> call.apply(context.openMore(config))))
                            .as(reference)
                            .isEmpty();
                }
            } finally {
                Files.delete(file);
            }
        }
    }

    private static void brokenReferences(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        for (ConfigKey<?> key : settings.secrets()) {
            for (String wrong : List.of("env:NO_SUCH_VARIABLE", "file:no-such-file-anywhere", "netrc:no.such.host")) {
                StoreConfig config = settings.without(context, List.of(key), Map.of("HOME", "no-such-directory"))
                        .set(key.name(), wrong)
                        .build();
                assertThat(settings.problems(context, config))
                        .as(wrong)
                        .hasSize(1)
                        .allMatch(problem -> problem.contains(key.name()));
            }
        }
    }

    private static void inHeaders(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        assertThat(PlainCall.prepared(context).apply(context.client())).isNotNull();
        assertThat(context.requests()).isNotEmpty();
        for (ConfigKey<?> key : settings.secrets()) {
            String secret = settings.literal(key);
            assertThat(context.requests())
                    .filteredOn(request -> request.operation().isPresent())
                    .allSatisfy(request -> {
                        assertThat(Credentials.forms(request, secret)).isNotEmpty();
                        String rest = request.path() + request.query() + request.body();
                        assertThat(rest).doesNotContain(secret);
                        assertThat(Credentials.forms(request, secret)).noneMatch(rest::contains);
                    });
        }
    }

    private static void echoed(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        Capability capability = PlainCall.capability(context);
        assertThat(PlainCall.prepared(context).apply(context.client())).isNotNull();
        for (ConfigKey<?> key : settings.secrets()) {
            String secret = settings.literal(key);
            Set<String> forms = new LinkedHashSet<>(Set.of(secret));
            context.requests().forEach(request -> forms.addAll(Credentials.forms(request, secret)));
            for (int status : new int[] {401, 403, 422, 500}) {
                String said = String.join(" and ", forms);
                Fault echo = Fault.answer(status, "application/json", HostileText.errorBody("you sent " + said))
                        .header("X-Request-Id", secret);
                ModelkeepClient stores = context.openMore(
                        context.config(Map.of("max-attempts", "1")).build());
                Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
                context.wire().inject(OperationCalls.operation(capability), echo);
                try (PrintedOutput printed = new PrintedOutput()) {
                    Optional<StoreException> failure = PlainCall.failure(() -> call.apply(stores));
                    for (String form : forms) {
                        failure.ifPresent(told -> assertThat(PrintedOutput.text(told))
                                .as("status %s", status)
                                .doesNotContain(form));
                        assertThat(printed.log()).noneMatch(line -> line.contains(form));
                        assertThat(context.listener().attempted())
                                .noneMatch(event -> event.toString().contains(form));
                    }
                }
            }
        }
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    private static void notToTheStorage(ContractContext context) {
        Settings settings = Settings.of(context.fixture());
        GivenFiles files = GivenFiles.of(context.fixture(), 2);
        try (Folder folder = Folder.fresh()) {
            assertThat(context.checkpoints().download(files.run(), files.checkpoint(), folder.path()))
                    .hasSize(2);
        }
        assertThat(context.storage().requests()).isNotEmpty();
        for (ConfigKey<?> key : settings.secrets()) {
            String secret = settings.literal(key);
            assertThat(context.storage().requests()).allSatisfy(request -> {
                assertThat(Credentials.forms(request, secret)).isEmpty();
                assertThat(request.path() + request.query() + request.body()).doesNotContain(secret);
            });
        }
    }
}
