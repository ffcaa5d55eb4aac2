package io.modelkeep.weave;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that know neither tags nor aliases, and answer a request for them by 422. */
class OlderServerTest {

    private static final String FIELD = "include_tags_and_aliases";

    private static WeaveRun older(Form form) {
        return new WeaveRun(WeaveSimulator.builder().withoutTagsAndAliases(), form, Map.of());
    }

    private static List<ModelVersion> versions(WeaveRun run, ModelId model) {
        return run.stores.models().listVersions(model, PageRequest.first()).items();
    }

    private static SimulatedFault invalid(String body) {
        return SimulatedFault.answer(422, "application/json", body);
    }

    private static String naming(String... location) {
        return "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"" + String.join("\",\"", location)
                + "\"],\"msg\":\"Extra inputs are not permitted\"}]}";
    }

    @Test
    void isAskedOnceAndThenWithoutThem() {
        try (WeaveRun run = older(Form.OBJECT_ROUTE)) {
            ModelId model = run.given(3);
            assertThat(run.stores.models().versionFields()).contains(Field.ALIASES);
            assertThat(versions(run, model)).hasSize(3).allSatisfy(version -> {
                assertThat(version.aliases()).isEmpty();
                assertThat(version.tags()).isEmpty();
                assertThat(version.latest()).isPresent();
            });
            assertThat(run.stores.models().versionFields()).isEqualTo(Set.of(Field.CREATED_AT));
            assertThat(versions(run, model)).hasSize(3);
            assertThat(run.simulator.exchanges())
                    .extracting(RecordedExchange::bodyText)
                    .satisfiesExactly(
                            first -> assertThat(first).contains(FIELD),
                            second -> assertThat(second).doesNotContain(FIELD),
                            third -> assertThat(third).doesNotContain(FIELD));
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void isDeletedFromWithoutALookAtAliases(Form form) {
        try (WeaveRun run = older(form)) {
            ModelId model = run.given(4);
            List<String> all = run.digests(model);
            assertThat(run.deleteSafely(model, all.get(0)).summary()).isEqualTo(Map.of(DELETED, 1));
            assertThat(run.operations()).containsExactly("list-versions", "list-versions", "delete-versions");
            run.simulator.clearExchanges();
            assertThat(run.deleteSafely(model, all.get(1)).summary()).isEqualTo(Map.of(DELETED, 1));
            assertThat(run.operations()).containsExactly("get-model", "delete-versions");
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DELETED);
            assertThat(run.digests(model)).isEmpty();
        }
    }

    /** A 422 about anything else says nothing of aliases. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\":\"include_tags_and_aliases\"}",
                "{\"detail\":\"include_tags_and_aliases\"}",
                "{\"detail\":[]}",
                "{\"detail\":[{\"loc\":[\"body\",\"limit\"],\"msg\":\"include_tags_and_aliases\",\"type\":\"x\"}]}",
                "{\"detail\":[{\"loc\":[\"body\",\"filter\",\"include_tags_and_aliases\"],\"msg\":\"x\",\"type\":\"x\"}]}",
            })
    void isNotTakenForWhatAnswersAnyOther422(String body) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            run.inject("list-versions", 2, invalid(body));
            assertThatThrownBy(() -> versions(run, model)).isInstanceOf(InvalidRequestException.class);
            DeleteReport<VersionId> report =
                    run.deleteSafely(model, run.digests(model).get(0));
            assertThat(report.summary()).isEqualTo(Map.of(NOT_ATTEMPTED, 1));
            assertThat(report.abortCause()).containsInstanceOf(InvalidRequestException.class);
            assertThat(run.operations()).containsExactly("list-versions", "list-versions");
            assertThat(run.stores.models().versionFields()).contains(Field.ALIASES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 500})
    void isNotTakenForWhatNamesTheFieldWithAnotherStatus(int status) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            run.inject("list-versions", 3, SimulatedFault.answer(status, "application/json", naming("body", FIELD)));
            assertThat(run.deleteSafely(model, run.digests(model).get(0)).summary())
                    .isEqualTo(Map.of(NOT_ATTEMPTED, 1));
            assertThat(run.requests("delete-versions")).isEmpty();
        }
    }

    /** Behind one address there may be servers of two generations; aliases that were reported are not given up for that. */
    @Test
    void isNotTakenForWhatReportedAliasesBefore() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            String digest = run.digests(model).get(0);
            run.simulator.setAlias(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value(), digest, "production");
            assertThat(versions(run, model).get(0).aliases()).contains(Set.of("production"));
            run.inject("list-versions", 1, invalid(naming("body", FIELD)));
            assertThat(run.deleteSafely(model, digest).summary()).isEqualTo(Map.of(NOT_ATTEMPTED, 1));
            assertThat(run.digests(model)).contains(digest);
            assertThat(run.stores.models().versionFields()).contains(Field.ALIASES);
        }
    }
}
