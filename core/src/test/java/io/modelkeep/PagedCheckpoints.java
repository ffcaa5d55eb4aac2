package io.modelkeep;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A checkpoint store whose pages a test writes down; it remembers what it was asked. */
public final class PagedCheckpoints implements CheckpointStore {

    public static final RunId TRAINING = new RunId("t");

    private final Set<Capability> capabilities;
    private final Function<ListRequest, Page<Checkpoint>> pages;
    private final List<ListRequest> requests = new CopyOnWriteArrayList<>();

    public PagedCheckpoints(Set<Capability> capabilities, Function<ListRequest, Page<Checkpoint>> pages) {
        this.capabilities = capabilities;
        this.pages = pages;
    }

    public PagedCheckpoints(Function<ListRequest, Page<Checkpoint>> pages) {
        this(EnumSet.of(Capability.CHECKPOINT_LIST), pages);
    }

    /** Pages of a size, counting from 0; the token is the next page's number. */
    public static PagedCheckpoints counting(int pageCount, int pageSize) {
        return new PagedCheckpoints(request -> {
            int page = request.token().map(Integer::parseInt).orElse(0);
            List<Checkpoint> items = steps(page * pageSize, pageSize);
            return page == pageCount - 1 ? Page.last(items) : Page.of(items, Integer.toString(page + 1));
        });
    }

    public static List<Checkpoint> steps(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(step -> Checkpoint.builder(new CheckpointId(Integer.toString(step)))
                        .step(step)
                        .build())
                .toList();
    }

    public List<ListRequest> requests() {
        return requests;
    }

    @Override
    public String provider() {
        return "fake";
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Page<Checkpoint> list(RunId run, PageRequest page) {
        return list(new ListRequest(Optional.empty(), page));
    }

    @Override
    public Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
        return list(new ListRequest(Optional.of(order), page));
    }

    public Page<Checkpoint> list(ListRequest request) {
        requests.add(request);
        return pages.apply(request);
    }

    /** What a list was asked for. */
    public record ListRequest(Optional<Order> order, PageRequest page) {

        public Optional<String> token() {
            return page.token();
        }

        public OptionalInt size() {
            return page.size();
        }
    }
}
