package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import org.junit.jupiter.api.Test;

/** A server that gives fewer rows than it is asked for, and says nothing of those that follow. */
class ShortListsTest {

    private static final int GIVEN = 100;
    private static final String UNKNOWN = "u".repeat(43);

    private static WeaveRun cutting() {
        WeaveRun run = WeaveRun.start();
        run.inject("list-versions", 20, Rows.edited(rows -> {
            if (rows.size() > GIVEN) {
                rows.subList(GIVEN, rows.size()).clear();
            }
        }));
        return run;
    }

    @Test
    void isListedToItsEnd() {
        try (WeaveRun run = cutting()) {
            ModelId model = run.given(250);
            assertThat(run.stores.models().streamVersions(model).map(ModelVersion::id))
                    .extracting(Object::toString)
                    .containsExactlyElementsOf(run.digests(model));
        }
    }

    @Test
    void makesNoVersionAbsentThatItHas() {
        try (WeaveRun run = cutting()) {
            ModelId model = run.given(250);
            String there = run.digests(model).get(200);
            assertThat(WeaveRun.outcomes(run.delete(model, there, UNKNOWN)))
                    .containsEntry(there, DeleteOutcome.DELETED)
                    .containsEntry(UNKNOWN, DeleteOutcome.ALREADY_ABSENT);
            assertThat(run.digests(model)).hasSize(249).doesNotContain(there);
        }
    }

    @Test
    void isReadToItsEndBeforeAModelIsDeleted() {
        try (WeaveRun run = cutting()) {
            ModelId model = run.given(150);
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.DELETED);
            assertThat(run.operations()).containsExactly("list-versions", "list-versions", "delete-model");
        }
    }
}
