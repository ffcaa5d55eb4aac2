package io.modelkeep.cli.demo;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.Id;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The pipeline of the demo, which knows no provider: it lists a pile, deletes the oldest of it, and looks again. */
final class DeletionDemo<T, I extends Id> {

    private final DemoTarget<T, I> pile;
    private final DemoNarration narration;

    DeletionDemo(DemoTarget<T, I> pile, DemoNarration narration) {
        this.pile = pile;
        this.narration = narration;
    }

    /**
     * Tidies up, and says so.
     *
     * @param unwanted how many are to go
     * @param how in which requests the provider deletes
     * @param remedy what it does about the reply to the first of them, which is lost
     * @param held the ids of what the server holds, by its own word and not through the provider's eyes
     * @return whether those that were to go are gone, and only those
     */
    boolean run(int unwanted, String how, String remedy, Supplier<? extends Collection<String>> held) {
        narration.step("The pipeline lists the " + pile.noun() + ", page by page:");
        List<T> all = list((number, items) -> narration.result("page " + number + ": " + described(items)));
        boolean complete = delete(all.subList(0, unwanted), how, remedy);
        return look(all.subList(unwanted, all.size()), held.get()) && complete;
    }

    private List<T> list(BiConsumer<Integer, List<T>> shown) {
        List<T> all = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(pile.first());
        for (int number = 1; next.isPresent(); number++) {
            PageRequest request = next.get();
            Page<T> page = pile.list().apply(request);
            shown.accept(number, page.items());
            all.addAll(page.items());
            next = page.nextToken().map(request::withToken);
        }
        all.sort(pile.age());
        return all;
    }

    private boolean delete(List<T> unwanted, String how, String remedy) {
        narration.step("It deletes the oldest " + unwanted.size() + ", named one by one, " + how + ". The service");
        narration.more("carries out the first request, but its reply is lost on the way. The report says:");
        DeleteReport<I> report = pile.delete().apply(ids(unwanted));
        report.summary().forEach((outcome, count) -> {
            String counted = count + " " + outcome;
            narration.result(counted + " ".repeat(Math.max(1, 22 - counted.length())) + meaning(outcome));
        });
        report.abortCause().ifPresent(why -> narration.result("stopped: " + why.getMessage()));
        narration.more(remedy);
        return report.complete();
    }

    private static String meaning(DeleteOutcome outcome) {
        return switch (outcome) {
            case DELETED -> "the service confirmed it";
            case PRESUMED_DELETED -> "the reply was lost, so Modelkeep looked: they are gone";
            case ALREADY_ABSENT -> "not there when first asked";
            case REFUSED -> "the service will not delete them";
            case FAILED -> "certainly not deleted";
            case UNKNOWN -> "nothing could tell: look before repeating";
            case NOT_ATTEMPTED -> "never sent";
        };
    }

    /** What the server holds is the truth that the report and the second list are measured by. */
    private boolean look(List<T> left, Collection<String> held) {
        List<T> seen = list((number, items) -> {});
        narration.step("It lists them again: " + seen.size() + " are left. The server holds " + held.size() + " "
                + pile.noun() + " now, " + pile.span().apply(seen) + ".");
        return ids(seen).equals(ids(left))
                && Set.copyOf(held).equals(ids(left).stream().map(Id::value).collect(Collectors.toSet()));
    }

    private List<I> ids(List<T> items) {
        return items.stream().map(pile.id()).toList();
    }

    private String described(List<T> items) {
        // Not every service lists them in an order.
        List<T> byAge = items.stream().sorted(pile.age()).toList();
        return items.size() + " " + pile.noun() + ", " + pile.span().apply(byAge);
    }
}
