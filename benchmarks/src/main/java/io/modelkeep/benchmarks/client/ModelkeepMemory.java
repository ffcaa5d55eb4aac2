package io.modelkeep.benchmarks.client;

import io.modelkeep.Checkpoint;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Iterator;
import java.util.stream.Stream;

/** A client that lists with the library and prints the heap in use after a full collection, {@code points} times. */
final class ModelkeepMemory {

    private ModelkeepMemory() {}

    public static void main(String... texts) {
        Arguments arguments = new Arguments(texts);
        long count = arguments.count();
        long between = count / arguments.number("points", 10);
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        Caller caller = new Caller(arguments, count);
        try (ModelkeepClient stores = ModelkeepClient.open(ModelkeepList.settings(arguments));
                Stream<Checkpoint> stream = stores.checkpoints().stream(new RunId(Arguments.run(count)))) {
            Iterator<Checkpoint> checkpoints = stream.iterator();
            for (long read = 1; checkpoints.hasNext(); read++) {
                ModelkeepList.tell(caller, checkpoints.next());
                if (read % between == 0) {
                    System.gc();
                    System.out.println("sample liveHeapBytes="
                            + memory.getHeapMemoryUsage().getUsed() + " items=" + between);
                }
            }
        }
        caller.checked();
    }
}
