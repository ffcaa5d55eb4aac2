package example.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.modelkeep.testkit.contract.ContractRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run of one clause alone, which {@code -Dclause} names. */
class ShelfClauseTest {

    @Test
    void theClauseHolds() throws Exception {
        String id = System.getProperty("clause", "F1");
        ContractRun run = ContractRun.of(new ShelfFaultTest(), name -> name.startsWith(id + " "));
        List<String> reasons = run.notApplicable().stream()
                .filter(name -> name.startsWith(id + " "))
                .toList();
        assertFalse(run.applied().isEmpty(), () -> id + " does not apply: " + reasons);
        assertEquals(Map.of(), run.failures());
    }
}
