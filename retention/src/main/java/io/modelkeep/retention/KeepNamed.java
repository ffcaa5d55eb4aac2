package io.modelkeep.retention;

/** Keeps what it names. */
record KeepNamed(Names names) implements Rule {

    @Override
    public String written() {
        return "keep=" + names.written();
    }

    @Override
    public void mark(Lineup lineup, Marks marks) {
        int reason = marks.reason(Decision.KEEP);
        for (int i = 0; i < lineup.size(); i++) {
            if (names.match(lineup.item(i))) {
                marks.add(i, reason);
            }
        }
    }
}
