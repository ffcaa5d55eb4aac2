package io.modelkeep.testkit.internal.list;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.testkit.fixture.GivenFiles;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The lists of training runs, their checkpoints, and the files of a checkpoint. */
public final class RunLists {

    public static final ListKind<RunId, CheckpointId> CHECKPOINTS = new Checkpoints();
    public static final ListKind<List<RunId>, RunId> RUNS = new Runs();
    public static final ListKind<GivenFiles, String> FILES = new CheckpointFiles();

    private RunLists() {}

    private static final class Checkpoints implements ListKind<RunId, CheckpointId> {

        @Override
        public String noun() {
            return "checkpoints";
        }

        @Override
        public Operation operation() {
            return Operation.LIST_CHECKPOINTS;
        }

        @Override
        public Capability capability() {
            return Capability.CHECKPOINT_LIST;
        }

        @Override
        public RunId given(StoreFixture fixture, int items) {
            return fixture.givenRun(items);
        }

        @Override
        public List<CheckpointId> existing(StoreFixture fixture, RunId parent) {
            return fixture.checkpoints(parent);
        }

        @Override
        public Page<CheckpointId> page(ModelkeepClient stores, RunId parent, PageRequest request) {
            return stores.checkpoints().list(parent, request).map(Checkpoint::id);
        }

        @Override
        public Stream<CheckpointId> stream(ModelkeepClient stores, RunId parent) {
            return stores.checkpoints().stream(parent).map(Checkpoint::id);
        }

        @Override
        public Stream<CheckpointId> stream(ModelkeepClient stores, RunId parent, PageRequest from) {
            return stores.checkpoints().stream(parent, from).map(Checkpoint::id);
        }

        @Override
        public List<RunId> absentParents(StoreFixture fixture) {
            return List.of(fixture.absentRun());
        }

        @Override
        public List<RunId> malformedParents(StoreFixture fixture) {
            return fixture.malformedRunIds();
        }
    }

    private static final class Runs implements ListKind<List<RunId>, RunId> {

        @Override
        public String noun() {
            return "training runs";
        }

        @Override
        public Operation operation() {
            return Operation.LIST_RUNS;
        }

        @Override
        public boolean hasParent() {
            return false;
        }

        @Override
        public Capability capability() {
            return Capability.RUN_LIST;
        }

        @Override
        public List<RunId> given(StoreFixture fixture, int items) {
            List<RunId> given = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                given.add(fixture.givenRun(1));
            }
            return given;
        }

        @Override
        public List<RunId> existing(StoreFixture fixture, List<RunId> parent) {
            return fixture.runs();
        }

        @Override
        public Page<RunId> page(ModelkeepClient stores, List<RunId> parent, PageRequest request) {
            return stores.checkpoints().listRuns(request).map(TrainingRun::id);
        }

        @Override
        public Stream<RunId> stream(ModelkeepClient stores, List<RunId> parent) {
            return stores.checkpoints().streamRuns().map(TrainingRun::id);
        }

        @Override
        public Stream<RunId> stream(ModelkeepClient stores, List<RunId> parent, PageRequest from) {
            return stores.checkpoints().streamRuns(from).map(TrainingRun::id);
        }
    }

    private static final class CheckpointFiles implements ListKind<GivenFiles, String> {

        @Override
        public String noun() {
            return "files";
        }

        @Override
        public Operation operation() {
            return Operation.LIST_FILES;
        }

        @Override
        public Capability capability() {
            return Capability.CHECKPOINT_FILES;
        }

        @Override
        public GivenFiles given(StoreFixture fixture, int items) {
            return GivenFiles.of(fixture, items);
        }

        @Override
        public List<String> existing(StoreFixture fixture, GivenFiles parent) {
            return parent.paths();
        }

        @Override
        public Page<String> page(ModelkeepClient stores, GivenFiles parent, PageRequest request) {
            return stores.checkpoints()
                    .listFiles(parent.run(), parent.checkpoint(), request)
                    .map(CheckpointFile::path);
        }

        @Override
        public Stream<String> stream(ModelkeepClient stores, GivenFiles parent) {
            return stores.checkpoints()
                    .streamFiles(parent.run(), parent.checkpoint())
                    .map(CheckpointFile::path);
        }

        @Override
        public Stream<String> stream(ModelkeepClient stores, GivenFiles parent, PageRequest from) {
            return stores.checkpoints()
                    .streamFiles(parent.run(), parent.checkpoint(), from)
                    .map(CheckpointFile::path);
        }

        @Override
        public List<GivenFiles> absentParents(StoreFixture fixture) {
            return List.of(
                    new GivenFiles(fixture.givenRun(1), fixture.absentCheckpoint(), Map.of()),
                    new GivenFiles(fixture.absentRun(), fixture.absentCheckpoint(), Map.of()));
        }

        @Override
        public List<GivenFiles> malformedParents(StoreFixture fixture) {
            List<GivenFiles> malformed = new ArrayList<>();
            fixture.malformedRunIds()
                    .forEach(id -> malformed.add(new GivenFiles(id, fixture.absentCheckpoint(), Map.of())));
            List<CheckpointId> checkpoints = fixture.malformedCheckpointIds();
            if (!checkpoints.isEmpty()) {
                RunId run = fixture.givenRun(1);
                checkpoints.forEach(id -> malformed.add(new GivenFiles(run, id, Map.of())));
            }
            return malformed;
        }
    }
}
