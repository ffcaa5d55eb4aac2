package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.testkit.internal.list.ListKind;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The proofs of the clauses about the threads that fetch the pages of a stream. */
final class PrefetchProofs<P, I> {

    private static final ThreadLocal<@Nullable String> CONTEXT = new ThreadLocal<>();

    private final ListKind<P, I> kind;

    PrefetchProofs(ListKind<P, I> kind) {
        this.kind = kind;
    }

    /** Checks that a stream fetches each page on the thread of its caller if the configuration has no prefetch. */
    void disabled(ContractContext context) {
        StoreConfig.Builder config = context.config(Map.of(CommonKeys.PREFETCH.name(), "false"));
        assertThat(read(context, config, Thread::currentThread))
                .as("threads that fetched pages")
                .isNotEmpty()
                .containsOnly(Thread.currentThread());
    }

    /** Checks that a page that is fetched ahead has the context of the caller. */
    void propagated(ContractContext context) {
        StoreConfig.Builder config = context.config(Map.of()).contextPropagation(PrefetchProofs::withContext);
        CONTEXT.set("of the caller");
        try {
            assertThat(read(context, config, () -> String.valueOf(CONTEXT.get())))
                    .as("contexts in which pages were fetched")
                    .isNotEmpty()
                    .containsOnly("of the caller");
        } finally {
            CONTEXT.remove();
        }
    }

    private static Runnable withContext(Runnable task) {
        String context = CONTEXT.get();
        return () -> {
            CONTEXT.set(context);
            try {
                task.run();
            } finally {
                CONTEXT.remove();
            }
        };
    }

    /** Streams a list of more than one page, and returns one value for each page, taken on the thread of the page. */
    private <T> Collection<T> read(ContractContext context, StoreConfig.Builder config, Supplier<T> value) {
        Collection<T> values = new ConcurrentLinkedQueue<>();
        StoreListener listener = new StoreListener() {
            @Override
            public OperationScope started(Started event) {
                values.add(value.get());
                return OperationScope.NONE;
            }
        };
        ModelkeepClient client = context.openMore(config.listener(listener).build());
        P parent = kind.given(context.fixture(), context.fixture().maxPageSize(kind.operation()) + 1);
        try (Stream<I> items = kind.stream(client, parent)) {
            items.forEach(item -> {});
        }
        return values;
    }
}
