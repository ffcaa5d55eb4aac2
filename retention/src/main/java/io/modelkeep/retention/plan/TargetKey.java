package io.modelkeep.retention.plan;

import io.modelkeep.retention.item.ItemKind;
import java.util.Locale;
import java.util.regex.Pattern;

/** The recognition of the same training run or model in two spellings. */
final class TargetKey {

    /** A UUID without dashes, in either case. Services accept each spelling of a UUID, and return one of them. */
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{32}");

    private TargetKey() {}

    /** Returns a text that is equal for all spellings of one training run or model. */
    static String key(ItemKind kind, String parent) {
        String digits = parent.replace("-", "");
        return kind + " " + (UUID.matcher(digits).matches() ? digits.toLowerCase(Locale.ROOT) : parent);
    }
}
