package io.modelkeep.retention;

/** The rule that keeps the items with the given names. */
record KeepNamed(String word, Names names) implements Rule {

    @Override
    public String written() {
        return word + "=" + names.written();
    }

    @Override
    public void mark(Lineup lineup, Marks marks) {
        int reason = marks.reason(word);
        for (int i = 0; i < lineup.size(); i++) {
            if (names.match(lineup.item(i))) {
                marks.add(i, reason);
            }
        }
    }
}
