package io.modelkeep.integration.live;

import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Baseten itself, which is only read: a model comes of an upload and a checkpoint of training. What needs one is skipped, and
 * nothing at all can be deleted, since nothing is ever made.
 */
final class LiveBaseten extends LiveFixture {

    static final String NOTHING = "nothing can be created without cost";

    LiveBaseten(LiveEnvironment environment) {
        super(Map.of(
                "provider",
                "baseten",
                "baseten.base-url",
                environment.get(LiveEnvironment.BASETEN_URL).orElse("https://api.baseten.co"),
                "baseten.api-key",
                environment.require(LiveEnvironment.BASETEN_KEY)));
    }

    @Override
    ModelId idOf(String name) {
        throw new AssertionError("nothing is created here");
    }

    @Override
    int remove(ModelId model) {
        throw new AssertionError("nothing is deleted here");
    }

    @Override
    public int maxPageSize(Operation list) {
        return list == Operation.LIST_FILES ? 1000 : Integer.MAX_VALUE;
    }

    @Override
    public RunId givenRun(int checkpoints) {
        return Assumptions.abort(NOTHING);
    }

    @Override
    public RunId absentRun() {
        return new RunId("loops:" + unknown());
    }

    @Override
    public CheckpointId absentCheckpoint() {
        return new CheckpointId(unknown());
    }

    @Override
    public List<RunId> malformedRunIds() {
        return Stream.of("wnpkzp03", "loops:", "loops:a:b", "job:a", "Loops:a", "loops:ä")
                .map(RunId::new)
                .toList();
    }

    @Override
    public ModelId givenModel(String name) {
        return Assumptions.abort(NOTHING);
    }

    @Override
    public ModelId absentModel() {
        return new ModelId(unknown());
    }

    @Override
    public List<ModelId> malformedModelIds() {
        return Stream.of("loops:abc", "a.b", "ä").map(ModelId::new).toList();
    }

    @Override
    public VersionId absentVersion() {
        return new VersionId(unknown());
    }

    /** An id of the service's form that nothing has, by any chance that matters. */
    private static String unknown() {
        return "z" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    }
}
