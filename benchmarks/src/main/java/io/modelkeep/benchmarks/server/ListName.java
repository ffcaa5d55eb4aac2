package io.modelkeep.benchmarks.server;

/** The name of what is listed. Where it ends in a dash and a number, the list has so many rows. */
final class ListName {

    private ListName() {}

    /** Returns the number at the end of the name, or the fallback without one. */
    static long count(String name, long otherwise) {
        int dash = name.lastIndexOf('-');
        String end = name.substring(dash + 1);
        boolean number = dash >= 0 && !end.isEmpty() && end.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(end) : otherwise;
    }
}
