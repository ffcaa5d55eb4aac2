package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.weave.PublishedWeave;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Each adapter asks Prism, fed with the document, for everything it ever asks for, and takes the answers. This needs Node and
 * fetches a package, so it is run by {@code .ci/run} and not by the build: the name does not end in {@code Test}.
 *
 * <p>Prism answers with the examples in the documents, whatever it is asked; where there is none it makes one up, with ids
 * that no service has and {@code has_more} true for ever.
 */
class PrismLane {

    /** An adapter, and Prism behind it. */
    private static final class Mocked implements AutoCloseable {

        final Judge judge;
        private final String provider;
        private final Prism prism;

        Mocked(String provider) throws IOException, InterruptedException {
            this.provider = provider;
            this.prism = Prism.mock(provider);
            this.judge = new Judge(prism.url());
        }

        StoreConfig config(Map<String, String> settings) {
            Map<String, String> all = new HashMap<>(settings);
            all.put("provider", provider);
            all.put(provider + ".base-url", judge.url().toString());
            all.put(provider + ".api-key", "a-key-for-prism");
            return StoreConfig.builder()
                    .settings(all)
                    .timeSource(duration -> {})
                    .build();
        }

        /**
         * That Prism and our own check both agree to all exchanges.
         *
         * @param unused the operations that the adapter has no use for
         * @param misjudged the requests that Prism refuses although the document allows them
         */
        void assertAccepted(Set<String> unused, Predicate<Exchange> misjudged) {
            ApiDocument document = ApiDocument.of(provider);
            ExchangeValidator validator = new ExchangeValidator(document);
            Set<String> seen = new TreeSet<>(unused);
            assertThat(judge.judged()).isNotEmpty().allSatisfy(judged -> {
                Exchange exchange = judged.exchange();
                assertThat(validator.violations(exchange))
                        .as(exchange.toString())
                        .isEmpty();
                assertThat(judged.objection().isPresent())
                        .as(exchange + " " + judged.objection().orElse("is accepted"))
                        .isEqualTo(misjudged.test(exchange));
                seen.add(validator.operation(exchange).orElseThrow().id());
            });
            assertThat(document.operations()).extracting(ApiOperation::id).containsExactlyInAnyOrderElementsOf(seen);
        }

        @Override
        public void close() throws IOException {
            judge.close();
            prism.close();
        }
    }

    @Test
    void wandbTrainingIsAskedAsDocumented() throws Exception {
        try (Mocked mocked = new Mocked("wandb-training");
                ModelkeepClient stores =
                        ModelkeepClient.open(mocked.config(Map.of("wandb-training.project", "project")))) {
            RunId run = new RunId("3f0c5a0e-8a55-4a43-9e1e-0d2f9d1f7b11");
            // Words that a wrong base URL would bring too, so that the adapter asks for the service's health.
            mocked.judge.answerNext(404, "{\"detail\":\"Not Found\"}");
            assertThatThrownBy(() -> stores.checkpoints().list(run, PageRequest.first()))
                    .isInstanceOf(NotFoundException.class);
            ModelSpec spec = ModelSpec.builder("agent")
                    .baseModel("OpenPipe/Qwen3-14B-Instruct")
                    .build();
            assertThat(stores.models().create(spec).id()).isEqualTo(new ModelId(run.value()));
            assertThat(stores.checkpoints().stream(run)).hasSize(1);
            assertThat(stores.checkpoints().latest(run)).isPresent();
            assertThat(stores.checkpoints()
                            .delete(run, List.of(new CheckpointId("1")))
                            .summary())
                    .isEqualTo(Map.of(DeleteOutcome.DELETED, 1));
            assertThat(stores.models().delete(new ModelId(run.value())).outcome())
                    .isEqualTo(DeleteOutcome.DELETED);
            mocked.assertAccepted(WandbTrainingExchanges.UNUSED, exchange -> false);
        }
    }

    @Test
    void weaveIsAskedAsDocumented() throws Exception {
        try (Mocked mocked = new Mocked("weave")) {
            StoreConfig config = mocked.config(Map.of("weave.entity", "team", "weave.project", "project"));
            ModelId model = new ModelId("agent");
            VersionId version = new VersionId("7pWZ0pQbVn8hCkq3XyT5rLm2sDf4gJ6uEaB9cHiKoN1");
            try (ModelkeepClient stores = ModelkeepClient.open(config)) {
                ModelSpec spec = ModelSpec.builder("agent").sourceCode("pass").build();
                assertThat(stores.models().create(spec).id()).isEqualTo(model);
                assertThat(stores.models().get(model).id()).isEqualTo(model);
                assertThat(stores.models().stream()).hasSize(1);
                assertThat(stores.models().streamVersions(model)).hasSize(1);
                // Prism's example has an alias, which protects it from a deletion that is not forced.
                assertThat(stores.models()
                                .deleteVersions(model, List.of(version), DeleteMode.FORCE)
                                .summary())
                        .isEqualTo(Map.of(DeleteOutcome.DELETED, 1));
                assertThat(stores.models().delete(model, DeleteMode.FORCE).outcome())
                        .isEqualTo(DeleteOutcome.DELETED);
            }
            try (ModelkeepClient published = PublishedWeave.open(config)) {
                assertThat(published.models().delete(model, DeleteMode.FORCE).outcome())
                        .isEqualTo(DeleteOutcome.DELETED);
                // Prism says of two versions that one is deleted, and goes on listing the first.
                VersionId other = new VersionId("A".repeat(43));
                assertThat(published
                                .models()
                                .deleteVersions(model, List.of(version, other), DeleteMode.FORCE)
                                .summary())
                        .isEqualTo(Map.of(DeleteOutcome.REFUSED, 1, DeleteOutcome.PRESUMED_DELETED, 1));
                assertThat(published
                                .models()
                                .deleteVersions(model, List.of(version), DeleteMode.FORCE)
                                .results()
                                .get(0)
                                .cause())
                        .containsInstanceOf(InvalidRequestException.class);
            }
            mocked.assertAccepted(
                    WeaveExchanges.UNUSED,
                    // To Prism a parameter that may be repeated, and may be null, is no array if it is there once.
                    exchange -> exchange.query()
                            .filter(query -> query.matches("digests=[^&]+"))
                            .isPresent());
        }
    }

    @Test
    void basetenIsAskedAsDocumented() throws Exception {
        try (Mocked mocked = new Mocked("baseten")) {
            ModelId model = new ModelId("wnpkzp03");
            RunId run = new RunId("loops:k4q95w5");
            RunId job = new RunId("job:pj4x8q1:jb7k2m9");
            CheckpointId sampler = new CheckpointId("vL3pQrS8");
            try (ModelkeepClient stores = ModelkeepClient.open(mocked.config(Map.of()))) {
                // Words that a wrong base URL would bring too, so that the adapter asks for the teams.
                mocked.judge.answerNext(404, "{\"message\":\"Not found\"}");
                assertThatThrownBy(() -> stores.models().get(model)).isInstanceOf(NotFoundException.class);
                assertThat(stores.models().get(model).id()).isEqualTo(model);
                assertThat(stores.models().streamByName("agent", PageRequest.first()))
                        .hasSize(1);
                assertThat(stores.models().streamVersions(model)).hasSize(1);
                assertThat(stores.models()
                                .deleteVersions(model, List.of(new VersionId("qrpg2r0")))
                                .summary())
                        .isEqualTo(Map.of(DeleteOutcome.DELETED, 1));
                assertThat(stores.models().delete(model, DeleteMode.SAFE).outcome())
                        .isEqualTo(DeleteOutcome.DELETED);
                assertThat(stores.checkpoints().streamRuns()).hasSize(2);
                assertThat(stores.checkpoints().stream(run)).hasSize(1);
                // Prism never has an empty list, after which the adapter asks for the run.
                mocked.judge.answerNext(200, "{\"checkpoints\":[]}");
                assertThat(stores.checkpoints().stream(run)).isEmpty();
                assertThat(stores.checkpoints().stream(job)).hasSize(1);
                assertThat(stores.checkpoints().streamFiles(run, sampler)).hasSize(1);
                assertThat(stores.checkpoints().streamFiles(job, new CheckpointId("checkpoint-100")))
                        .hasSize(1);
                assertThat(stores.checkpoints().delete(run, List.of(sampler)).summary())
                        .isEqualTo(Map.of(DeleteOutcome.DELETED, 1));
            }
            try (ModelkeepClient organization = ModelkeepClient.open(
                    mocked.config(Map.of("baseten.scope", "org", "baseten.auth-scheme", "bearer")))) {
                assertThat(organization.checkpoints().streamRuns()).hasSize(2);
            }
            try (ModelkeepClient team = ModelkeepClient.open(mocked.config(Map.of("baseten.team", "tm5z1c3")))) {
                assertThat(team.models().stream()).hasSize(1);
                assertThat(team.checkpoints().streamRuns()).hasSize(2);
            }
            mocked.assertAccepted(BasetenExchanges.UNUSED, exchange -> false);
        }
    }
}
