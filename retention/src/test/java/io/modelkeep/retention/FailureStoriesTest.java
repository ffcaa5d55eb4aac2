package io.modelkeep.retention;

import static io.modelkeep.retention.Decided.metric;
import static io.modelkeep.retention.Decided.step;
import static io.modelkeep.retention.Decided.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ItemState;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.VersionId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.retention.errors.InvalidPolicyException;
import io.modelkeep.retention.errors.MetricMissingException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.plan.TargetPlan;
import io.modelkeep.retention.policy.MissingMetric;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.testkit.memory.MemoryServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of other systems lost, each told by the public report of it: it must not happen here. */
class FailureStoriesTest {

    @TempDir
    Path folder;

    /** OpenPipe/ART#117. */
    @Test
    void art117_aMetricThatFewHaveDoesNotDeleteAllButTheLast() {
        Item[] items = {
            step(1).build(),
            step(2).build(),
            metric(3, "val/reward", 0.2),
            step(4).build(),
            metric(5, "val/reward", 0.1),
            step(6).build()
        };

        assertThat(Decided.of("keep-best=val/reward:max", items).deleted()).containsExactly("5");
    }

    /** OpenPipe/ART#300. */
    @Test
    void art300_aMetricThatIsSilentlyMissingDoesNotDecideAnything() {
        Item[] items = {metric(1, "train/reward", 0.1), metric(2, "train/reward", 0.9), metric(3, "train/reward", 0.3)};

        for (MissingMetric missing : MissingMetric.values()) {
            RetentionException refused = catchThrowableOfType(
                    RetentionException.class,
                    () -> Decided.of("keep-best=val/reward:max; missing-metric=" + missing.written(), items));

            assertThat(refused).isInstanceOf(MetricMissingException.class);
            assertThat(refused).hasMessageContaining("val/reward").hasMessageContaining("train/reward");
        }
    }

    /** The metric was renamed between two runs: those of the old name are neither worst nor best. */
    @Test
    void theRenamedMetric_doesNotDeleteWhatWasMeasuredUnderItsOldName() {
        Item[] items = {
            metric(1, "reward/val", 0.99),
            metric(2, "reward/val", 0.98),
            metric(3, "val/reward", 0.1),
            metric(4, "val/reward", 0.3),
            metric(5, "val/reward", 0.2)
        };

        assertThat(Decided.of("keep-best=val/reward:max", items).deleted()).containsExactly("3");
        assertThat(catchThrowableOfType(
                        RetentionException.class,
                        () -> Decided.of("keep-best=val/reward:max; missing-metric=fail", items)))
                .isInstanceOf(MetricMissingException.class);
    }

    /** goharbor/harbor#15332: the dry run deleted. */
    @Test
    void harbor15332_aPlanDeletesNothingAndAsksForListsAlone() {
        Set<Operation> asked = ConcurrentHashMap.newKeySet();
        StoreListener listener = new StoreListener() {
            @Override
            public OperationScope started(Started event) {
                asked.add(event.operation());
                return OperationScope.NONE;
            }
        };
        try (MemoryServer server = new MemoryServer();
                ModelkeepClient stores = ModelkeepClient.open(StoreConfig.builder()
                        .settings(server.config())
                        .listener(listener)
                        .build())) {
            ModelId model = server.addModel("m");
            RunId run = new RunId(model.value());
            for (int i = 0; i < 25; i++) {
                server.addCheckpoint(run, i, Map.of("r", i / 10.0));
                server.addVersion(model);
            }

            RetentionPlan plan = new RetentionPlanner(
                            RetentionPolicy.parse("keep-last=2; keep-best=r:max; keep-every=10; keep-within=PT1S"))
                    .plan(List.of(RetentionTarget.checkpoints(stores, run)));
            RetentionPlan versions = new RetentionPlanner(RetentionPolicy.parse("keep-last=2"))
                    .plan(List.of(RetentionTarget.versions(stores, model)));
            plan.write(folder.resolve("plan.json"));
            RetentionPlan.read(folder.resolve("plan.json")).check();

            assertThat(plan.totals().seen()).isEqualTo(25);
            assertThat(versions.totals().deleted()).isEqualTo(23);
            assertThat(asked).containsExactlyInAnyOrder(Operation.LIST_CHECKPOINTS, Operation.LIST_VERSIONS);
            assertThat(server.checkpoints(run)).hasSize(25);
            assertThat(server.versions(model)).hasSize(25);
        }
    }

    /** goharbor/harbor#8717: two tags of one digest, and deleting the one took the other along. */
    @Test
    void harbor8717_whatIsKeptIsNotDeletedUnderAnotherEntryOfItsId() {
        ModelId model = new ModelId("m");
        List<ModelVersion> listed = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            VersionId digest = new VersionId(number == 1 || number == 5 ? "shared" : "digest-" + number);
            listed.add(ModelVersion.builder(digest, model)
                    .number(number)
                    .createdAt(Decided.NOW.plusSeconds(number))
                    .build());
        }
        for (int turn = 0; turn < 2; turn++) {
            FakeStores shelf = new FakeStores().putVersions("m", listed);

            TargetPlan part = plan(shelf.versionsOf("m"), "keep-last=1").parts().get(0);

            assertThat(part.decisions())
                    .filteredOn(decision -> decision.item().id().equals("shared"))
                    .singleElement()
                    .matches(Decision::kept);
            Collections.reverse(listed);
        }
    }

    /** Lightning-AI/pytorch-lightning#1008: nothing compares to NaN, and good checkpoints were lost to it. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void lightning1008_whatIsNoNumberIsNeitherBestNorDeleted(double noNumber) {
        Item[] items = {
            metric(1, "loss", 0.3),
            metric(2, "loss", noNumber),
            metric(3, "loss", 0.1),
            metric(4, "loss", noNumber),
            metric(5, "loss", 0.2)
        };

        assertThat(Decided.of("keep-best=loss:min", items).reasons())
                .containsEntry("1", List.of())
                .containsEntry("2", List.of(Decision.MISSING_METRIC + "loss"))
                .containsEntry("3", List.of("keep-best=loss:min"))
                .containsEntry("4", List.of(Decision.MISSING_METRIC + "loss"));
        assertThat(Decided.of("keep-best=loss:max; missing-metric=worst", items).kept())
                .containsExactly("5", "1");
    }

    /** Lightning-AI/pytorch-lightning#19844: the first k were kept, and not the best k. */
    @Test
    void lightning19844_notTheFirstAreKeptButTheBest() {
        Item[] items = new Item[100];
        for (int i = 0; i < items.length; i++) {
            items[i] = metric(i, "acc", (i * 37 % 100) / 100.0);
        }

        // 37 times 27, 54, 81 leaves 99, 98, 97.
        assertThat(Decided.of("keep-best=acc:max:3", items).kept()).containsExactly("99", "81", "54", "27");
    }

    /** ray-project/ray#23862: a NaN that came first stayed the best of all. */
    @ParameterizedTest
    @CsvSource({"max,9", "min,1"})
    void ray23862_aNanThatComesFirstDoesNotPushTheBestOut(String goal, String best) {
        List<Item> items = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            items.add(metric(i, "r", i));
        }
        for (int i = 10; i < 15; i++) {
            items.add(metric(i, "r", Double.NaN));
        }
        items.add(metric(15, "r", 5));
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(items, new Random(seed));
            for (String missing : List.of("keep", "worst")) {
                RetentionPolicy policy = RetentionPolicy.parse("keep-best=r:" + goal + "; missing-metric=" + missing);
                assertThat(Decided.of(policy, ItemKind.CHECKPOINTS, items)
                                .reasons()
                                .get(best))
                        .containsExactly("keep-best=r:" + goal);
            }
        }
    }

    /** ray-project/ray#29145: with "min" the wrong ones were tracked. */
    @Test
    void ray29145_minKeepsTheLowestAndNotTheHighest() {
        Item[] items = {
            metric(1, "loss", -5),
            metric(2, "loss", 10),
            metric(3, "loss", 0),
            metric(4, "loss", -7),
            metric(5, "loss", 3)
        };

        assertThat(Decided.of("keep-best=loss:min:2", items).kept()).containsExactly("5", "4", "1");
    }

    /** ray-project/ray#27701: a nested name was looked for as something else, and not found. */
    @ParameterizedTest
    @ValueSource(strings = {"evaluation/episode_reward_mean", "a.b.c", "custom:max", "x:max:3", "eval loss", "#1"})
    void ray27701_aNestedNameOfAMetricIsTakenAsItIs(String name) {
        Item[] items = {metric(1, name, 0.9), metric(2, name, 0.1), metric(3, name, 0.2)};
        RetentionPolicy policy = RetentionPolicy.parse(List.of("keep-best=" + name + ":max"));

        assertThat(policy.metrics()).containsExactly(name);
        assertThat(Decided.of(policy, ItemKind.CHECKPOINTS, List.of(items)).kept())
                .containsExactly("3", "1");
    }

    /** JFrog's limits of tags delete {@code latest} with the others. */
    @Test
    void jfrog_theLatestIsNotDeletedWhateverElseIsKept() {
        for (String policy : List.of("keep=1", "keep-every=1000", "keep-best=r:min")) {
            Item[] items = {metric(1, "r", 0.1), metric(2, "r", 0.2), metric(3, "r", 0.3)};

            assertThat(Decided.of(policy, items).reasons().get("3")).containsExactly(Decision.LATEST);
        }
        assertThat(Decided.of(
                                "keep-within=1d",
                                step(1).createdAt(Decided.NOW.minusSeconds(900_000))
                                        .build())
                        .kept())
                .containsExactly("1");
    }

    /** huggingface/transformers#11748: the best was swapped with the last, and the wrong one deleted. */
    @Test
    void huggingFace11748_neitherTheBestNorTheLastTakesTheOthersPlace() {
        for (int best = 1; best <= 5; best++) {
            List<Item> items = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                items.add(metric(i, "f1", i == best ? 0.9 : 0.1 * i));
            }
            RetentionPolicy policy = RetentionPolicy.parse("keep-last=1; keep-best=f1:max");

            assertThat(Decided.of(policy, ItemKind.CHECKPOINTS, items).kept())
                    .containsExactlyElementsOf(best == 5 ? List.of("5") : List.of("5", Integer.toString(best)));
        }
    }

    /** Lightning-AI/pytorch-lightning#1150: the old one was deleted before the new one was saved. */
    @Test
    void lightning1150_theLastFinishedOneIsNotDeletedForOneThatIsStillBeingSaved() {
        FakeStores shelf = new FakeStores()
                .put(
                        "run",
                        List.of(
                                Checkpoint.builder(new CheckpointId("1"))
                                        .step(1)
                                        .itemState(ItemState.READY)
                                        .build(),
                                Checkpoint.builder(new CheckpointId("2"))
                                        .step(2)
                                        .itemState(ItemState.READY)
                                        .build(),
                                Checkpoint.builder(new CheckpointId("3"))
                                        .step(3)
                                        .itemState(ItemState.IN_PROGRESS)
                                        .build()));

        assertThat(plan(shelf.catalogue("run"), "keep-last=1").parts().get(0).decisions())
                .filteredOn(Decision::kept)
                .extracting(decision -> decision.item().id())
                .containsExactly("3", "2");
        assertThat(shelf.deletions).hasValue(0);
    }

    /** What no rule speaks of is kept by nobody: a policy must say what stays. */
    @Test
    void aPolicyThatForgotToSayWhatStaysDeletesNothing() {
        for (String policy : List.of("", "protect=2", "max-deletions=10; missing-metric=worst")) {
            assertThat(catchThrowableOfType(RetentionException.class, () -> Decided.of(policy, steps(1, 2, 3))))
                    .isInstanceOf(InvalidPolicyException.class);
        }
    }

    private static RetentionPlan plan(RetentionTarget catalogue, String policy) {
        return new RetentionPlanner(RetentionPolicy.parse(policy)).plan(List.of(catalogue));
    }
}
