package io.modelkeep.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A process that lists one page: from its start to its end, on cold code. */
final class StartBenchmark implements Benchmark {

    static final int ROWS = 100;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public ResultTable run(Lab lab) {
        Peers peers = Peers.here();
        int turns = lab.effort().pick(1, 3, 9);
        ResultTable table = new ResultTable(
                "Process start to the first page of " + ROWS + " checkpoints, the whole process",
                "client",
                "wall, floor = 1",
                "wall ms");
        try (ServerProcess server = lab.server()) {
            new Turns(lab, server, Client.of("OkHttp, discard", "OkHttpStart"), clients(peers), turns).rows(table);
        }
        peers.missing().forEach(label -> table.row(label, "not installed", "–"));
        peers.notes().forEach(table::note);
        table.note("Medians of " + turns + " turns, lowest..highest in brackets. All without a class-data archive.");
        return table;
    }

    private static List<Client> clients(Peers peers) {
        List<Client> clients = new ArrayList<>(List.of(
                Client.of("Retrofit + converter-jackson", "RetrofitStart"),
                Client.of("**Modelkeep**", "ModelkeepStart")));
        clients.addAll(peers.starts());
        return clients;
    }
}
