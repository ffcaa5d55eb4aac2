package io.modelkeep.wandb.training;

import io.modelkeep.Operation;
import io.modelkeep.simulator.RecordedExchange;
import io.modelkeep.simulator.WandbTrainingSimulator;
import io.modelkeep.testkit.Fault;
import io.modelkeep.testkit.FaultFixture;
import io.modelkeep.testkit.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulator's faults and log in the words of the contracts. */
final class SimulatorWire implements FaultFixture {

    private static final Map<Operation, String> NAMES = Map.of(
            Operation.CREATE_MODEL, "create-model",
            Operation.DELETE_MODEL, "delete-model",
            Operation.LIST_CHECKPOINTS, "list-checkpoints",
            Operation.DELETE_CHECKPOINTS, "delete-checkpoints");

    private final WandbTrainingSimulator simulator;

    SimulatorWire(WandbTrainingSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public void inject(Operation operation, Fault fault) {
        simulator.inject(name(operation), simulated(fault));
    }

    @Override
    public void injectAt(Operation operation, int nth, Fault fault) {
        simulator.injectOnCall(name(operation), nth, simulated(fault));
    }

    @Override
    public List<WireRequest> requests() {
        return simulator.exchanges().stream().map(SimulatorWire::request).toList();
    }

    @Override
    public List<String> unconsumed() {
        return simulator.unconsumedFaults();
    }

    private static String name(Operation operation) {
        return Optional.ofNullable(NAMES.get(operation))
                .orElseThrow(() -> new IllegalArgumentException("the service has no " + operation.label()));
    }

    private static WireRequest request(RecordedExchange exchange) {
        Optional<Operation> operation = exchange.operation()
                .flatMap(name -> NAMES.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(name))
                        .map(Map.Entry::getKey)
                        .findFirst());
        return new WireRequest(
                operation,
                exchange.method(),
                exchange.path(),
                exchange.query(),
                exchange.headers(),
                exchange.bodyText(),
                exchange.changedState());
    }

    private static io.modelkeep.simulator.Fault simulated(Fault fault) {
        io.modelkeep.simulator.Fault simulated = switch (fault.kind()) {
            case STATUS -> status(fault.status());
            case ANSWER -> io.modelkeep.simulator.Fault.answer(fault.status(), fault.contentType(), fault.body());
            case REDIRECT -> io.modelkeep.simulator.Fault.redirect(fault.status(), fault.target());
            case DISCONNECT -> io.modelkeep.simulator.Fault.disconnect();
            case STALL -> io.modelkeep.simulator.Fault.stall();
            case CUT_BODY -> io.modelkeep.simulator.Fault.cutBody();
            case EDIT_JSON -> io.modelkeep.simulator.Fault.editJson(fault.edit()::apply);
            case DRIP -> io.modelkeep.simulator.Fault.drip(fault.pause());
            case GZIP_BOMB -> io.modelkeep.simulator.Fault.gzipBomb(fault.size());
            case ENDLESS_BODY -> io.modelkeep.simulator.Fault.endlessBody();
        };
        for (Map.Entry<String, String> header : fault.headers()) {
            simulated = simulated.header(header.getKey(), header.getValue());
        }
        return replacesAnswer(fault) && fault.isApplied() ? simulated.applied() : simulated;
    }

    private static boolean replacesAnswer(Fault fault) {
        return switch (fault.kind()) {
            case CUT_BODY, EDIT_JSON, DRIP -> false;
            default -> true;
        };
    }

    private static io.modelkeep.simulator.Fault status(int status) {
        String detail = status == 422
                ? "[{\"loc\":[\"body\",\"steps\",0],\"msg\":\"Input should be a valid integer\",\"type\":\"int_type\"}]"
                : "\"the service says " + status + "\"";
        return io.modelkeep.simulator.Fault.answer(status, "application/json", "{\"detail\":" + detail + "}");
    }
}
