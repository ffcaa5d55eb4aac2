package io.modelkeep.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A comparison of a subject with a floor: processes of both in turn, and a ratio for each pair of them. */
final class Comparison {

    private record Pair(List<Sample> floor, List<Sample> subject) {}

    private final Client subject;
    private final List<Pair> pairs;

    private final double serverCpuEach;

    private Comparison(Client subject, List<Pair> pairs, double serverCpuEach) {
        this.subject = subject;
        this.pairs = pairs;
        this.serverCpuEach = serverCpuEach;
    }

    /** Runs the pairs. Each round of both must have the same number of items. */
    static Comparison of(Lab lab, ServerProcess server, Client floor, Client subject, int pairs, long items) {
        List<Pair> done = new ArrayList<>();
        long serverCpu = 0;
        for (int i = 1; i <= pairs; i++) {
            lab.tell(subject.label() + ", pair " + i + " of " + pairs);
            List<Sample> floors = lab.run(floor, server, items);
            long before = server.cpu().toNanos();
            done.add(new Pair(floors, lab.run(subject, server, items)));
            serverCpu += server.cpu().toNanos() - before;
        }
        long all = items * pairs * (subject.number("warmup", 0) + subject.number("rounds", 1));
        return new Comparison(subject, done, (double) serverCpu / all);
    }

    /** Runs the pairs of clients that need no server. */
    static Comparison of(Lab lab, Client floor, Client subject, int pairs, long items) {
        List<Pair> done = new ArrayList<>();
        for (int i = 1; i <= pairs; i++) {
            lab.tell(subject.label() + ", pair " + i + " of " + pairs);
            done.add(new Pair(lab.run(floor, items), lab.run(subject, items)));
        }
        return new Comparison(subject, done, 0);
    }

    String label() {
        return subject.label();
    }

    /** Returns the ratio of subject to floor in each pair, from the medians of their rounds. It is empty if one of them lacks the measure. */
    Optional<Median> ratio(Measure measure) {
        if (!told(measure)) {
            return Optional.empty();
        }
        return Optional.of(Median.of(pairs.stream()
                .map(pair -> median(pair.subject(), sample -> sample.value(measure))
                        / median(pair.floor(), sample -> sample.value(measure)))
                .toList()));
    }

    private boolean told(Measure measure) {
        return pairs.stream()
                .allMatch(pair -> pair.floor().stream().allMatch(sample -> sample.has(measure))
                        && pair.subject().stream().allMatch(sample -> sample.has(measure)));
    }

    /** Returns the subject's value for each item, over all its rounds. It is empty if the subject lacks the measure. */
    Optional<Double> each(Measure measure) {
        return subjects(measure, sample -> sample.each(measure));
    }

    /** Returns the subject's value for a round, over all its rounds. It is empty if the subject lacks the measure. */
    Optional<Double> round(Measure measure) {
        return subjects(measure, sample -> sample.value(measure));
    }

    private Optional<Double> subjects(Measure measure, ToDoubleFunction<Sample> value) {
        List<Sample> samples =
                pairs.stream().flatMap(pair -> pair.subject().stream()).toList();
        return samples.stream().allMatch(sample -> sample.has(measure))
                ? Optional.of(median(samples, value))
                : Optional.empty();
    }

    /** Returns the fraction of the subject's time in which the server was busy. A value near 1 measures the server. */
    double serverShare() {
        return serverCpuEach / each(Measure.WALL).orElseThrow();
    }

    /** Returns the floor's value for each item, over all its rounds. */
    double floorEach(Measure measure) {
        return median(pairs.stream().flatMap(pair -> pair.floor().stream()).toList(), sample -> sample.each(measure));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return Median.of(samples.stream().map(value::applyAsDouble).toList()).value();
    }
}
