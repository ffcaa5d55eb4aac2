package io.modelkeep.baseten.internal.read;

import io.modelkeep.Model;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.TrainingRun;
import io.modelkeep.baseten.BasetenAttributes;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.api.TrainingJson.JobList;
import io.modelkeep.baseten.internal.api.TrainingJson.JobRow;
import io.modelkeep.baseten.internal.api.TrainingJson.RunList;
import io.modelkeep.baseten.internal.api.TrainingJson.RunRow;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.json.TimestampParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of the training runs in two pages: the Loops runs, then the training jobs. Thread-safe. */
public final class RunReader {

    /** The only page token of this list. */
    private static final String JOBS = "training-jobs";

    private final BasetenService service;
    private final Optional<String> team;
    private final boolean wholeOrganisation;

    public RunReader(BasetenService service, Optional<String> team, boolean wholeOrganisation) {
        this.service = service;
        this.team = team;
        this.wholeOrganisation = wholeOrganisation;
    }

    public static void check(PageRequest page) {
        if (page.token().filter(token -> !token.equals(JOBS)).isPresent()) {
            throw BasetenIds.refused(
                    Operation.LIST_RUNS, "the page token does not belong to this list; leave it out to begin again");
        }
    }

    public Page<TrainingRun> list(PageRequest page) {
        if (page.token().isEmpty()) {
            List<TrainingRun> runs = runs();
            if (!runs.isEmpty()) {
                return Page.of(runs, JOBS);
            }
        }
        return Page.last(jobs());
    }

    private List<TrainingRun> runs() {
        CallContext context = service.client().begin(Operation.LIST_RUNS, "of Loops");
        Reply<RunList> reply = service.send(
                team.isPresent()
                        ? service.api().listTeamRuns(team.get())
                        : service.api().listRuns(wholeOrganisation ? "org" : null),
                context);
        List<RunRow> rows = service.listOrThrow(reply, context, team).runs();
        return UnpagedList.of(rows, row -> training(row, reply), TrainingRun::id, reply);
    }

    private static TrainingRun training(RunRow row, Reply<?> reply) {
        requireId(row.id(), reply);
        TrainingRun.Builder run = TrainingRun.builder(LoopsRun.id(row.id()))
                .attributes(new AttributeMap()
                        .put(Model.BASE_MODEL, row.baseModel())
                        .put(
                                BasetenAttributes.USER,
                                row.user() == null ? null : row.user().email())
                        .values());
        if (row.name() != null) {
            run.name(row.name());
        }
        TimestampParser.instant(row.createdAt()).ifPresent(run::createdAt);
        if (row.status() != null && row.status().name() != null) {
            run.state(row.status().name());
        }
        return run.build();
    }

    private List<TrainingRun> jobs() {
        CallContext context = service.client().begin(Operation.LIST_RUNS, "of jobs");
        Reply<JobList> reply = service.send(service.api().searchJobs(Map.of()), context);
        List<JobRow> rows = service.bodyOrThrow(reply, context).jobs();
        return UnpagedList.of(rows, row -> training(row, reply), TrainingRun::id, reply);
    }

    private static TrainingRun training(JobRow row, Reply<?> reply) {
        requireId(row.id(), reply);
        requireId(row.projectId(), reply);
        TrainingRun.Builder run = TrainingRun.builder(TrainingJob.id(row.projectId(), row.id()))
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
            run.name(row.name());
        }
        TimestampParser.instant(row.createdAt()).ifPresent(run::createdAt);
        if (row.status() != null) {
            run.state(row.status());
        }
        return run.build();
    }

    private static void requireId(String id, Reply<?> reply) {
        if (!BasetenIds.ANY.matcher(id).matches()) {
            throw reply.malformed(BasetenIds.none("run", id));
        }
    }
}
