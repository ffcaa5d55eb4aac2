package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.fuzz.Seeded;
import io.modelkeep.http.Answers;
import io.modelkeep.wandb.training.internal.api.CheckpointListReader;
import io.modelkeep.wandb.training.internal.api.WandbTrainingErrors;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CreatedModel;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.DeletedModel;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.DeletedSteps;

/** Any answer is damaged, or says what outcomes are made of. */
class WandbTrainingJsonFuzzTest {

    @Seeded
    @FuzzTest
    void anAnswerIsWholeOrDamaged(byte[] answer) {
        Answers.errors(answer, new WandbTrainingErrors());
        Answers.body(answer, CreatedModel.class)
                .ifPresent(model -> assertThat(model.id()).isNotNull());
        Answers.body(answer, DeletedModel.class)
                .ifPresent(model -> assertThat(model.modelId()).isNotNull());
        Answers.body(answer, DeletedSteps.class)
                .ifPresent(deleted -> assertThat(deleted.notFoundSteps()).doesNotContainNull());
        Answers.body(answer, CheckpointListReader::read)
                .ifPresent(list -> assertThat(list.data()).allSatisfy(row -> {
                    assertThat(row.id()).isNotNull();
                    assertThat(row.step()).isNotNegative();
                    assertThat(row.metrics().values()).allMatch(Double::isFinite);
                }));
    }
}
