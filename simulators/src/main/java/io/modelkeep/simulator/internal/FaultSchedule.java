package io.modelkeep.simulator.internal;

import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that no request has met yet, each bound to an operation. Thread-safe. */
public final class FaultSchedule {
    private final List<String> operations;
    private final Map<String, Long> calls = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();

    private record Pending(String operation, long dueOnCall, SimulatedFault fault) {}

    FaultSchedule(List<String> operations) {
        this.operations = List.copyOf(operations);
    }

    /**
     * Schedules the fault for the nth following call. If another fault takes that call, this one takes the next free
     * call.
     */
    public synchronized void add(String operation, int nth, SimulatedFault fault) {
        if (!operations.contains(operation)) {
            throw new IllegalArgumentException(
                    "unknown operation " + operation + "; the known operations are " + operations);
        }
        if (nth < 1) {
            throw new IllegalArgumentException("calls are counted from 1: " + nth);
        }
        pending.add(new Pending(operation, callsOf(operation) + nth, fault));
    }

    /**
     * Counts a call and removes the fault that is due for it. A fault scheduled for exactly this call precedes older
     * ones.
     */
    synchronized Optional<SimulatedFault> take(String operation) {
        long call = callsOf(operation) + 1;
        calls.put(operation, call);
        Pending due = null;
        for (Pending candidate : pending) {
            if (!candidate.operation().equals(operation) || candidate.dueOnCall() > call) {
                continue;
            }
            if (due == null || (due.dueOnCall() < call && candidate.dueOnCall() == call)) {
                due = candidate;
            }
        }
        pending.remove(due);
        return Optional.ofNullable(due).map(Pending::fault);
    }

    public synchronized List<String> unconsumed() {
        return pending.stream()
                .map(waiting -> {
                    long callsAway = waiting.dueOnCall() - callsOf(waiting.operation());
                    return waiting.operation() + ": " + waiting.fault()
                            + (callsAway > 1 ? ", in " + callsAway + " calls" : "");
                })
                .toList();
    }

    private long callsOf(String operation) {
        return calls.getOrDefault(operation, 0L);
    }
}
