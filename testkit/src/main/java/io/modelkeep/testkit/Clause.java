package io.modelkeep.testkit;

import io.modelkeep.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One sentence of a contract and what proves it. Immutable; methods with an argument return a changed copy. */
final class Clause {

    /** What proves a clause: ends normally where it holds. */
    interface Proof {
        void of(Scene scene) throws Throwable;
    }

    /** Something a fixture must have, beyond capabilities, for a clause to apply. */
    private record Condition(String words, Predicate<StoreFixture> met, boolean never) {}

    private final String id;
    private final String says;
    private final Proof proof;
    private final Set<Capability> needs;
    private final List<Condition> conditions;
    private final Map<String, String> settings;
    private final String ending;

    private Clause(
            String id,
            String says,
            Proof proof,
            Set<Capability> needs,
            List<Condition> conditions,
            Map<String, String> settings,
            String ending) {
        this.id = id;
        this.says = says;
        this.proof = proof;
        this.needs = needs;
        this.conditions = conditions;
        this.settings = settings;
        this.ending = ending;
    }

    static Clause of(String id, String says, Proof proof) {
        return new Clause(id, says, proof, Set.of(), List.of(), Map.of(), "");
    }

    /** The clause is about these capabilities: it applies where all are declared. */
    Clause needs(Capability... capabilities) {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(needs);
        all.addAll(Arrays.asList(capabilities));
        return new Clause(id, says, proof, all, conditions, settings, ending);
    }

    /** The clause counts or disturbs requests. */
    Clause onTheWire() {
        return when("a wire", fixture -> fixture.wire().isPresent());
    }

    /** The clause applies to fixtures that have something; asked of a fixture that is used for nothing else. */
    Clause when(String words, Predicate<StoreFixture> met) {
        return when(new Condition(words, met, false));
    }

    private Clause when(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Clause(id, says, proof, needs, List.copyOf(all), settings, ending);
    }

    /** The clause applies to nobody, for this reason. */
    Clause never(String reason) {
        return when(new Condition(reason, fixture -> false, true));
    }

    /** How the call ends, in words for the documentation. */
    Clause ends(String words) {
        return new Clause(id, says, proof, needs, conditions, settings, words);
    }

    /** The stores are opened with this setting. */
    Clause with(String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(key, value);
        return new Clause(id, says, proof, needs, conditions, Map.copyOf(all), ending);
    }

    String id() {
        return id;
    }

    String says() {
        return says;
    }

    /** How the call ends; empty where the sentence says it. */
    String ending() {
        return ending;
    }

    /** Why the clause applies to nobody; empty where it may apply. */
    Optional<String> reason() {
        return conditions.stream()
                .filter(Condition::never)
                .map(Condition::words)
                .findFirst();
    }

    Map<String, String> settings() {
        return settings;
    }

    /** What is missing for the clause to apply; empty where it applies. */
    Optional<String> missing(Set<Capability> declared, StoreFixture fixture) {
        for (Capability capability : needs) {
            if (!declared.contains(capability)) {
                return Optional.of(capability.label());
            }
        }
        return conditions.stream()
                .filter(condition -> !condition.met().test(fixture))
                .map(Condition::words)
                .findFirst();
    }

    void prove(Scene scene) throws Throwable {
        proof.of(scene);
    }

    @Override
    public String toString() {
        return id + " " + says;
    }
}
