package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointStore;
import io.modelkeep.ModelStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation of a store is forwarded, except those that consist of other operations of the same store. */
class ForwardingStoresTest {

    private static List<String> notForwarded(Class<?> store, Class<?> forwarding) {
        List<String> forwarded = signatures(forwarding).toList();
        return signatures(store)
                .filter(method -> !forwarded.contains(method))
                .sorted()
                .toList();
    }

    private static Stream<String> signatures(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(ForwardingStoresTest::signature);
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList();
    }

    @Test
    void aModelStoreForwardsEachOperation() {
        assertThat(notForwarded(ModelStore.class, ForwardingModelStore.class))
                .containsExactly(
                        "deleteVersions[ModelId, Collection]",
                        "delete[ModelId]",
                        "streamByName[String, PageRequest]",
                        "streamVersions[ModelId, PageRequest]",
                        "streamVersions[ModelId]",
                        "stream[PageRequest]",
                        "stream[]");
    }

    @Test
    void aCheckpointStoreForwardsEachOperation() {
        assertThat(notForwarded(CheckpointStore.class, ForwardingCheckpointStore.class))
                .containsExactly(
                        "delete[RunId, Collection]",
                        "latest[RunId]",
                        "streamFiles[RunId, CheckpointId, PageRequest]",
                        "streamFiles[RunId, CheckpointId]",
                        "streamRuns[PageRequest]",
                        "streamRuns[]",
                        "streamUnordered[RunId]",
                        "stream[RunId, Order, PageRequest]",
                        "stream[RunId, PageRequest]",
                        "stream[RunId]");
    }
}
