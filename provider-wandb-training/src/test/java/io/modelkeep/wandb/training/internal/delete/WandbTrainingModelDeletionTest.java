package io.modelkeep.wandb.training.internal.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.IncompleteDeletionException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.wandb.training.ForeignServer;
import io.modelkeep.wandb.training.ForeignServer.Said;
import io.modelkeep.wandb.training.ServerRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers to the deletion of a model and the list of its checkpoints say together. */
class WandbTrainingModelDeletionTest {

    private static final String ROW = "{\"data\":[{\"id\":\"u1\",\"step\":1,\"metrics\":{}}],\"has_more\":false}";
    private static final String EMPTY = "{\"data\":[],\"has_more\":false}";
    private static final String NOT_FOUND = "{\"detail\":\"Model not found\"}";
    private static final String FORBIDDEN = "{\"detail\":\"forbidden\"}";

    /** The answers by a word of the tables below. */
    private static Said said(String word) {
        return switch (word) {
            case "cut" -> Said.nothing();
            case "404" -> Said.of(404, NOT_FOUND);
            case "403" -> Said.of(403, FORBIDDEN);
            case "500" -> Said.of(500, "{\"detail\":\"broken\"}");
            case "504" -> Said.of(504, "<html>");
            case "html" -> Said.of(404, "<html>");
            case "row" -> Said.of(200, ROW);
            case "empty" -> Said.of(200, EMPTY);
            case "other" -> Said.of(200, "{\"model_id\":\"m2\",\"deleted_checkpoints\":1,\"deleted_run\":true}");
            case "negative" -> Said.of(200, "{\"model_id\":\"m1\",\"deleted_checkpoints\":-5,\"deleted_run\":true}");
            case "unusable" -> Said.of(200, "{}");
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Deque<String> words(String words) {
        return new ArrayDeque<>(List.of(words.split(" ", -1)));
    }

    private static ModelDeletion delete(String deletions, String lists, int requests) throws Exception {
        Deque<String> toDelete = words(deletions);
        Deque<String> toList = words(lists);
        try (ForeignServer server =
                        new ForeignServer(request -> said((request.isDeletion() ? toDelete : toList).removeFirst()));
                ModelkeepClient stores = server.stores(Map.of())) {
            ModelDeletion deletion = stores.models().delete(new ModelId("m1"));
            assertThat(server.requests()).hasSize(requests);
            assertThat(toDelete).isEmpty();
            return deletion;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404,           404,     ALREADY_ABSENT,   2",
        "404,           row,     FAILED,           2",
        "404,           empty,   UNKNOWN,          2",
        "404,           403,     UNKNOWN,          2",
        "404,           html,    UNKNOWN,          2",
        "cut 404,       404,     PRESUMED_DELETED, 3",
        "500 404,       404,     PRESUMED_DELETED, 3",
        "500 404,       row row, FAILED,           4",
        "500 404,       row 404, PRESUMED_DELETED, 4",
        "500 404,       empty,   UNKNOWN,          3",
        "cut 404,       row row, UNKNOWN,          4",
        "504 404,       row row, UNKNOWN,          4",
        "504 404,       row 404, PRESUMED_DELETED, 4",
        "500 500 500,   row,     FAILED,           4",
        "500 500 500,   404,     PRESUMED_DELETED, 4",
        "504 504 504,   row,     UNKNOWN,          4",
        "403,           row,     FAILED,           1",
        "unusable,      row row, FAILED,           3",
        "unusable,      row 404, PRESUMED_DELETED, 3",
        "unusable,      404,     PRESUMED_DELETED, 2"
    })
    void outcome_isWhatAnswerAndReadAgreeOn(String deletions, String lists, DeleteOutcome outcome, int requests)
            throws Exception {
        ModelDeletion deletion = delete(deletions, lists, requests);
        assertThat(deletion.outcome()).isEqualTo(outcome);
        assertThat(deletion.report().alarm()).isEmpty();
    }

    @Test
    void aDenialThatTheListContradictsIsAConflict() throws Exception {
        assertThat(delete("404", "row", 2).cause()).containsInstanceOf(ConflictException.class);
        assertThat(delete("404", "empty", 2).cause()).containsInstanceOf(OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "other,    404,     PRESUMED_DELETED, 2",
        "other,    row row, REFUSED,          3",
        "other,    row 404, PRESUMED_DELETED, 3",
        "other,    empty,   UNKNOWN,          2",
        "other,    403,     UNKNOWN,          2",
        "negative, 404,     PRESUMED_DELETED, 2",
        "negative, row row, REFUSED,          3"
    })
    void anAnswerAboutAnotherModelIsAnAlarm(String deletions, String lists, DeleteOutcome outcome, int requests)
            throws Exception {
        ModelDeletion deletion = delete(deletions, lists, requests);
        assertThat(deletion.outcome()).isEqualTo(outcome);
        assertThat(deletion.cause()).containsInstanceOf(ScopeExceededException.class);
        assertThat(deletion.report().alarm()).isPresent();
        assertThat(deletion.cascade()).isEmpty();
        assertThatThrownBy(deletion::orThrow).isInstanceOf(IncompleteDeletionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted_count\":-5", "deleted_count\":1000", "deleted_count\":-99999999999999999999"})
    void aCountOfStepsThatCannotBeIsAnAlarm(String count) {
        try (ServerRun run = ServerRun.start()) {
            var training = run.given(3);
            run.simulator.inject(
                    "delete-checkpoints",
                    SimulatedFault.answer(200, "application/json", "{\"" + count + ",\"not_found_steps\":[]}"));
            var report = run.delete(training, 1, 2);
            assertThat(report.alarm()).isPresent();
            assertThat(report.summary()).isEqualTo(Map.of(DeleteOutcome.REFUSED, 2));
            assertThat(run.seen("delete-checkpoints")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"our-team,n,true", "Our-Team,n,true", "their-team,n,false", "our-team,other,false"})
    void aCreationAnsweredWithAnotherModelIsNotBelieved(String entity, String name, boolean believed) throws Exception {
        String answer = "{\"id\":\"m9\",\"entity\":\"" + entity + "\",\"project\":\"p\",\"name\":\"" + name
                + "\",\"base_model\":\"b\"}";
        try (ForeignServer server = new ForeignServer(request -> Said.of(200, answer));
                ModelkeepClient stores = server.stores(Map.of())) {
            ModelSpec spec = ModelSpec.builder("n").baseModel("b").build();
            if (believed) {
                assertThat(stores.models().create(spec).id().value()).isEqualTo("m9");
            } else {
                assertThatThrownBy(() -> stores.models().create(spec)).isInstanceOf(OutcomeUnknownException.class);
            }
        }
    }
}
