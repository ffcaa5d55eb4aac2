package io.modelkeep.cli;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.Model;
import io.modelkeep.ModelSpec;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.simulator.Fault;
import io.modelkeep.simulator.SimulatedCheckpoint;
import io.modelkeep.simulator.WandbTrainingSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A pipeline that tidies up after a training, step by step, with what it means beside each step. */
final class Demo {

    private static final int TRAINED = 250;
    private static final int UNWANTED = 120;

    private final WandbTrainingSimulator simulator;
    private final Output out;

    Demo(WandbTrainingSimulator simulator, Output out) {
        this.simulator = simulator;
        this.out = out;
    }

    int run() {
        say("A pipeline tidies up the checkpoints of a model. All of it happens on this machine:");
        say("a simulator stands in for the W&B Training service, and Modelkeep talks to it over HTTP.");
        step("1  The simulator answers at " + simulator.baseUrl());
        try (Stores stores = open()) {
            Model model = stores.models()
                    .create(ModelSpec.builder("tidy-me")
                            .baseModel("Qwen/Qwen2.5-14B-Instruct")
                            .build());
            step("2  The pipeline creates a model: " + model.name() + ", id " + model.id());
            simulator.addCheckpoints(model.id().value(), TRAINED);
            step("3  Training (simulated) saves " + TRAINED + " checkpoints.");
            TrainingId training = model.training().orElseThrow();
            List<Checkpoint> checkpoints = list(stores, training);
            return delete(stores, training, checkpoints.subList(0, UNWANTED)) && left(model)
                    ? ExitCode.DONE
                    : ExitCode.BUG;
        }
    }

    private Stores open() {
        return Stores.open(StoreConfig.builder()
                .set("provider", "wandb-training")
                .set("wandb-training.base-url", simulator.baseUrl().toString())
                .set("wandb-training.api-key", simulator.apiKey())
                .set("wandb-training.project", "demo")
                // One batch after the other, so that it is always the same one whose reply is lost.
                .set("max-concurrency", "1")
                .build());
    }

    private List<Checkpoint> list(Stores stores, TrainingId training) {
        step("4  The pipeline lists them, page by page:");
        List<Checkpoint> all = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first().withOrder(Order.ASCENDING));
        for (int number = 1; next.isPresent(); number++) {
            PageRequest request = next.get();
            Page<Checkpoint> page = stores.checkpoints().list(training, request);
            say("     page " + number + ": " + page.items().size() + " checkpoints, steps "
                    + page.items().get(0).id() + " to "
                    + page.items().get(page.items().size() - 1).id());
            all.addAll(page.items());
            next = page.nextToken().map(request::withToken);
        }
        return all;
    }

    private boolean delete(Stores stores, TrainingId training, List<Checkpoint> unwanted) {
        step("5  It deletes the oldest " + unwanted.size()
                + ", named one by one, in batches of at most 100. The service");
        say("   carries out the first batch, but its reply is lost on the way. The report says:");
        simulator.inject("delete-checkpoints", Fault.disconnect().applied());
        List<CheckpointId> ids = unwanted.stream().map(Checkpoint::id).toList();
        DeleteReport<CheckpointId> report = stores.checkpoints().delete(training, ids);
        report.summary().forEach((outcome, count) -> {
            String counted = count + " " + outcome;
            say("     " + counted + " ".repeat(Math.max(1, 22 - counted.length())) + meaning(outcome));
        });
        report.stoppedBy().ifPresent(why -> say("     stopped: " + why.getMessage()));
        return report.complete();
    }

    private static String meaning(DeleteOutcome outcome) {
        return switch (outcome) {
            case DELETED -> "the service confirmed it";
            case PRESUMED_DELETED -> "the reply was lost; instead of sending it again, Modelkeep looked: they are gone";
            case ALREADY_ABSENT -> "not there when first asked";
            case REFUSED -> "the service will not delete them";
            case FAILED -> "certainly not deleted";
            case UNKNOWN -> "nothing could tell: look before repeating";
            case NOT_ATTEMPTED -> "never sent";
        };
    }

    /** Not through the pipeline's eyes: what the server holds is the truth that the report is measured by. */
    private boolean left(Model model) {
        List<SimulatedCheckpoint> left = simulator.checkpoints(model.id().value());
        step("6  The server holds " + left.size() + " checkpoints now, steps "
                + left.get(0).step() + " to " + left.get(left.size() - 1).step() + ".");
        Map<String, Long> requests = simulator.exchanges().stream()
                .collect(Collectors.groupingBy(
                        exchange -> exchange.operation().orElseGet(exchange::path),
                        TreeMap::new,
                        Collectors.counting()));
        say("   It saw " + simulator.exchanges().size() + " requests: "
                + requests.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "))
                + ".");
        say("");
        say("Every checkpoint named has one outcome, and none is a guess. Next:");
        say("  ./modelkeep simulate wandb-training     a server of your own to try it on");
        say("  ./modelkeep providers                   what can be configured");
        out.flush();
        return left.size() == TRAINED - UNWANTED;
    }

    private void step(String text) {
        say("");
        say(text);
    }

    private void say(String text) {
        out.line(text);
        out.flush();
    }
}
