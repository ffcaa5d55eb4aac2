package io.modelkeep.testkit;

import io.modelkeep.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

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
        forms.put("an empty page", everySecond(Fault.editJson(JsonEdit.emptyLists())));
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

    private static void firstPageAgain(FaultFixture wire, Operation list, int times) {
        KeptPage first = new KeptPage();
        for (int i = 1; i <= times; i++) {
            wire.injectAt(list, 2 * i - 1, Fault.editJson(first.keep()));
            wire.injectAt(list, 2 * i, Fault.editJson(first.again()));
        }
    }
}
