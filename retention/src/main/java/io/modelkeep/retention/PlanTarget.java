package io.modelkeep.retention;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Recognizes the same training or model in two spellings. */
final class PlanTarget {

    /** The digits of a UUID have no case: services accept both, and return one of them. */
    private static final Predicate<String> UUID = Pattern.compile(
                    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE)
            .asMatchPredicate();

    private PlanTarget() {}

    /** A text that is equal for all spellings of one training or model. */
    static String key(ItemKind kind, String parent) {
        return kind + " " + (UUID.test(parent) ? parent.toLowerCase(Locale.ROOT) : parent);
    }
}
