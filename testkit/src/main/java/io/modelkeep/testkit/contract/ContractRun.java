package io.modelkeep.testkit.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DynamicTest;

/**
 * A contract run by hand, to test which clauses a broken store violates. Immutable.
 *
 * <pre>{@code
 * ContractRun run = ContractRun.of(new CheckpointStoreContract() {
 *     protected StoreFixture fixture() {
 *         return new FixtureOfABrokenStore();
 *     }
 * });
 * assertThat(run.broken()).containsExactly("C31");
 * }</pre>
 */
public final class ContractRun {

    private final List<String> applied;
    private final List<String> notApplicable;
    private final Map<String, Throwable> failures;

    private ContractRun(List<String> applied, List<String> notApplicable, Map<String, Throwable> failures) {
        this.applied = applied;
        this.notApplicable = notApplicable;
        this.failures = failures;
    }

    /** Runs each clause that applies. */
    public static ContractRun of(Contract contract) throws Exception {
        return of(contract, name -> true);
    }

    /**
     * Runs some of the clauses that apply.
     *
     * @param wanted decides by the name of a clause: its id, a space and its sentence
     */
    public static ContractRun of(Contract contract, Predicate<String> wanted) throws Exception {
        List<String> applied = new ArrayList<>();
        List<String> notApplicable = new ArrayList<>();
        Map<String, Throwable> failures = new LinkedHashMap<>();
        List<DynamicTest> tests = contract.clauses(entry -> notApplicable.addAll(entry.values()))
                .filter(test -> wanted.test(test.getDisplayName()))
                .toList();
        for (DynamicTest test : tests) {
            applied.add(test.getDisplayName());
            failureOf(test, failures);
        }
        return new ContractRun(List.copyOf(applied), List.copyOf(notApplicable), failures);
    }

    /** Returns the names of the clauses that were run, in the order of the contract. */
    public List<String> applied() {
        return applied;
    }

    /** Returns the names of the clauses that do not apply, each with the reason. */
    public List<String> notApplicable() {
        return notApplicable;
    }

    /** Returns the failures by the name of the clause, in the order of the contract. */
    public Map<String, Throwable> failures() {
        return new LinkedHashMap<>(failures);
    }

    /** Returns the ids of the clauses that failed, in the order of the contract. */
    public Set<String> broken() {
        Set<String> ids = new LinkedHashSet<>();
        failures.keySet().forEach(name -> ids.add(name.substring(0, name.indexOf(' '))));
        return ids;
    }

    /** Records the failure of a clause, including errors such as an endless recursion in the store. */
    private static void failureOf(DynamicTest test, Map<String, Throwable> failures) {
        try {
            test.getExecutable().execute();
        } catch (Throwable broken) {
            failures.put(test.getDisplayName(), broken);
        }
    }
}
