package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ItemState;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.cli.output.ExitCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VersionsTest {

    private final FakeService service = new FakeService();

    @BeforeEach
    void versions() {
        ModelId model = new ModelId("m1");
        service.versions = List.of(
                ModelVersion.builder(new VersionId("v-a"), model)
                        .number(7)
                        .createdAt(Instant.parse("2026-01-02T03:04:05Z"))
                        .state("ACTIVE")
                        .itemState(ItemState.READY)
                        .live(true)
                        .latest(false)
                        .aliases(List.of("blue"))
                        .tags(List.of("a", "b"))
                        .attributes(Map.of("environment", "production"))
                        .build(),
                ModelVersion.builder(new VersionId("v-b"), model).build());
    }

    @Test
    @DisplayName("a version prints what is known of it, and nothing made up")
    void list() {
        Run run = Run.on(service).command("jsonl", List.of("versions", "list", "m1"));

        assertThat(run.out()).isEqualTo("""
                        {"id":"v-a","model":"m1","number":7,"createdAt":"2026-01-02T03:04:05Z","state":"ACTIVE",\
                        "itemState":"READY","live":true,"latest":false,"aliases":["blue"],"tags":["a","b"],\
                        "attributes":{"environment":"production"}}
                        {"id":"v-b","model":"m1","attributes":{}}
                        """);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    @DisplayName("json prints one array, a table one header")
    void jsonAndTable() {
        assertThat(Run.on(service)
                        .command("json", List.of("versions", "list", "m1"))
                        .out())
                .startsWith("[\n{\"id\":\"v-a\"")
                .endsWith("\"attributes\":{}}\n]\n");
        assertThat(Run.on(service).command("versions", "list", "m1").out()).isEqualTo("""
                        ID   NUMBER  STATE   CREATED               LIVE  LATEST  ALIASES  TAGS  ATTRIBUTES
                        v-a  7       ACTIVE  2026-01-02T03:04:05Z  true  false   blue     a b   environment=production
                        v-b
                        """);
    }

    @Test
    @DisplayName("--limit is what is asked for, and what is printed, of a service that gives more")
    void limit() {
        Run run = Run.on(service).command("jsonl", List.of("versions", "list", "m1", "--limit", "1"));

        assertThat(run.out().lines()).hasSize(1);
        assertThat(service.pages).containsExactly(PageRequest.first().withSize(1));
    }

    @Test
    @DisplayName("what an alias names is deleted with --force alone")
    void force() {
        List<DeleteMode> modes = new ArrayList<>();
        service.deleteModes = modes::add;

        Run.on(service).command("versions", "delete", "m1", "v1", "--yes");
        Run.on(service).command("versions", "delete", "m1", "v1", "--yes", "--force");

        assertThat(modes).containsExactly(DeleteMode.SAFE, DeleteMode.FORCE);
    }

    @Test
    @DisplayName("a deletion names the model and has one result for every version")
    void delete() {
        List<String> delete = List.of("versions", "delete", "m1", "--yes", "a", "b", "a", "--", "-c");

        Run run = Run.on(service).command("json", delete);

        assertThat(run.out()).isEqualTo("""
                        {"provider":"fake","model":"m1",\
                        "results":[{"id":"a","outcome":"DELETED"},{"id":"b","outcome":"DELETED"},\
                        {"id":"-c","outcome":"DELETED"}],"summary":{"DELETED":3}}
                        """);
        assertThat(run.code()).isZero();
        assertThat(service.deleted).containsExactly("a", "b", "-c");
        assertThat(Run.on(service).command("jsonl", delete).out().lines())
                .hasSize(3)
                .first()
                .isEqualTo("{\"id\":\"a\",\"outcome\":\"DELETED\"}");
        assertThat(Run.on(service).command("table", delete).out()).isEqualTo("3 DELETED\n");
    }

    @Test
    @DisplayName("a deletion whose outcome is unknown is 6")
    void unknown() {
        service.deleteVersions = ids -> FakeService.report(ids, DeleteOutcome.UNKNOWN);

        assertThat(Run.on(service)
                        .command("versions", "delete", "m1", "a", "--yes")
                        .code())
                .isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    @DisplayName("nothing is deleted before somebody said yes")
    void confirmation() {
        String[] delete = {"versions", "delete", "m1", "a", "b"};

        Run nobody = Run.on(service).command(delete);
        assertThat(nobody.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(nobody.err()).contains("--yes");
        Run no = Run.on(service).answering("n").command(delete);
        assertThat(no.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(no.err()).startsWith("Delete 2 versions (a, b) of model m1 on fake? [y/N] ");
        assertThat(service.deleted).isEmpty();

        assertThat(Run.on(service).answering("y").command(delete).code()).isZero();
        assertThat(service.deleted).containsExactly("a", "b");
    }
}
