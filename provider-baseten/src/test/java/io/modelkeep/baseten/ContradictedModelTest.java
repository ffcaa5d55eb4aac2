package io.modelkeep.baseten;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteMode;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.baseten.RawBaseten.Answer;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.UnavailableException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to the deletion of a model that the reads around it contradict. */
class ContradictedModelTest {

    private static final String GET = "GET /v1/models/m1";
    private static final String DELETE = "DELETE /v1/models/m1";
    private static final Answer SHOWN = RawBaseten.json(
            200, "{\"id\":\"m1\",\"name\":\"agent\",\"deployments_count\":2,\"production_deployment_id\":null}");
    private static final Answer SERVING = RawBaseten.json(
            200, "{\"id\":\"m1\",\"name\":\"agent\",\"deployments_count\":2,\"production_deployment_id\":\"d1\"}");
    private static final Answer DENIED =
            RawBaseten.json(404, "{\"code\":\"NOT_FOUND\",\"message\":\"Model not found\"}");
    private static final Answer OTHER = RawBaseten.json(200, "{\"id\":\"m2\",\"deleted\":true}");

    private final RawBaseten baseten = new RawBaseten().on("GET /v1/teams", RawBaseten.json(200, "{\"teams\":[]}"));

    @AfterEach
    void close() {
        baseten.close();
    }

    private ModelDeletion delete() {
        return baseten.stores.models().delete(new ModelId("m1"), DeleteMode.SAFE);
    }

    @Test
    void readableModel_isNotAbsent_afterA404() {
        baseten.on(GET, SHOWN).on(DELETE, DENIED);
        ModelDeletion deletion = delete();
        assertThat(deletion.outcome()).isEqualTo(FAILED);
        assertThat(deletion.cause()).containsInstanceOf(ConflictException.class);
        assertThat(deletion.cascade()).isEmpty();
        assertThat(baseten.asked()).containsExactly(GET, DELETE, GET);
    }

    @Test
    void modelDeniedByAnswerAndRead_isPresumedDeleted() {
        baseten.on(GET, SHOWN, DENIED).on(DELETE, DENIED);
        ModelDeletion deletion = delete();
        assertThat(deletion.outcome()).isEqualTo(PRESUMED_DELETED);
        assertThat(deletion.cascade()).isEqualTo(Map.of(BasetenAttributes.DEPLOYMENTS, 2L));
    }

    @Test
    void deniedAndUnreadableModel_isUnknown() {
        baseten.on(GET, SHOWN, RawBaseten.html(502)).on(DELETE, DENIED);
        assertThat(delete().outcome()).isEqualTo(UNKNOWN);
    }

    @Test
    void modelDeniedByTwoReads_isAbsent_andNotSent() {
        baseten.on(GET, DENIED);
        assertThat(delete().outcome()).isEqualTo(ALREADY_ABSENT);
        assertThat(baseten.asked(GET)).isEqualTo(2);
        assertThat(baseten.asked(DELETE)).isZero();
        assertThat(baseten.pauses()).isEqualTo(1);
    }

    @Test
    void modelDeniedByOneReadOnly_isFailed_andNotSent() {
        baseten.on(GET, DENIED, SHOWN);
        ModelDeletion deletion = delete();
        assertThat(deletion.outcome()).isEqualTo(FAILED);
        assertThat(deletion.cause()).containsInstanceOf(ConflictException.class);
        assertThat(baseten.asked(DELETE)).isZero();
    }

    @Test
    void modelDeniedByOneRead_withoutASecondRead_isNotAttempted() {
        baseten.on(GET, DENIED, RawBaseten.own(403));
        ModelDeletion deletion = delete();
        assertThat(deletion.outcome()).isEqualTo(NOT_ATTEMPTED);
        assertThat(deletion.cause()).containsInstanceOf(PermissionDeniedException.class);
        try (RawBaseten hasty = new RawBaseten(Map.of("call-timeout", "2s"))) {
            hasty.on(GET, DENIED).on("GET /v1/teams", RawBaseten.json(200, "{\"teams\":[]}"));
            ModelDeletion unread = hasty.stores.models().delete(new ModelId("m1"));
            assertThat(unread.outcome()).isEqualTo(NOT_ATTEMPTED);
            assertThat(unread.cause()).containsInstanceOf(UnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 502, 504, 520, 522, 524, 529})
    void anErrorOfAGatewayDoesNotEndTheWork(int status) {
        baseten.on(GET, SHOWN).on(DELETE, RawBaseten.own(status));
        ModelDeletion deletion = delete();
        assertThat(deletion.outcome()).isEqualTo(UNKNOWN);
        assertThat(deletion.cause()).containsInstanceOf(OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 507})
    void anErrorThatIsNotTheServicesOwnDoesNotEndTheWork(int status) {
        baseten.on(GET, SHOWN).on(DELETE, RawBaseten.html(status));
        assertThat(delete().outcome()).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void anErrorInTheServicesFormatEndsTheWork(int status) {
        baseten.on(GET, SHOWN).on(DELETE, RawBaseten.own(status));
        ModelDeletion deletion = delete();
        assertThat(deletion.outcome()).isEqualTo(FAILED);
        assertThat(deletion.cause()).containsInstanceOf(UnavailableException.class);
        baseten.on(GET, SHOWN, DENIED);
        assertThat(delete().outcome()).isEqualTo(PRESUMED_DELETED);
    }

    @Test
    void anAnswerAboutAnotherModelIsAnAlarm() {
        baseten.on(GET, SHOWN).on(DELETE, OTHER);
        ModelDeletion shown = delete();
        assertThat(shown.outcome()).isEqualTo(REFUSED);
        assertThat(shown.report().alarm()).isPresent();
        baseten.on(GET, SHOWN, DENIED);
        ModelDeletion gone = delete();
        assertThat(gone.outcome()).isEqualTo(PRESUMED_DELETED);
        assertThat(gone.report().alarm()).isPresent();
        assertThat(gone.report().complete()).isFalse();
        baseten.on(GET, SHOWN, RawBaseten.own(401));
        ModelDeletion unread = delete();
        assertThat(unread.outcome()).isEqualTo(UNKNOWN);
        assertThat(unread.cause()).containsInstanceOf(ScopeExceededException.class);
        assertThat(unread.report().alarm()).isPresent();
    }

    @Test
    void aReadThatLagsBehindASuccessDoesNotMakeItFail() {
        baseten.on(GET, SHOWN, SHOWN, DENIED).on(DELETE, RawBaseten.json(200, "{}"));
        assertThat(delete().outcome()).isEqualTo(PRESUMED_DELETED);
        assertThat(baseten.pauses()).isEqualTo(1);
        baseten.on(GET, SHOWN);
        assertThat(delete().outcome()).isEqualTo(FAILED);
    }

    @Test
    void aReadThatLagsBehindALostDeletionDoesNotMakeItFail() {
        baseten.on(GET, SHOWN, SHOWN, DENIED).on(DELETE, RawBaseten.own(500), DENIED);
        assertThat(delete().outcome()).isEqualTo(PRESUMED_DELETED);
    }

    @Test
    void aRefusalWithSuccessIsSettledByReads() {
        baseten.on(GET, SHOWN).on(DELETE, RawBaseten.json(200, "{\"id\":\"m1\",\"deleted\":false}"));
        assertThat(delete().outcome()).isEqualTo(REFUSED);
        baseten.on(GET, SHOWN, DENIED);
        assertThat(delete().outcome()).isEqualTo(PRESUMED_DELETED);
        assertThat(baseten.pauses())
                .as("two reads deny it, with a pause between them")
                .isEqualTo(1);
    }

    @Test
    void aNegativeCountIsNoModel() {
        baseten.on(
                GET,
                RawBaseten.json(
                        200,
                        "{\"id\":\"m1\",\"name\":\"a\",\"deployments_count\":-5,\"production_deployment_id\":null}"));
        ModelDeletion deletion = delete();
        assertThat(deletion.outcome()).isEqualTo(NOT_ATTEMPTED);
        assertThat(deletion.cause()).containsInstanceOf(MalformedResponseException.class);
        assertThat(deletion.cascade()).isEmpty();
    }

    @Test
    void aCleanAnswerCostsNoMoreThanTheReadBefore() {
        baseten.on(GET, SHOWN).on(DELETE, RawBaseten.json(200, "{\"id\":\"m1\",\"deleted\":true}"));
        assertThat(delete().outcome()).isEqualTo(DELETED);
        assertThat(baseten.asked()).containsExactly(GET, DELETE);
        assertThat(baseten.pauses()).isZero();
    }

    @Test
    void aModelThatServesByNowIsNotSentAgain() {
        baseten.on(GET, SHOWN, SERVING).on(DELETE, RawBaseten.own(500));
        ModelDeletion ended = delete();
        assertThat(ended.outcome()).isEqualTo(REFUSED);
        assertThat(ended.cause()).containsInstanceOf(ConflictException.class);
        assertThat(baseten.asked()).containsExactly(GET, DELETE, GET);
        baseten.on(GET, SHOWN, SERVING).on(DELETE, RawBaseten.own(504));
        assertThat(delete().outcome())
                .as("the first request may still be carried out")
                .isEqualTo(UNKNOWN);
        assertThat(baseten.asked(DELETE)).isEqualTo(2);
    }

    @Test
    void aForcedDeletionIsRepeatedAtOnce() {
        baseten.on(GET, SHOWN)
                .on(DELETE, RawBaseten.own(503), RawBaseten.json(200, "{\"id\":\"m1\",\"deleted\":true}"));
        assertThat(baseten.stores
                        .models()
                        .delete(new ModelId("m1"), DeleteMode.FORCE)
                        .outcome())
                .isEqualTo(DELETED);
        assertThat(baseten.asked()).containsExactly(GET, DELETE, DELETE);
    }

    @Test
    void unreadableModel_isNotSentAgain() {
        baseten.on(GET, SHOWN, RawBaseten.own(403)).on(DELETE, RawBaseten.own(500));
        assertThat(delete().outcome()).isEqualTo(UNKNOWN);
        baseten.on(GET, SHOWN, RawBaseten.own(403)).on(DELETE, RawBaseten.own(429));
        assertThat(delete().outcome()).isEqualTo(FAILED);
        assertThat(baseten.asked(DELETE)).isEqualTo(2);
    }

    @Test
    void absentModel_isNotSentAgain() {
        baseten.on(GET, SHOWN, DENIED).on(DELETE, RawBaseten.own(504));
        assertThat(delete().outcome()).isEqualTo(PRESUMED_DELETED);
        assertThat(baseten.asked()).containsExactly(GET, DELETE, GET);
        baseten.on(GET, SHOWN, DENIED).on(DELETE, RawBaseten.own(429));
        assertThat(delete().outcome())
                .as("two reads deny what this call did not delete")
                .isEqualTo(PRESUMED_DELETED);
        assertThat(baseten.pauses()).isEqualTo(1);
    }
}
