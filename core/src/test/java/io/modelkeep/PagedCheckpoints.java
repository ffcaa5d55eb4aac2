package io.modelkeep;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A checkpoint store whose pages a test writes down; it remembers what it was asked. */
public final class PagedCheckpoints implements CheckpointStore {

    public static final RunId TRAINING = new RunId("t");

    private final Set<Capability> capabilities;
    private final Function<PageRequest, Page<Checkpoint>> pages;
    private final List<PageRequest> requests = new CopyOnWriteArrayList<>();

    public PagedCheckpoints(Set<Capability> capabilities, Function<PageRequest, Page<Checkpoint>> pages) {
        this.capabilities = capabilities;
        this.pages = pages;
    }

    public PagedCheckpoints(Function<PageRequest, Page<Checkpoint>> pages) {
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

    public List<PageRequest> requests() {
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
    public Page<Checkpoint> list(RunId training, PageRequest page) {
        requests.add(page);
        return pages.apply(page);
    }
}
