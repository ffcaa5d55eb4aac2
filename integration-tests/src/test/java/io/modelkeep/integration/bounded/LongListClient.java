package io.modelkeep.integration.bounded;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.integration.process.Parent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Lists things and counts them; arguments: which things, of whom, how many at most. */
final class LongListClient {

    private static final int EARLY = 100_000;

    private LongListClient() {}

    public static void main(String[] arguments) {
        Parent parent = new Parent();
        DeletableItems things = DeletableItems.valueOf(arguments[0]);
        Map<String, Object> result = new LinkedHashMap<>();
        long[] counted = new long[2];
        try (ModelkeepClient stores = ModelkeepClient.open(parent.settings().build());
                Stream<String> ids = things.list(stores, arguments[1]).limit(Long.parseLong(arguments[2]))) {
            ids.forEach(id -> {
                counted[0]++;
                counted[1] += id.hashCode();
                if (counted[0] == EARLY) {
                    result.put("early", Parent.usedHeap());
                }
            });
            result.put("count", counted[0]);
            result.put("hashes", counted[1]);
            result.put("heap", Parent.usedHeap());
            parent.tell(result);
        }
    }
}
