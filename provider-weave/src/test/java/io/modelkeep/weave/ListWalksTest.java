package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.testkit.fixture.ManualTime;
import io.modelkeep.weave.internal.api.ObjectPages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Thousands of walks through lists that others change meanwhile: what is there throughout comes exactly once. */
class ListWalksTest {

    private static final int WALKS = 500;

    /** A list in a project of its own, and somebody who changes it. */
    private abstract static class Changing implements AutoCloseable {

        final WeaveSimulator simulator;
        final Random random;
        final String project;
        final ModelkeepClient stores;
        final Set<String> deleted = new HashSet<>();
        final List<String> seen = new ArrayList<>();
        boolean changesAtEachRequest;
        int requests;

        Changing(WeaveSimulator simulator, int seed) {
            this.simulator = simulator;
            this.random = new Random(seed);
            this.project = "walk-" + seed;
            this.stores = ModelkeepClient.open(StoreConfig.builder()
                    .settings(WeaveRun.config(simulator))
                    .settings(Map.of("weave.project", project))
                    .timeSource(new ManualTime())
                    .listener(new StoreListener() {
                        @Override
                        public void attempted(StoreListener.Attempted event) {
                            requests++;
                            if (changesAtEachRequest) {
                                change();
                            }
                        }
                    })
                    .build());
        }

        abstract Page<String> page(PageRequest page);

        abstract List<String> there();

        abstract void delete(String id);

        abstract void insert();

        final void forget(@Nullable String id) {
            if (id != null && there().contains(id)) {
                delete(id);
                deleted.add(id);
            }
        }

        /** Something, or nothing, happens to the list. */
        final void change() {
            List<String> now = there();
            String last = seen.isEmpty() ? null : seen.get(seen.size() - 1);
            switch (random.nextInt(10)) {
                case 0 -> forget(last);
                case 1 -> now.stream().filter(seen::contains).forEach(this::forget);
                case 2 -> now.stream().filter(id -> random.nextInt(2) == 0).forEach(this::forget);
                case 3 -> insert();
                case 4 -> now.stream().limit(random.nextInt(4)).forEach(this::forget);
                case 5 -> {
                    if (random.nextInt(8) == 0) {
                        now.forEach(this::forget);
                    }
                }
                default -> {
                    // A quiet moment.
                }
            }
        }

        /** The most requests that one page took. */
        final int walk() {
            Set<String> before = Set.copyOf(there());
            int most = 0;
            Optional<String> token = Optional.empty();
            do {
                PageRequest size = PageRequest.first().withSize(1 + random.nextInt(7));
                requests = 0;
                Page<String> page = page(token.map(size::withToken).orElse(size));
                most = Math.max(most, requests);
                seen.addAll(page.items());
                token = page.nextToken();
                change();
            } while (token.isPresent());
            Set<String> throughout = new HashSet<>(before);
            throughout.removeAll(deleted);
            assertThat(seen).as(project).doesNotHaveDuplicates().containsAll(throughout);
            return most;
        }

        @Override
        public final void close() {
            stores.close();
        }
    }

    private static final class ChangingModels extends Changing {

        ChangingModels(WeaveSimulator simulator, int seed) {
            super(simulator, seed);
            for (int i = random.nextInt(30); i > 0; i--) {
                insert();
            }
        }

        @Override
        Page<String> page(PageRequest page) {
            Page<Model> models = stores.models().list(page);
            return of(models.items().stream().map(model -> model.id().value()).toList(), models.nextToken());
        }

        @Override
        List<String> there() {
            return simulator.models(WeaveRun.ENTITY, project);
        }

        @Override
        void delete(String id) {
            simulator
                    .versions(WeaveRun.ENTITY, project, id)
                    .forEach(version -> simulator.delete(WeaveRun.ENTITY, project, id, version.digest()));
        }

        @Override
        void insert() {
            String name = Integer.toString(random.nextInt(1_000_000), 36);
            if (simulator.versions(WeaveRun.ENTITY, project, name).isEmpty() && !deleted.contains(name)) {
                simulator.addModel(WeaveRun.ENTITY, project, name);
            }
        }
    }

    private static final class ChangingVersions extends Changing {

        private static final String MODEL = "model";

        ChangingVersions(WeaveSimulator simulator, int seed) {
            super(simulator, seed);
            simulator.addModel(WeaveRun.ENTITY, project, MODEL);
            simulator.addVersions(WeaveRun.ENTITY, project, MODEL, random.nextInt(30));
        }

        @Override
        Page<String> page(PageRequest page) {
            Page<ModelVersion> versions = stores.models().listVersions(new ModelId(MODEL), page);
            return of(
                    versions.items().stream()
                            .map(version -> version.id().value())
                            .toList(),
                    versions.nextToken());
        }

        @Override
        List<String> there() {
            return simulator.versions(WeaveRun.ENTITY, project, MODEL).stream()
                    .map(SimulatedVersion::digest)
                    .toList();
        }

        @Override
        void delete(String id) {
            simulator.delete(WeaveRun.ENTITY, project, MODEL, id);
        }

        @Override
        void insert() {
            simulator.addVersions(WeaveRun.ENTITY, project, MODEL, 1 + random.nextInt(3));
        }
    }

    private static Page<String> of(List<String> items, Optional<String> token) {
        return token.map(next -> Page.of(items, next)).orElseGet(() -> Page.last(items));
    }

    /** Where a list changes only between pages, each walk comes to its end. */
    @Test
    void betweenPages() {
        try (WeaveSimulator simulator = WeaveSimulator.start()) {
            int most = 0;
            for (int seed = 0; seed < WALKS; seed++) {
                try (Changing models = new ChangingModels(simulator, 2 * seed);
                        Changing versions = new ChangingVersions(simulator, 2 * seed + 1)) {
                    most = Math.max(most, Math.max(models.walk(), versions.walk()));
                }
                simulator.clearExchanges();
            }
            assertThat(most).isBetween(2, 12);
        }
    }

    /** Where it changes also while a place is looked for, a walk may give up, but not lie. */
    @Test
    void betweenRequests() {
        try (WeaveSimulator simulator = WeaveSimulator.start()) {
            int most = 0;
            int givenUp = 0;
            for (int seed = 0; seed < WALKS; seed++) {
                try (Changing models = new ChangingModels(simulator, 2 * seed);
                        Changing versions = new ChangingVersions(simulator, 2 * seed + 1)) {
                    for (Changing list : List.of(models, versions)) {
                        list.changesAtEachRequest = true;
                        try {
                            most = Math.max(most, list.walk());
                        } catch (MalformedResponseException changing) {
                            givenUp++;
                        }
                    }
                }
                simulator.clearExchanges();
            }
            assertThat(most).isBetween(2, ObjectPages.MAX_READS);
            assertThat(givenUp).isLessThan(WALKS / 50);
        }
    }
}
