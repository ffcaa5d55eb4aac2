package io.modelkeep.simulator.weave;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rule by which W&amp;B Weave makes object ids from names.
 *
 * @see <a href="https://github.com/wandb/weave/blob/master/weave/trace_server/object_creation_utils.py">the rule</a>
 * @see <a href="https://github.com/wandb/weave/blob/master/weave/trace_server/validation.py">the validation of
 *     ids</a>
 */
final class WeaveName {
    private static final int MOST_CHARACTERS = 128;

    /**
     * The characters outside Python's word characters, hyphens and dots. Unlike Java's, Python's word characters do
     * not include combining marks.
     */
    private static final Pattern WRONG = Pattern.compile("[^\\p{L}\\p{N}_.-]");

    private WeaveName() {}

    static String objectId(String name) {
        return name.replace(' ', '_')
                .replace('/', '_')
                .replace("<", "")
                .replace(">", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Refuses an id that no object can have. */
    static void check(String objectId) {
        if (objectId.isEmpty()) {
            throw WeaveRefusals.of(422, "Object name cannot be empty");
        }
        if (WRONG.matcher(objectId).find()) {
            throw WeaveRefusals.of(422, "Invalid object name: " + objectId + ". Contains invalid characters.");
        }
        if (objectId.codePointCount(0, objectId.length()) > MOST_CHARACTERS) {
            throw WeaveRefusals.of(422, "Object name is longer than " + MOST_CHARACTERS + " characters");
        }
    }
}
