package io.modelkeep.integration.codebase;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.modelkeep.integration.codebase.cycle.CycleB;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of each module depend on each other in one direction. */
class PackageCyclesTest {

    /** Core's packages refer to each other by nature: a client, its errors, its configuration and the provider interface. */
    private static final Slices CORE = new Slices("io.modelkeep.(errors|config|spi|internal)(\\..*)?", "io.modelkeep");

    static List<String> modules() {
        return Sources.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noPackageOfAModuleDependsOnItselfThroughAnother(String module) {
        slices().assignedFrom(CORE)
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes(module));
    }

    @Test
    void theRuleSeesCycles() {
        JavaClasses cycle = new ClassFileImporter().importClasses(CycleA.class, CyclePartner.class, CycleB.class);
        assertThat(slices().assignedFrom(CORE)
                        .should()
                        .beFreeOfCycles()
                        .evaluate(cycle)
                        .hasViolation())
                .isTrue();
    }

    private static JavaClasses classes(String module) {
        Path classes = Sources.root().resolve(module).resolve("target").resolve("classes");
        JavaClasses imported =
                new ClassFileImporter(List.of(new ImportOption.DoNotIncludePackageInfos())).importPath(classes);
        assertThat(imported).as("classes in %s", classes).isNotEmpty();
        return imported;
    }

    /** A class that depends on a class of another package, which depends on this one. */
    static class CycleA {
        CycleB other = new CycleB();
    }

    /**
     * Each package is a slice; those that match are one slice.
     *
     * @param together the packages of one slice, as a regular expression
     * @param name the name of that slice
     */
    private record Slices(String together, String name) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String pack = type.getPackageName();
            if (!pack.startsWith("io.modelkeep")) {
                return SliceIdentifier.ignore();
            }
            return SliceIdentifier.of(pack.equals(name) || pack.matches(together) ? name : pack);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
