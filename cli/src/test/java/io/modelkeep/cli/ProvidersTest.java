package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.Capability;
import java.io.IOException;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProvidersTest {

    private final FakeService service = new FakeService();

    @Test
    @DisplayName("each provider is shown with what it can do and its keys, never with a value")
    void table() {
        FakeProvider.register("none", service);
        Run run = Run.on(service).command("providers");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("fake\n  can: model create, model get, ")
                .contains("fake.api-key", "the credential (secret; else from env:FAKE_API_KEY)")
                .contains("default https://fake.example", "max-attempts")
                .doesNotContain("SECRET");
    }

    @Test
    @DisplayName("the providers that come with it all say what they can do, with nothing configured")
    void ours() {
        Run run = Run.on(service).withoutEnvironment().command("providers");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern("(?m)^baseten\n  can: model get, .*, run list, .*, checkpoint files$")
                .containsPattern("(?m)^wandb-training\n  can: model create, model delete, checkpoint list, ")
                .containsPattern("(?m)^weave\n  can: model create, model get, .*, version list, version delete$")
                .containsPattern("(?m)^  weave.entity .*; required\\)$")
                .doesNotContain("not known before it is configured");
    }

    @Test
    @DisplayName("json holds the same for programs, without any credential at hand")
    void json() throws IOException {
        FakeProvider.register("none", service);
        service.capabilities = EnumSet.of(Capability.CHECKPOINT_LIST);

        Run run = Run.on(service).withoutEnvironment().command("-o", "json", "providers");

        JsonNode fake = null;
        for (JsonNode provider : JsonMapper.builder().build().readTree(run.out())) {
            fake = provider.path("name").asText().equals("fake") ? provider : fake;
        }
        assertThat(fake).isNotNull();
        assertThat(fake.path("capabilities").toString()).isEqualTo("[\"CHECKPOINT_LIST\"]");
        assertThat(fake.path("keys").path(0).toString())
                .isEqualTo("{\"name\":\"fake.api-key\",\"environment\":\"MODELKEEP_FAKE_API_KEY\",\"type\":\"secret\","
                        + "\"description\":\"the credential\",\"required\":true,\"secret\":true,"
                        + "\"defaultReferences\":[\"env:FAKE_API_KEY\"]}");
    }
}
