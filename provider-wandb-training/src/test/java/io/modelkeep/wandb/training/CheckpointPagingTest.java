package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Checkpoint;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.DeletedCursor;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a list does where the documents leave the service's behaviour open. */
class CheckpointPagingTest {

    private static final PageRequest TEN = PageRequest.first().withSize(10);

    private static List<Checkpoint> readWhileTheCursorIsDeleted(ServerRun run, RunId training, PageRequest from) {
        Page<Checkpoint> first = run.stores.checkpoints().list(training, from);
        Checkpoint last = first.items().get(first.items().size() - 1);
        run.delete(training, last.step().orElseThrow());
        return run.stores.checkpoints().stream(
                        training, from.withToken(first.nextToken().orElseThrow()))
                .toList();
    }

    private static List<Checkpoint> readDescendingWhileTheCursorIsDeleted(ServerRun run, RunId training) {
        Page<Checkpoint> first = run.stores.checkpoints().list(training, Order.DESCENDING, TEN);
        Checkpoint last = first.items().get(first.items().size() - 1);
        run.delete(training, last.step().orElseThrow());
        return run.stores.checkpoints().stream(
                        training,
                        Order.DESCENDING,
                        TEN.withToken(first.nextToken().orElseThrow()))
                .toList();
    }

    @Test
    void aListGoesOnWhereTheServiceKeepsThePlaceOfADeletedCursor() {
        try (ServerRun run =
                new ServerRun(WandbTrainingSimulator.builder().deletedCursor(DeletedCursor.CONTINUE), Map.of())) {
            assertThat(readWhileTheCursorIsDeleted(run, run.given(35), TEN)).hasSize(25);
        }
    }

    @ParameterizedTest
    @EnumSource(value = DeletedCursor.class, mode = EnumSource.Mode.EXCLUDE, names = "CONTINUE")
    void aListThatLostItsPlaceFailsAndIsNeverShort(DeletedCursor answer) {
        try (ServerRun run = new ServerRun(WandbTrainingSimulator.builder().deletedCursor(answer), Map.of())) {
            RunId training = run.given(35);
            assertThatThrownBy(() -> readWhileTheCursorIsDeleted(run, training, TEN))
                    .isInstanceOf(ListChangedException.class);
            assertThatThrownBy(() -> readDescendingWhileTheCursorIsDeleted(run, training))
                    .isInstanceOf(ListChangedException.class);
        }
    }

    @Test
    void anEmptyPageAtTheRealEndIsTheEnd() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(20);
            run.simulator.injectOnCall("list-checkpoints", 2, SimulatedFault.editJson(page -> {
                page.put("has_more", true);
                return page;
            }));
            assertThat(run.stores.checkpoints().stream(training, TEN).toList()).hasSize(20);
            // two pages, the empty one, and the look from the other end
            assertThat(run.seen("list-checkpoints")).isEqualTo(4);
        }
    }

    @Test
    void pagesWithoutTheOptionalIdsAreRead() {
        try (ServerRun run = new ServerRun(WandbTrainingSimulator.builder().withoutPageIds(), Map.of())) {
            assertThat(run.stores.checkpoints().stream(run.given(35), TEN).toList())
                    .hasSize(35);
        }
    }

    @Test
    void aLastIdThatIsNotTheLastIsNotFollowed() {
        try (ServerRun run = ServerRun.start()) {
            run.simulator.inject("list-checkpoints", SimulatedFault.editJson(page -> {
                page.put("last_id", page.get("first_id"));
                return page;
            }));
            RunId training = run.given(5);
            assertThatThrownBy(() -> run.stores.checkpoints().list(training, TEN))
                    .isInstanceOf(MalformedResponseException.class);
        }
    }

    @Test
    void anEmptyPageThatMoreShouldFollowLeadsNowhere() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(5);
            run.simulator.inject(
                    "list-checkpoints",
                    SimulatedFault.answer(200, "application/json", "{\"data\":[],\"has_more\":true}"));
            assertThatThrownBy(() -> run.stores.checkpoints().list(training, TEN))
                    .isInstanceOf(MalformedResponseException.class);
        }
    }

    @Test
    void aPageThatBeginsWithTheLastOfThePageBeforeDoesNotLeadOn() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(30);
            String last = run.simulator.checkpoints(training.value()).get(9).id();
            run.simulator.injectOnCall(
                    "list-checkpoints",
                    2,
                    SimulatedFault.answer(
                            200,
                            "application/json",
                            "{\"data\":[{\"id\":\"" + last + "\",\"step\":10,\"metrics\":{}}],\"has_more\":false}"));
            assertThatThrownBy(
                            () -> run.stores.checkpoints().stream(training, TEN).toList())
                    .isInstanceOf(ListChangedException.class);
        }
    }

    @Test
    void aTokenOfAnotherOrderOrModelIsRefusedBeforeAnyRequest() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(30);
            RunId other = run.given(30);
            String token =
                    run.stores.checkpoints().list(training, TEN).nextToken().orElseThrow();
            run.simulator.clearExchanges();
            assertThatThrownBy(() -> run.stores.checkpoints().list(training, Order.DESCENDING, TEN.withToken(token)))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> run.stores.checkpoints().list(other, TEN.withToken(token)))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(run.simulator.exchanges()).isEmpty();
        }
    }
}
