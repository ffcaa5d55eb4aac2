package io.modelkeep.testkit;

import io.modelkeep.Capability;
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
 * A set of sentences that hold for every provider, as tests. Each clause gets a server and stores of its own, whose time
 * passes only when they sleep.
 *
 * <p>Which clauses apply follows from what the stores declare and what the fixture has; the others are reported as
 * {@code not applicable}, and are no tests.
 */
public abstract sealed class Contract
        permits CheckpointStoreContract, ConfigContract, FaultContract, ModelStoreContract {

    Contract() {}

    /** A fresh, empty server of the provider; called once for each clause, and closed after it. */
    protected abstract StoreFixture fixture() throws Exception;

    abstract List<Clause> allClauses();

    /** What a fixture must have for the contract to say anything; empty where it has it. */
    Optional<String> needs(StoreFixture fixture) {
        return Optional.empty();
    }

    /** The clauses that apply, as tests. */
    @TestFactory
    public final Stream<DynamicTest> clauses(TestReporter reporter) throws Exception {
        try (StoreFixture fixture = fixture();
                Scene scene = Scene.open(fixture, Map.of())) {
            Optional<String> lacking = needs(fixture);
            if (lacking.isPresent()) {
                return Stream.of(DynamicTest.dynamicTest(getClass().getSimpleName(), () -> {
                    throw new AssertionError(lacking.get());
                }));
            }
            Set<Capability> declared = scene.declared();
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
                Scene scene = Scene.open(fixture, clause.settings())) {
            clause.prove(scene);
        } catch (TestAbortedException skipped) {
            throw skipped;
        } catch (AssertionError | Exception broken) {
            // Some tools show a dynamic test by its number alone.
            throw new AssertionError(clause + ": " + broken.getMessage(), broken);
        } finally {
            // A clause about interrupts that fails must not spoil the next one.
            Thread.interrupted();
        }
    }
}
