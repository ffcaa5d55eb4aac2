package io.modelkeep.internal.paging;

import static io.modelkeep.PagedCheckpoints.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.PagedCheckpoints;
import io.modelkeep.PagedCheckpoints.ListRequest;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LatestCheckpointSearchTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aServiceThatOrdersIsAskedForOneCheckpointOnce() {
        PagedCheckpoints store = ordering(request -> Page.of(PagedCheckpoints.steps(9, 1), "more"));
        assertThat(store.latest(TRAINING).orElseThrow().step()).hasValue(9);
        assertThat(store.requests())
                .containsExactly(new ListRequest(
                        Optional.of(Order.DESCENDING), PageRequest.first().withSize(1)));
    }

    @Test
    void orderedService_mayHaveNoCheckpoint() {
        assertThat(ordering(request -> Page.last(List.of())).latest(TRAINING)).isEmpty();
    }

    @Test
    void anEmptyFirstPageWithATokenIsNotTakenForAnEmptyTraining() {
        PagedCheckpoints store = ordering(request ->
                request.token().isPresent() ? Page.last(PagedCheckpoints.steps(9, 1)) : Page.of(List.of(), "more"));
        assertThat(store.latest(TRAINING).orElseThrow().step()).hasValue(9);
    }

    @Test
    void otherwiseTheHighestStepIsFoundAcrossPages() {
        assertThat(PagedCheckpoints.counting(3, 4)
                        .latest(TRAINING)
                        .orElseThrow()
                        .step())
                .hasValue(11);
        assertThat(latest(step(3), step(12), step(5)).orElseThrow().step()).hasValue(12);
    }

    @Test
    void ofTwoWithOneStepTheFirstIsTheLatest() {
        Checkpoint first = Checkpoint.builder(new CheckpointId("first")).step(7).build();
        Checkpoint second =
                Checkpoint.builder(new CheckpointId("second")).step(7).build();
        assertThat(latest(first, second)).contains(first);
    }

    @Test
    void stepsGoBeforeTimes() {
        Checkpoint old = Checkpoint.builder(new CheckpointId("a"))
                .step(9)
                .createdAt(NOON)
                .build();
        Checkpoint young = Checkpoint.builder(new CheckpointId("b"))
                .step(8)
                .createdAt(NOON.plusSeconds(1))
                .build();
        assertThat(latest(old, young)).contains(old);
        assertThat(latest(young, old)).contains(old);
    }

    @Test
    void withoutStepsTheNewestIsTheLatest() {
        Checkpoint newest = at("b", NOON.plusSeconds(5));
        assertThat(latest(at("a", NOON), newest, at("c", NOON.plusSeconds(2)))).contains(newest);
    }

    @Test
    void whereOnlySomeHaveAStepTheTimeDecidesIfAllHaveOne() {
        Checkpoint stepped = Checkpoint.builder(new CheckpointId("a"))
                .step(9)
                .createdAt(NOON)
                .build();
        Checkpoint newest = at("b", NOON.plusSeconds(5));
        assertThat(latest(stepped, newest)).contains(newest);
        assertThat(latest(newest, stepped)).contains(newest);
    }

    @Test
    void whereNeitherIsKnownOfAllNoneIsGuessed() {
        Checkpoint bare = Checkpoint.builder(new CheckpointId("a")).build();
        for (Checkpoint[] list :
                new Checkpoint[][] {{bare}, {step(1), at("b", NOON)}, {at("b", NOON), step(1)}, {step(1), bare}}) {
            assertThatThrownBy(() -> latest(list))
                    .isInstanceOfSatisfying(
                            UnsupportedCapabilityException.class,
                            refusal -> assertThat(refusal.missing()).containsExactly(Capability.CHECKPOINT_ORDER));
        }
    }

    @Test
    void noCheckpointsHaveNoLatest() {
        assertThat(latest()).isEmpty();
    }

    @Test
    void aFailingPageIsNoAnswer() {
        PagedCheckpoints store = new PagedCheckpoints(request -> {
            if (request.token().isPresent()) {
                throw new UnavailableException(ErrorDetails.of("down"));
            }
            return Page.of(PagedCheckpoints.steps(0, 2), "1");
        });
        assertThatThrownBy(() -> store.latest(TRAINING)).isInstanceOf(UnavailableException.class);
    }

    private static PagedCheckpoints ordering(Function<ListRequest, Page<Checkpoint>> pages) {
        return new PagedCheckpoints(EnumSet.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_ORDER), pages);
    }

    private static Optional<Checkpoint> latest(Checkpoint... checkpoints) {
        return new PagedCheckpoints(request -> Page.last(List.of(checkpoints))).latest(TRAINING);
    }

    private static Checkpoint step(long step) {
        return Checkpoint.builder(new CheckpointId("s" + step)).step(step).build();
    }

    private static Checkpoint at(String id, Instant time) {
        return Checkpoint.builder(new CheckpointId(id)).createdAt(time).build();
    }
}
