package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.DeletedCursor;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that do not show what was done: half of it, later, or before lists follow. */
class ContradictionsTest {
    private static final String DELETE_STEPS = "delete-checkpoints";

    private WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private Client client = new Client(simulator);
    private String model = fourCheckpoints();

    @AfterEach
    void close() {
        simulator.close();
    }

    private String fourCheckpoints() {
        String created = simulator.addModel("p", "n");
        simulator.addCheckpoints(created, 4);
        return created;
    }

    private List<Long> steps() {
        return simulator.checkpoints(model).stream()
                .map(SimulatedCheckpoint::step)
                .toList();
    }

    private List<Integer> listed() throws Exception {
        return Client.json(client.get(Client.checkpoints(model))).get("data").findValues("step").stream()
                .map(step -> step.intValue())
                .toList();
    }

    @Test
    void halfOfABatchIsAppliedBehindAnError() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.status(409).halfApplied());

        assertThat(client.deleteSteps(model, "[1,2,3]").statusCode()).isEqualTo(409);

        assertThat(steps()).containsExactly(2L, 3L, 4L);
        assertThat(simulator.exchanges().get(0).changedState()).isTrue();
        assertThat(simulator.exchanges().get(0).bodyText()).isEqualTo("{\"steps\":[1,2,3]}");
    }

    @Test
    void halfOfOneItemOrOfNoBatchIsNothing() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.status(409).halfApplied());
        simulator.inject(DELETE_STEPS, SimulatedFault.status(409).halfApplied());
        simulator.inject("delete-model", SimulatedFault.status(409).halfApplied());

        client.deleteSteps(model, "[1]");
        client.deleteSteps(model, "\"no steps\"");
        client.delete("/preview/models/" + model);

        assertThat(steps()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(simulator.exchanges()).noneMatch(RecordedExchange::changedState);
    }

    @Test
    void aRequestIsAppliedAfterItsAnswerWhenTheTestSaysSo() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.status(504).appliedLater());

        assertThat(client.deleteSteps(model, "[1,2]").statusCode()).isEqualTo(504);
        assertThat(steps()).hasSize(4);
        assertThat(simulator.exchanges().get(0).changedState()).isFalse();

        assertThat(simulator.applyPending()).isEqualTo(1);
        assertThat(steps()).containsExactly(3L, 4L);
        assertThat(simulator.exchanges().get(0).changedState()).isTrue();
        assertThat(simulator.applyPending()).isZero();
    }

    @Test
    void aRequestCanBeAppliedWhileAnotherIsAnswered() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.status(504).appliedLater());
        simulator.inject("list-checkpoints", SimulatedFault.editJson(page -> {
            simulator.applyPending();
            return page;
        }));

        client.deleteSteps(model, "[1,2]");

        assertThat(listed()).containsExactly(1, 2, 3, 4);
        assertThat(listed()).containsExactly(3, 4);
    }

    @Test
    void anAnswerOfTheServiceItselfComesAfterTheWork() {
        assertThatThrownBy(() -> SimulatedFault.cutBody().appliedLater()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SimulatedFault.cutBody().halfApplied()).isInstanceOf(IllegalStateException.class);
        assertThat(SimulatedFault.stall().appliedLater()).hasToString("stall, applied later");
        assertThat(SimulatedFault.status(409).halfApplied()).hasToString("status 409, half applied");
    }

    @Test
    void someListsLagBehindADeletion() throws Exception {
        simulator.lagLists(2);
        client.deleteSteps(model, "[1,2]");

        assertThat(listed()).containsExactly(1, 2, 3, 4);
        assertThat(listed()).containsExactly(1, 2, 3, 4);
        assertThat(listed()).containsExactly(3, 4);
        assertThatThrownBy(() -> simulator.lagLists(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsLagUntilReleased() throws Exception {
        simulator.lagLists();
        client.delete("/preview/models/" + model);

        assertThat(listed()).hasSize(4);
        assertThat(listed()).hasSize(4);
        assertThat(client.delete("/preview/models/" + model).statusCode()).isEqualTo(404);
        simulator.releaseLists();
        assertThat(client.get(Client.checkpoints(model)).statusCode()).isEqualTo(404);
    }

    @Test
    void pagesCanBeShorterThanAskedFor() throws Exception {
        simulator.limitPages(3);

        assertThat(listed()).containsExactly(1, 2, 3);
        assertThat(client.get(Client.checkpoints(model) + "?limit=2").body()).contains("\"has_more\":true");
        assertThatThrownBy(() -> simulator.limitPages(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyAnswerHasADateOfAClockOfTheTests() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2031-02-03T04:05:06Z"), ZoneOffset.UTC);
        simulator.useClock(clock);
        assertThat(client.get("/health").headers().allValues("Date")).containsExactly("Mon, 03 Feb 2031 04:05:06 GMT");

        simulator.useClock(Clock.offset(clock, Duration.ofDays(-40)));
        simulator.inject("health", SimulatedFault.status(204));
        assertThat(client.get("/health").headers().allValues("Date")).containsExactly("Wed, 25 Dec 2030 04:05:06 GMT");

        simulator.omitDate();
        assertThat(client.get("/health").headers().allValues("Date")).isEmpty();
        simulator.inject("health", SimulatedFault.status(200).header("date", "yesterday"));
        simulator.useClock(clock);
        assertThat(client.get("/health").headers().allValues("Date")).containsExactly("yesterday");
    }

    @Test
    void theDateIsTheSystemsByDefault() throws Exception {
        assertThat(client.get("/nowhere").headers().firstValue("Date")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND,404,cursor not found", "BAD_REQUEST,400,invalid cursor", "UNPROCESSABLE,422,Value error"})
    void aLostCursorCanBeRefusedInEveryWay(DeletedCursor lost, int status, String words) throws Exception {
        simulator.close();
        simulator = WandbTrainingSimulator.builder().deletedCursor(lost).start();
        client = new Client(simulator);
        model = fourCheckpoints();
        String cursor = simulator.checkpoints(model).get(1).id();

        assertThat(simulator.removeCheckpoint(model, 2)).isTrue();
        assertThat(simulator.removeCheckpoint(model, 2)).isFalse();
        HttpResponse<String> page = client.get(Client.checkpoints(model) + "?after=" + cursor);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains(words);
        assertThat(client.get(Client.checkpoints(model)).statusCode()).isEqualTo(200);
    }
}
