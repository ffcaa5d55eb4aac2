package io.modelkeep.baseten;

import io.modelkeep.Model;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Training;
import io.modelkeep.baseten.TrainingJson.JobList;
import io.modelkeep.baseten.TrainingJson.JobRow;
import io.modelkeep.baseten.TrainingJson.RunList;
import io.modelkeep.baseten.TrainingJson.RunRow;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Reply;
import io.modelkeep.http.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists what checkpoints hang on, in two pages: the Loops runs, then the training jobs. Thread-safe. */
final class Trainings {

    /** The one page token of this list. */
    private static final String JOBS = "training-jobs";

    private final BasetenService service;
    private final Optional<String> team;
    private final boolean wholeOrganisation;

    Trainings(BasetenService service, Optional<String> team, boolean wholeOrganisation) {
        this.service = service;
        this.team = team;
        this.wholeOrganisation = wholeOrganisation;
    }

    static void check(PageRequest page) {
        if (page.token().filter(token -> !token.equals(JOBS)).isPresent()) {
            throw BasetenIds.refused(
                    Operation.LIST_TRAININGS,
                    "the page token does not belong to this list; leave it out to begin again");
        }
    }

    Page<Training> list(PageRequest page) {
        if (page.token().isEmpty()) {
            List<Training> runs = runs();
            if (!runs.isEmpty()) {
                return Page.of(runs, JOBS);
            }
        }
        return Page.last(jobs());
    }

    private List<Training> runs() {
        CallContext context = service.client().begin(Operation.LIST_TRAININGS, "of Loops");
        Reply<RunList> reply = service.send(
                team.isPresent()
                        ? service.api().listTeamRuns(team.get())
                        : service.api().listRuns(wholeOrganisation ? "org" : null),
                context);
        List<RunRow> rows = service.listOrThrow(reply, context, team).runs();
        return WholeList.of(rows, row -> training(row, reply), Training::id, reply);
    }

    private static Training training(RunRow row, Reply<?> reply) {
        requireId(row.id(), reply);
        Training.Builder training = Training.builder(LoopsRun.id(row.id()))
                .attributes(new AttributeMap()
                        .put(Model.BASE_MODEL, row.baseModel())
                        .put(
                                BasetenAttributes.USER,
                                row.user() == null ? null : row.user().email())
                        .values());
        if (row.name() != null) {
            training.name(row.name());
        }
        Timestamps.instant(row.createdAt()).ifPresent(training::createdAt);
        if (row.status() != null && row.status().name() != null) {
            training.state(row.status().name());
        }
        return training.build();
    }

    private List<Training> jobs() {
        CallContext context = service.client().begin(Operation.LIST_TRAININGS, "of jobs");
        Reply<JobList> reply = service.send(service.api().searchJobs(Map.of()), context);
        List<JobRow> rows = service.bodyOrThrow(reply, context).jobs();
        return WholeList.of(rows, row -> training(row, reply), Training::id, reply);
    }

    private static Training training(JobRow row, Reply<?> reply) {
        requireId(row.id(), reply);
        requireId(row.projectId(), reply);
        Training.Builder training = Training.builder(TrainingJob.id(row.projectId(), row.id()))
                .attributes(new AttributeMap()
                        .put(
                                Model.PROJECT,
                                row.project() == null ? null : row.project().name())
                        .put(BasetenAttributes.CHECKPOINT_SYNC_STATUS, row.checkpointSyncStatus())
                        .put(BasetenAttributes.ERROR_MESSAGE, row.errorMessage())
                        .put(
                                BasetenAttributes.USER,
                                row.user() == null ? null : row.user().email())
                        .values());
        if (row.name() != null) {
            training.name(row.name());
        }
        Timestamps.instant(row.createdAt()).ifPresent(training::createdAt);
        if (row.status() != null) {
            training.state(row.status());
        }
        return training.build();
    }

    private static void requireId(String id, Reply<?> reply) {
        if (!BasetenIds.ANY.matcher(id).matches()) {
            throw reply.malformed(BasetenIds.none("training", id));
        }
    }
}
