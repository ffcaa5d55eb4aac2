package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The clauses about name filters of models. */
public final class NameFilterClauses {

    private NameFilterClauses() {}

    public static List<Clause> all() {
        return List.of(
                clause(
                        "M80",
                        "a name filter returns exactly the models of that name, over all pages",
                        NameFilterClauses::byPages),
                clause(
                        "M81",
                        "a stream with a name filter returns exactly the models of that name",
                        NameFilterClauses::byStream),
                clause("M82", "a name filter that matches no model gives one empty page", NameFilterClauses::nobody),
                clause("M83", "a page token is refused with another name filter", NameFilterClauses::tokenOfAnotherName)
                        .when("pages", fixture -> fixture.maxPageSize(Operation.LIST_MODELS) < Integer.MAX_VALUE),
                clause("M110", "a blank name to filter by is refused before any request", NameFilterClauses::blank));
    }

    private static Clause clause(String id, String says, Clause.Proof proof) {
        return Clause.of(id, says, proof).needs(Capability.MODEL_LIST, Capability.MODEL_NAME_FILTER);
    }

    private static void byPages(ContractContext context) {
        List<ModelId> expected = given(context);
        List<ModelId> found = new ArrayList<>();
        PageRequest start = PageRequest.first().withSize(1);
        Optional<PageRequest> next = Optional.of(start);
        for (int pages = 0; next.isPresent(); pages++) {
            assertThat(pages).as("pages of a short list").isLessThan(100);
            Page<Model> page = context.models().listByName(wanted(context), next.get());
            assertThat(page.items()).extracting(Model::name).containsOnly(wanted(context));
            page.items().forEach(model -> found.add(model.id()));
            next = page.nextToken().map(start::withToken);
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void byStream(ContractContext context) {
        List<ModelId> expected = given(context);
        assertThat(context.models()
                        .streamByName(wanted(context), PageRequest.first())
                        .map(Model::id))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void nobody(ContractContext context) {
        context.fixture().givenModel("wanted-2");
        context.fixture().givenModel("unwanted");
        Page<Model> page = context.models().listByName(wanted(context), PageRequest.first());
        assertThat(page.items()).isEmpty();
        assertThat(page.nextToken()).isEmpty();
    }

    private static void tokenOfAnotherName(ContractContext context) {
        given(context);
        PageRequest all = PageRequest.first().withSize(1);
        String token = context.models().list(all).nextToken().orElseThrow();
        context.refuses(
                "a token of the list of all models",
                () -> context.models().listByName(wanted(context), all.withToken(token)));
    }

    private static void blank(ContractContext context) {
        context.refuses("an empty name", () -> context.models().listByName("", PageRequest.first()));
        context.refuses("a blank name", () -> context.models().listByName(" ", PageRequest.first()));
    }

    private static String wanted(ContractContext context) {
        return context.fixture().name("wanted");
    }

    /**
     * Adds models with the wanted name and with similar names, and returns those with the wanted name. Whether two
     * models may have the same name depends on the service.
     */
    private static List<ModelId> given(ContractContext context) {
        List<ModelId> others = new ArrayList<>();
        for (String name : List.of("wanted-2", "want", "unwanted", "Wanted", "WANTED")) {
            others.add(context.fixture().givenModel(name));
        }
        ModelId one = context.fixture().givenModel("wanted");
        ModelId two = context.fixture().givenModel("wanted");
        List<ModelId> wanted = context.models().stream()
                .filter(model -> model.name().equals(wanted(context)))
                .map(Model::id)
                .toList();
        assertThat(wanted).contains(one).isSubsetOf(one, two).doesNotContainAnyElementsOf(others);
        return wanted;
    }
}
