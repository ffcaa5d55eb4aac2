package io.modelkeep.testkit.internal.support;

import io.modelkeep.Operation;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The answers of services to a page token whose position is lost. None of them says anything about the parent or the
 * end of the list.
 */
public interface LostCursor {

    /**
     * Plays the answer on every second page from now, {@code times} times, so that a list that is read again gets its
     * first page.
     */
    void inject(FaultFixture wire, Operation list, int times);

    /** Returns the forms of answers by their descriptions. */
    static Map<String, LostCursor> forms() {
        Map<String, LostCursor> forms = new LinkedHashMap<>();
        for (int status : new int[] {404, 400, 422}) {
            forms.put(Integer.toString(status), everySecond(Fault.status(status)));
        }
        forms.put("an empty page", LostCursor::emptyPage);
        forms.put("the first page again", LostCursor::firstPageAgain);
        return forms;
    }

    private static LostCursor everySecond(Fault fault) {
        return (wire, list, times) -> {
            for (int i = 1; i <= times; i++) {
                wire.injectAt(list, 2 * i, fault);
            }
        };
    }

    /** Empties later pages only. An empty first page would mean that the list is empty. */
    private static void emptyPage(FaultFixture wire, Operation list, int times) {
        UnaryOperator<Map<String, Object>> edit = JsonEdit.emptyLaterPages();
        for (int i = 1; i <= 2 * times; i++) {
            wire.injectAt(list, i, Fault.editJson(edit));
        }
    }

    private static void firstPageAgain(FaultFixture wire, Operation list, int times) {
        KeptPage first = new KeptPage();
        for (int i = 1; i <= times; i++) {
            wire.injectAt(list, 2 * i - 1, Fault.editJson(first.keep()));
            wire.injectAt(list, 2 * i, Fault.editJson(first.again()));
        }
    }
}
