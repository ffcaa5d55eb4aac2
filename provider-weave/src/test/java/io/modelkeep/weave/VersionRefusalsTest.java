package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.weave.internal.api.WeaveIds;
import io.modelkeep.weave.internal.api.WeaveJson;
import io.modelkeep.weave.internal.api.WeaveService;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What could come to mean all versions, or other ones, is refused before any request. */
class VersionRefusalsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latest",
                "v0",
                "v3",
                "production",
                "*",
                "all",
                "a,b",
                "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm",
                "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm",
                "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm=",
                "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmé",
                "ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789",
                "abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567890",
                // As long as a digest, and the number 3 to the service, which reads numbers as Python does.
                "v000000000000000000000000000000000000000003",
                "v0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_0_3",
                "v-00000000000000000000000000000000000000001",
            })
    void anAliasOrAnythingElseThatIsNoDigest(String text) {
        for (Form form : Form.values()) {
            try (WeaveRun run = WeaveRun.start(form)) {
                ModelId model = run.given(4);
                run.simulator.setAlias(
                        WeaveRun.ENTITY,
                        WeaveRun.PROJECT,
                        model.value(),
                        run.digests(model).get(0),
                        "production");
                String digest = run.digests(model).get(1);
                assertThatThrownBy(() -> run.delete(model, digest, text)).isInstanceOf(InvalidRequestException.class);
                assertThat(run.simulator.exchanges()).isEmpty();
                assertThat(run.digests(model)).hasSize(4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "a b", "a/b", "a\nb", "a?b", "a%2fb", "a#b"})
    void invalidIds_areRefused(String text) {
        assertThatThrownBy(() -> new VersionId(text)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    @NullUnmarked
    void nullAndACollectionThatHoldsIt() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            VersionId digest = new VersionId(run.digests(model).get(0));
            assertThatThrownBy(() -> run.stores.models().deleteVersions(model, null))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> run.stores.models().deleteVersions(model, Arrays.asList(digest, null)))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> run.stores.models().deleteVersions(null, List.of(digest)))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(run.simulator.exchanges()).isEmpty();
            assertThat(run.digests(model)).hasSize(2);
        }
    }

    /** The last net, below all others: the body itself cannot be made. */
    @Test
    void aDeletionOfNoVersionsCannotEvenBeMade() {
        assertThatThrownBy(() -> new WeaveJson.DeleteObject("my-team/my-project", "my-model", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        for (Form form : Form.values()) {
            try (WeaveRun run = WeaveRun.start(form);
                    WeaveService service = WeaveClient.service(run.settings(), form == Form.PUBLISHED)) {
                assertThatThrownBy(() -> service.deleteVersions("my-model", List.of()))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a@b", "a+b", "a*b", "a,b", "a(b)", "a~b"})
    void anIdThatNoObjectHas(String text) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId id = new ModelId(text);
            assertThatThrownBy(() -> run.deleteAll(id)).isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> run.delete(id, WeaveRun.UNKNOWN_DIGEST))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> run.stores.models().get(id)).isInstanceOf(InvalidRequestException.class);
            assertThat(run.simulator.exchanges()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"m", "My.Model-1_x", "größe", "m²", "½", "Ⅷ", "𝒳𝒴", "..m"})
    void anIdThatAnObjectMayHaveIsNotRefused(String text) {
        assertThat(WeaveIds.isModel(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "e\u0301", "a\u200db", "a\n"})
    void anIdThatNoObjectMayHave(String text) {
        assertThat(WeaveIds.isModel(text)).isFalse();
    }

    @Test
    void anIdIsAtMost128CharactersLongHoweverManyUnitsThoseTake() {
        assertThat(WeaveIds.isModel("𝒳".repeat(128))).isTrue();
        assertThat(WeaveIds.isModel("𝒳".repeat(129))).isFalse();
    }
}
