package io.modelkeep.testkit.internal.support;

import io.modelkeep.Capability;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A clause of a contract: an id, a sentence, and the code that proves the sentence. Immutable. Methods with an argument
 * return a changed copy.
 */
public final class Clause {

    /** The proof of a clause, which ends normally if the clause holds. */
    public interface Proof {
        public void of(ContractContext context) throws Throwable;
    }

    /** A condition on the fixture, beyond capabilities, for a clause to apply. */
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

    public static Clause of(String id, String says, Proof proof) {
        return new Clause(id, says, proof, Set.of(), List.of(), Map.of(), "");
    }

    /** Returns a copy that applies only if all of these capabilities are declared. */
    public Clause needs(Capability... capabilities) {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(needs);
        all.addAll(Arrays.asList(capabilities));
        return new Clause(id, says, proof, all, conditions, settings, ending);
    }

    /** Returns a copy that applies only to fixtures with a wire, because it counts or disturbs requests. */
    public Clause onTheWire() {
        return when("a wire", fixture -> fixture.wire().isPresent());
    }

    /**
     * Returns a copy that applies only to fixtures that meet a condition. The condition is tested on a fixture that no
     * clause uses.
     */
    public Clause when(String words, Predicate<StoreFixture> met) {
        return when(new Condition(words, met, false));
    }

    public Clause when(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Clause(id, says, proof, needs, List.copyOf(all), settings, ending);
    }

    /** Returns a copy that applies to no provider. The reason is documented. */
    public Clause never(String reason) {
        return when(new Condition(reason, fixture -> false, true));
    }

    /** Returns a copy with a description of how the call ends, for the documentation. */
    public Clause ends(String words) {
        return new Clause(id, says, proof, needs, conditions, settings, words);
    }

    /** Returns a copy that opens the client with this setting. */
    public Clause with(String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(key, value);
        return new Clause(id, says, proof, needs, conditions, Map.copyOf(all), ending);
    }

    public String id() {
        return id;
    }

    public String description() {
        return says;
    }

    /** Returns how the call ends, or an empty text if the sentence already states it. */
    public String ending() {
        return ending;
    }

    /** Returns why the clause applies to no provider, or empty if it may apply. */
    public Optional<String> reason() {
        return conditions.stream()
                .filter(Condition::never)
                .map(Condition::words)
                .findFirst();
    }

    public Map<String, String> settings() {
        return settings;
    }

    /** Returns what is missing for the clause to apply, or empty if it applies. */
    public Optional<String> missing(Set<Capability> declared, StoreFixture fixture) {
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

    public void prove(ContractContext context) throws Throwable {
        proof.of(context);
    }

    @Override
    public String toString() {
        return id + " " + says;
    }
}
