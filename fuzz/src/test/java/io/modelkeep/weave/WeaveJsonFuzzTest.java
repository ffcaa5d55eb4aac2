package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.fuzz.Seeded;
import io.modelkeep.http.Answers;
import io.modelkeep.weave.internal.api.WeaveErrors;
import io.modelkeep.weave.internal.api.WeaveJson.CreatedModel;
import io.modelkeep.weave.internal.api.WeaveJson.Deleted;
import io.modelkeep.weave.internal.api.WeaveJson.ObjectList;

/** Any answer is damaged, or says what outcomes are made of. */
class WeaveJsonFuzzTest {

    @Seeded
    @FuzzTest
    void anAnswerIsWholeOrDamaged(byte[] answer) {
        Answers.errors(answer, new WeaveErrors());
        Answers.body(answer, CreatedModel.class).ifPresent(model -> {
            assertThat(model.objectId()).isNotNull();
            assertThat(model.digest()).isNotNull();
        });
        Answers.body(answer, Deleted.class).ifPresent(deleted -> {
            // Below zero stays below zero, because that is an alarm.
            assertThat(Long.signum(deleted.count()))
                    .isEqualTo(deleted.numDeleted().signum());
            deleted.digests().ifPresent(digests -> assertThat(digests).doesNotContainNull());
        });
        Answers.body(answer, ObjectList.class)
                .ifPresent(list -> assertThat(list.objs()).allSatisfy(row -> {
                    assertThat(row.objectId()).isNotNull();
                    assertThat(row.digest()).isNotNull();
                    assertThat(row.what()).isNotNull();
                    row.createdAt().ifPresent(at -> assertThat(at.toString()).isNotEmpty());
                }));
    }
}
