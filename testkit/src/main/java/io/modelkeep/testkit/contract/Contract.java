package io.modelkeep.testkit.contract;

import io.modelkeep.Capability;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.opentest4j.TestAbortedException;

/**
 * A contract: a set of sentences that hold for every provider, as tests. Each clause gets a new server and a new
 * client, whose clock advances only when the client sleeps.
 *
 * <p>Whether a clause applies depends on the declared capabilities and on the fixture. The other clauses are reported
 * as {@code not applicable} and are not tests.
 */
public abstract sealed class Contract
        permits CheckpointStoreContract, ConfigContract, FaultContract, ModelStoreContract {

    Contract() {}

    /**
     * Returns a new, empty server of the provider. Called once for each clause. The fixture is closed after the clause.
     */
    protected abstract StoreFixture fixture() throws Exception;

    abstract List<Clause> allClauses();

    /** Returns what the fixture lacks for the contract to be meaningful, or empty if it lacks nothing. */
    Optional<String> needs(StoreFixture fixture) {
        return Optional.empty();
    }

    /** Returns the clauses that apply, as tests. */
    @TestFactory
    public final Stream<DynamicTest> clauses(TestReporter reporter) throws Exception {
        try (StoreFixture fixture = fixture();
                ContractContext context = ContractContext.open(fixture, Map.of())) {
            Optional<String> lacking = needs(fixture);
            if (lacking.isPresent()) {
                return Stream.of(DynamicTest.dynamicTest(getClass().getSimpleName(), () -> {
                    throw new AssertionError(lacking.get());
                }));
            }
            Set<Capability> declared = context.declared();
            return allClauses().stream()
                    .filter(clause -> {
                        Optional<String> missing = clause.missing(declared, fixture);
                        missing.ifPresent(what -> reporter.publishEntry("not applicable", clause + " [" + what + "]"));
                        return missing.isEmpty();
                    })
                    .map(clause -> DynamicTest.dynamicTest(clause.toString(), () -> prove(clause)))
                    .toList()
                    .stream();
        }
    }

    private void prove(Clause clause) throws Throwable {
        try (StoreFixture fixture = fixture();
                ContractContext context = ContractContext.open(fixture, clause.settings())) {
            clause.prove(context);
        } catch (TestAbortedException skipped) {
            throw skipped;
        } catch (AssertionError | Exception broken) {
            // Some tools show only the number of a dynamic test.
            throw new AssertionError(clause + ": " + broken.getMessage(), broken);
        } finally {
            // A clause about interrupts that fails must not affect the next one.
            Thread.interrupted();
        }
    }
}
