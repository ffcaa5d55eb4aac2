package io.modelkeep.baseten.internal.read;

import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position where a page of files starts, and the total number of files at that time. A lower total on the next
 * page means that files may have moved forward, to before its start.
 *
 * @param offset the number of files before the page, as the service counts them
 * @param total the number of files that the list announced, or 0 if it announced none
 */
public record FilePosition(long offset, long total) {

    static final FilePosition START = new FilePosition(0, 0);

    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,18}):([0-9]{1,18}):(.+)", Pattern.DOTALL);

    /** Returns the position of a requested page. A token contains its list, so a token of another list is rejected. */
    public static FilePosition of(PageRequest page, CheckpointParent parent, CheckpointId checkpoint) {
        if (page.token().isEmpty()) {
            return START;
        }
        Matcher token = TOKEN.matcher(page.token().get());
        if (!token.matches() || !token.group(3).equals(list(parent, checkpoint))) {
            throw BasetenIds.refused(
                    Operation.LIST_FILES,
                    "the page token does not belong to this list; begin again without one, for the same checkpoint");
        }
        return new FilePosition(Long.parseLong(token.group(1)), Long.parseLong(token.group(2)));
    }

    String token(CheckpointParent parent, CheckpointId checkpoint) {
        return offset + ":" + total + ":" + list(parent, checkpoint);
    }

    private static String list(CheckpointParent parent, CheckpointId checkpoint) {
        return parent.id() + ":" + checkpoint;
    }
}
