package io.modelkeep.benchmarks.client;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteMode;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.benchmarks.server.Ids;
import io.modelkeep.benchmarks.server.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** A bulk deletion of one service: by the library, and as the requests that the library sends for it. */
enum BulkClient {

    /** Deletions of steps in batches, without a read. */
    WANDB_TRAINING {
        @Override
        List<Request> before(Arguments arguments, long count) {
            return List.of();
        }

        @Override
        List<Request> deletions(Arguments arguments, long count) {
            String url = arguments.origin() + Arguments.listPath(count);
            return batches(count, Rows::step).stream()
                    .map(steps -> request(url)
                            .delete(json("{\"steps\":[" + String.join(",", steps) + "]}"))
                            .build())
                    .toList();
        }

        @Override
        long delete(ModelkeepClient stores, long count) {
            return stores.checkpoints()
                    .delete(
                            new RunId(Arguments.run(count)),
                            ids(count, index -> new CheckpointId(Long.toString(Rows.step(index)))))
                    .orThrow()
                    .results()
                    .size();
        }
    },

    /**
     * Deletions of digests in batches, after a read. The service deletes any object of a name, so the read checks that it is a
     * model.
     */
    WEAVE {
        @Override
        List<Request> before(Arguments arguments, long count) {
            return List.of(request(arguments.origin() + "/objs/query")
                    .post(json(
                            "{\"project_id\":\"team/project\",\"filter\":{\"object_ids\":[\"model\"],\"latest_only\":true},"
                                    + "\"limit\":2,\"offset\":0,\"sort_by\":[{\"field\":\"created_at\",\"direction\":\"asc\"}],"
                                    + "\"metadata_only\":true}"))
                    .build());
        }

        @Override
        List<Request> deletions(Arguments arguments, long count) {
            return batches(count, index -> '"' + Ids.digest(index) + '"').stream()
                    .map(digests -> request(arguments.origin() + "/obj/delete")
                            .post(json("{\"project_id\":\"team/project\",\"object_id\":\"model\",\"digests\":["
                                    + String.join(",", digests) + "]}"))
                            .build())
                    .toList();
        }

        @Override
        long delete(ModelkeepClient stores, long count) {
            return stores.models()
                    .deleteVersions(
                            new ModelId("model"),
                            ids(count, index -> new VersionId(Ids.digest(index))),
                            DeleteMode.FORCE)
                    .orThrow()
                    .results()
                    .size();
        }
    },

    /**
     * Deletions of single ids, after a list of the run. A deletion names no run, so the list excludes ids of another run.
     */
    BASETEN {
        @Override
        List<Request> before(Arguments arguments, long count) {
            return List.of(request(arguments.origin() + LOOPS + "?run_id=" + Arguments.run(count))
                    .build());
        }

        @Override
        List<Request> deletions(Arguments arguments, long count) {
            return ids(
                    count,
                    index -> request(arguments.origin() + LOOPS + "/" + Ids.loopsCheckpoint(index))
                            .delete()
                            .build());
        }

        @Override
        long delete(ModelkeepClient stores, long count) {
            return stores.checkpoints()
                    .delete(
                            new RunId("loops:" + Arguments.run(count)),
                            ids(count, index -> new CheckpointId(Ids.loopsCheckpoint(index))))
                    .orThrow()
                    .results()
                    .size();
        }
    };

    private static final String LOOPS = "/v1/loops/checkpoints";
    private static final int BATCH = 100;

    /** Returns the reads before a deletion, in their order. */
    abstract List<Request> before(Arguments arguments, long count);

    /** Returns the deletions, which may be sent concurrently. */
    abstract List<Request> deletions(Arguments arguments, long count);

    /** Deletes so many by the library, and returns how many are gone. */
    abstract long delete(ModelkeepClient stores, long count);

    /** Returns the settings of the library. */
    Map<String, String> settings(Arguments arguments) {
        String concurrency = arguments.text("concurrency", "4");
        return switch (this) {
            case WANDB_TRAINING -> ModelkeepList.settings(arguments);
            case WEAVE ->
                Map.of(
                        "provider", "weave",
                        "weave.base-url", arguments.origin(),
                        "weave.api-key", "key",
                        "weave.entity", "team",
                        "weave.project", "project",
                        "max-concurrency", concurrency);
            case BASETEN ->
                Map.of(
                        "provider",
                        "baseten",
                        "baseten.base-url",
                        arguments.origin(),
                        "baseten.api-key",
                        "key",
                        "baseten.max-requests-per-second",
                        arguments.text("perSecond", "100"),
                        "max-concurrency",
                        concurrency);
        };
    }

    private static Request.Builder request(String url) {
        return new Request.Builder().url(url).header("Authorization", "Bearer key");
    }

    private static RequestBody json(String body) {
        return RequestBody.create(body, MediaType.get("application/json"));
    }

    private static <T> List<T> ids(long count, LongFunction<T> id) {
        return LongStream.range(0, count).mapToObj(id).toList();
    }

    private static List<List<String>> batches(long count, LongFunction<?> id) {
        List<String> all = ids(count, index -> String.valueOf(id.apply(index)));
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
        }
        return batches;
    }
}
