package io.modelkeep.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A measurement of whole processes in turn, each from before its start to after its end. */
final class Turns {

    private final Map<Client, List<Double>> millis = new LinkedHashMap<>();
    private final Client floor;

    /** Runs the processes, the floor first. The first turn fills the system's caches and does not count. */
    Turns(Lab lab, ServerProcess server, Client floor, List<Client> others, int turns) {
        this.floor = floor;
        List<Client> all = new ArrayList<>(List.of(floor));
        all.addAll(others);
        all.forEach(client -> millis.put(client, new ArrayList<>()));
        if (lab.effort() != Effort.SMOKE) {
            all.forEach(client -> lab.time(client, server));
        }
        for (int turn = 1; turn <= turns; turn++) {
            lab.tell("turn " + turn + " of " + turns);
            millis.forEach((client, times) -> times.add(lab.time(client, server).toNanos() / 1e6));
        }
    }

    /** Adds a row for each process with its name, its ratio to the floor, and the milliseconds. */
    void rows(ResultTable table) {
        List<Double> floors = millis.getOrDefault(floor, List.of());
        millis.forEach((client, times) -> table.row(
                client.label(),
                Median.ofRatios(times, floors).ratio(),
                String.format(Locale.ROOT, "%,.0f", Median.of(times).value())));
    }
}
