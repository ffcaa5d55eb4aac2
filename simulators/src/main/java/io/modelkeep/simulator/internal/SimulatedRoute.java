package io.modelkeep.simulator.internal;

import io.modelkeep.simulator.exchange.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A route of a service: a method, and a path with a group for each variable segment. */
public interface SimulatedRoute {
    String method();

    Pattern path();

    /** Returns the routes of any method at this path. */
    static <R extends SimulatedRoute> List<R> at(R[] routes, String path) {
        return Arrays.stream(routes)
                .filter(route -> route.path().matcher(path).matches())
                .toList();
    }

    static <R extends SimulatedRoute> Optional<R> find(R[] routes, String method, String path) {
        return at(routes, path).stream()
                .filter(route -> route.method().equals(method))
                .findFirst();
    }

    /**
     * Returns the answer to a request that no route accepts, given those at its path.
     *
     * <p>Starlette names the method of the first route with this path, and no others.
     */
    static Answer unrouted(List<? extends SimulatedRoute> otherMethods) {
        return otherMethods.isEmpty()
                ? Answer.detail(404, "Not Found")
                : Answer.detail(405, "Method Not Allowed")
                        .withHeader("Allow", otherMethods.get(0).method());
    }

    /** Returns the variable segments of a path at which this route is. */
    default List<String> segments(String actualPath) {
        Matcher matcher = path().matcher(actualPath);
        if (!matcher.matches()) {
            throw new IllegalStateException(this + " does not lead to " + actualPath);
        }
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .toList();
    }
}
