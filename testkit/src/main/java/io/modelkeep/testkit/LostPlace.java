package io.modelkeep.testkit;

import io.modelkeep.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What services answer to a page token whose place is lost: nothing of that is about the parent, or about the end. */
interface LostPlace {

    /** Plays it on every second page from now, that many times: a list that is read again has a first page, too. */
    void inject(FaultFixture wire, Operation list, int times);

    /** The ways, by their words. */
    static Map<String, LostPlace> forms() {
        Map<String, LostPlace> forms = new LinkedHashMap<>();
        for (int status : new int[] {404, 400, 422}) {
            forms.put(Integer.toString(status), everySecond(Fault.status(status)));
        }
        forms.put("an empty page", LostPlace::emptyPage);
        forms.put("the first page again", LostPlace::firstPageAgain);
        return forms;
    }

    private static LostPlace everySecond(Fault fault) {
        return (wire, list, times) -> {
            for (int i = 1; i <= times; i++) {
                wire.injectAt(list, 2 * i, fault);
            }
        };
    }

    /** A first page stays as it is: a service that gives an empty one says that there is nothing at all. */
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
