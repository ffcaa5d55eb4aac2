package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.weave.internal.api.ObjectPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Versions of the same instant have no order, and come exactly once all the same. */
class SameInstantTest {

    private static final ModelId MODEL = new ModelId(TiedServer.MODEL);

    private static List<String> walk(ModelkeepClient stores, Random random, Runnable betweenPages) {
        List<String> seen = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            PageRequest page = PageRequest.first().withSize(1 + random.nextInt(6));
            Page<ModelVersion> answer = stores.models()
                    .listVersions(MODEL, token.map(page::withToken).orElse(page));
            answer.items().forEach(version -> seen.add(version.id().value()));
            token = answer.nextToken();
            betweenPages.run();
        } while (token.isPresent());
        return seen;
    }

    private static void walkEach(Consumer<TiedServer> betweenPages) {
        try (TiedServer server = new TiedServer();
                ModelkeepClient stores = ModelkeepClient.open(server.config())) {
            for (int seed = 0; seed < 150; seed++) {
                server.restart(seed);
                Random random = new Random(seed);
                for (int instant = 0; instant < 5; instant++) {
                    server.add(instant, 1 + random.nextInt(7));
                }
                List<String> seen = walk(stores, random, () -> betweenPages.accept(server));
                assertThat(seen).as("seed %s", seed).doesNotHaveDuplicates().containsAll(server.digests());
            }
        }
    }

    @Test
    void eachComesOnceHoweverTheServiceOrdersThem() {
        walkEach(server -> {});
    }

    @Test
    void eachThatStaysComesOnceWhileOthersAreDeleted() {
        walkEach(server -> server.digests().stream().findAny().ifPresent(server::delete));
    }

    @Test
    void moreThanCanBeRememberedAreAnErrorAndNoEnd() {
        try (TiedServer server = new TiedServer();
                ModelkeepClient stores = ModelkeepClient.open(server.config())) {
            server.add(0, ObjectPages.MAX_SAME_KEY + 200);
            assertThatThrownBy(() -> stores.models().streamVersions(MODEL).toList())
                    .isInstanceOf(MalformedResponseException.class);
        }
    }
}
