package io.modelkeep.baseten.internal.read;

import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of files starts, and how many files there were when that was said: fewer on the next page mean that some moved
 * forward, past the place where it starts.
 *
 * @param offset how many files come before, as the service counts them
 * @param total how many files the list announced, 0 where it announced nothing
 */
public record FilePosition(long offset, long total) {

    static final FilePosition START = new FilePosition(0, 0);

    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,18}):([0-9]{1,18}):(.+)", Pattern.DOTALL);

    /** Where a page is asked to start; a token names its list, so that it is not taken for a page of another one. */
    public static FilePosition of(PageRequest page, CheckpointParent parent, CheckpointId checkpoint) {
        if (page.token().isEmpty()) {
            return START;
        }
        Matcher token = TOKEN.matcher(page.token().get());
        if (!token.matches() || !token.group(3).equals(list(parent, checkpoint))) {
            throw BasetenIds.refused(
                    Operation.LIST_FILES,
                    "the page token does not belong to this list; begin again without one, for one checkpoint");
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
