package io.modelkeep.demo;

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

/**
 * The deletion part of the demo, which is the same for every provider. It lists the items, deletes the oldest and
 * lists the rest.
 */
final class DeletionDemo<T, I extends Id> {

    private final DemoTarget<T, I> pile;
    private final DemoNarration narration;

    DeletionDemo(DemoTarget<T, I> pile, DemoNarration narration) {
        this.pile = pile;
        this.narration = narration;
    }

    /**
     * Deletes the oldest items and narrates each step.
     *
     * @param unwanted how many items to delete
     * @param how how many ids the provider sends in one request, in words
     * @param remedy what the provider does about the lost response to its first request, in words
     * @param held the ids that the simulator itself still holds
     * @return whether exactly the unwanted items are gone
     */
    boolean run(int unwanted, String how, String remedy, Supplier<? extends Collection<String>> held) {
        narration.step("The demo lists the " + pile.noun() + ", page by page:");
        List<T> all = list((number, items) -> narration.result("page " + number + ": " + described(items)));
        boolean complete = delete(all.subList(0, unwanted), how, remedy);
        return look(all.subList(unwanted, all.size()), held.get()) && complete;
    }

    private List<T> list(BiConsumer<Integer, List<T>> shown) {
        List<T> all = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first());
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
        narration.step("It deletes the oldest " + unwanted.size() + " by id, " + how + ". The service");
        narration.more("carries out the first request, but its response is lost. The report:");
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
            case PRESUMED_DELETED -> "the response was lost; Modelkeep listed again, and they are gone";
            case ALREADY_ABSENT -> "already absent before the first request";
            case REFUSED -> "the service will not delete them";
            case FAILED -> "not deleted";
            case UNKNOWN -> "not known; look at the service before retrying";
            case NOT_ATTEMPTED -> "no request was sent";
        };
    }

    /** Compares the report and a second list with the ids that the simulator holds. */
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
        // Some services do not list in an order.
        List<T> byAge = items.stream().sorted(pile.age()).toList();
        return items.size() + " " + pile.noun() + ", " + pile.span().apply(byAge);
    }
}
