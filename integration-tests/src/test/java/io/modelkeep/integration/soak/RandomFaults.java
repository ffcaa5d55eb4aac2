package io.modelkeep.integration.soak;

import io.modelkeep.testkit.fixture.Fault;
import java.util.List;
import java.util.Random;

/** Faults of all kinds, as often as they come; none of them lies about what a service would know. */
final class RandomFaults {

    private static final List<Integer> PASSING = List.of(408, 500, 502, 503, 504);
    private static final List<Integer> REFUSING = List.of(401, 403, 409, 422, 429);
    private static final List<String> WAITS = List.of("0", "1", "7", "-5", "1.5", "soon", "99999999999");

    /** A stall costs its whole timeout, so it is rare. */
    private static final int ONE_STALL_IN = 60;

    private final Random random;

    RandomFaults(Random random) {
        this.random = random;
    }

    /** One for a request that only reads. */
    Fault ofRead() {
        return random.nextInt(3) == 0 ? withWait(Fault.status(429)) : cutOffOrUnusable();
    }

    /** One for a request that deletes, carried out or not. */
    Fault ofDeletion() {
        if (random.nextInt(3) == 0) {
            return withWait(Fault.status(REFUSING.get(random.nextInt(REFUSING.size()))));
        }
        Fault fault = cutOffOrUnusable();
        return random.nextBoolean() ? fault.applied() : fault;
    }

    private Fault cutOffOrUnusable() {
        if (random.nextInt(ONE_STALL_IN) == 0) {
            return Fault.stall();
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> withWait(Fault.status(PASSING.get(random.nextInt(PASSING.size()))));
            case 2 -> Fault.disconnect();
            case 3 -> Fault.cutBody();
            case 4 -> Fault.answer(200, "text/html", "<html>Sign in</html>");
            default ->
                Fault.editJson(answer -> {
                    answer.clear();
                    return answer;
                });
        };
    }

    private Fault withWait(Fault fault) {
        return random.nextInt(4) == 0 ? fault.header("Retry-After", WAITS.get(random.nextInt(WAITS.size()))) : fault;
    }
}
