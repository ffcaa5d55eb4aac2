package io.modelkeep.retention.plan;

import io.modelkeep.retention.item.ItemKind;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognizes the same training or model in two spellings. */
final class TargetKey {

    /** A UUID without its dashes; its digits have no case. Services accept each spelling, and return one of them. */
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{32}");

    private TargetKey() {}

    /** A text that is equal for all spellings of one training or model. */
    static String key(ItemKind kind, String parent) {
        String digits = parent.replace("-", "");
        return kind + " " + (UUID.matcher(digits).matches() ? digits.toLowerCase(Locale.ROOT) : parent);
    }
}
