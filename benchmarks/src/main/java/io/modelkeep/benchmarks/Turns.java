package io.modelkeep.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whole processes, one after the other and all of them again: how long each takes from before its start to after its end. */
final class Turns {

    private final Map<Client, List<Double>> millis = new LinkedHashMap<>();
    private final Client floor;

    /** Runs them, the floor first; a first turn, which fills the system's caches, does not count. */
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

    /** A row for each: its name, how many times as long as the floor it takes, and the milliseconds. */
    void rows(ResultTable table) {
        List<Double> floors = millis.getOrDefault(floor, List.of());
        millis.forEach((client, times) -> table.row(
                client.label(),
                Median.ofRatios(times, floors).ratio(),
                String.format(Locale.ROOT, "%,.0f", Median.of(times).value())));
    }
}
