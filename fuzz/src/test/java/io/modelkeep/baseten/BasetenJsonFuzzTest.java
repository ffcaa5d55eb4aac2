package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.baseten.internal.api.BasetenErrors;
import io.modelkeep.baseten.internal.api.ModelJson.DeploymentList;
import io.modelkeep.baseten.internal.api.ModelJson.DeploymentTombstone;
import io.modelkeep.baseten.internal.api.ModelJson.ModelList;
import io.modelkeep.baseten.internal.api.ModelJson.ModelTombstone;
import io.modelkeep.baseten.internal.api.TrainingJson.CheckpointTombstone;
import io.modelkeep.baseten.internal.api.TrainingJson.FileList;
import io.modelkeep.baseten.internal.api.TrainingJson.JobCheckpointList;
import io.modelkeep.baseten.internal.api.TrainingJson.JobList;
import io.modelkeep.baseten.internal.api.TrainingJson.LoopsCheckpointList;
import io.modelkeep.baseten.internal.api.TrainingJson.RunAnswer;
import io.modelkeep.baseten.internal.api.TrainingJson.RunList;
import io.modelkeep.fuzz.Seeded;
import io.modelkeep.http.Answers;

/** Any answer is damaged, or says what outcomes are made of. */
class BasetenJsonFuzzTest {

    @Seeded
    @FuzzTest
    void anAnswerAboutModelsIsWholeOrDamaged(byte[] answer) {
        Answers.errors(answer, new BasetenErrors());
        Answers.body(answer, ModelList.class)
                .ifPresent(list -> assertThat(list.models()).allSatisfy(model -> {
                    assertThat(model.id()).isNotNull();
                    assertThat(model.name()).isNotNull();
                    assertThat(model.live().orElse(false)).isEqualTo(model.productionDeployment() != null);
                }));
        Answers.body(answer, DeploymentList.class)
                .ifPresent(list -> assertThat(list.deployments())
                        .allSatisfy(deployment -> assertThat(deployment.id()).isNotNull()));
        Answers.body(answer, ModelTombstone.class)
                .ifPresent(model -> assertThat(model.id()).isNotNull());
        Answers.body(answer, DeploymentTombstone.class)
                .ifPresent(deployment -> assertThat(deployment.id()).isNotNull());
    }

    @Seeded
    @FuzzTest
    void anAnswerAboutTrainingsIsWholeOrDamaged(byte[] answer) {
        Answers.body(answer, RunList.class)
                .ifPresent(list -> assertThat(list.runs())
                        .allSatisfy(run -> assertThat(run.id()).isNotNull()));
        Answers.body(answer, RunAnswer.class)
                .ifPresent(run -> assertThat(run.run().id()).isNotNull());
        Answers.body(answer, JobList.class)
                .ifPresent(list -> assertThat(list.jobs())
                        .allSatisfy(job -> assertThat(job.projectId()).isNotNull()));
        Answers.body(answer, LoopsCheckpointList.class)
                .ifPresent(list -> assertThat(list.checkpoints())
                        .allSatisfy(row -> assertThat(row.id()).isNotNull()));
        Answers.body(answer, JobCheckpointList.class)
                .ifPresent(list -> assertThat(list.checkpoints())
                        .allSatisfy(row -> assertThat(row.name()).isNotNull()));
        Answers.body(answer, CheckpointTombstone.class)
                .ifPresent(gone -> assertThat(gone.id()).isNotNull());
        Answers.body(answer, FileList.class)
                .ifPresent(list -> assertThat(list.files()).allSatisfy(file -> {
                    assertThat(file.name()).isNotNull();
                    assertThat(file.toString()).isEqualTo("FileRow[" + file.name() + "]");
                }));
    }
}
